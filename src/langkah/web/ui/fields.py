"""Form fields for figures as people write them here: 12,5 and 12.5 and 1.250.000."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _

from langkah.apps.workshop import numbers, words
from langkah.domain import incoterms

HUNDRED = Decimal(100)


def named_place(name: str) -> None:
    """Refuses a text that cannot be the name of a town or port."""
    if name.strip() and not incoterms.is_place(name, ""):
        raise forms.ValidationError(words.say(incoterms.no_place(name)))


class NumberField(forms.Field):
    """A number with a decimal comma or point; an empty field is None, which means unknown.

    With `thousands`, 1.250 is a thousand and more (rupiah). `least` and `most` are allowed values.
    """

    sign = ""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(
        self,
        *,
        thousands: bool = False,
        least: Decimal | int | None = None,
        most: Decimal | int | None = None,
        **kwargs: Any,  # noqa: ANN401 - whatever a Django field takes
    ) -> None:
        super().__init__(**kwargs)
        self.thousands, self.least, self.most = thousands, least, most

    def to_python(self, value: Any) -> Decimal | None:  # noqa: ANN401
        """The number, or None."""
        said = str(value or "").strip().removesuffix(self.sign)
        if value is None or not said:
            return None
        try:
            return numbers.read(said, thousands=self.thousands)
        except numbers.NotANumber as error:
            raise forms.ValidationError(str(error)) from error

    def validate(self, value: Decimal | None) -> None:
        """Within its limits."""
        super().validate(value)
        if value is None:
            return
        if self.least is not None and value < self.least:
            raise forms.ValidationError(_("At least {least}.").format(least=_said(self.least)))
        if self.most is not None and value > self.most:
            raise forms.ValidationError(_("At most {most}.").format(most=_said(self.most)))

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        """The number as people write it here."""
        if not isinstance(value, Decimal):
            return value
        return _said(value)


def whole(form: forms.BaseForm, name: str, currency: str) -> None:
    """In rupiah 350.000 is a third of a million; in other money such a figure is asked again."""
    field = form.fields[name]
    assert isinstance(field, NumberField)  # noqa: S101 - tells mypy what stands above
    field.thousands = currency == "IDR"


def _said(value: Decimal | int) -> str:
    return numbers.write(Decimal(value), str(formats.get_format("DECIMAL_SEPARATOR")))


class PointsField(NumberField):
    """Percent kept as they are written; the sign may stand behind the number."""

    sign = "%"


class PercentField(PointsField):
    """A share that people write in percent: 40 is kept as 0.40."""

    def clean(self, value: Any) -> Decimal | None:  # noqa: ANN401
        """The share, or None."""
        percent: Decimal | None = super().clean(value)
        return None if percent is None else percent / HUNDRED

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        """The share in percent."""
        return super().prepare_value(value * HUNDRED if isinstance(value, Decimal) else value)
