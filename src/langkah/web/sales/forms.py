"""The forms of the inquiry: paste, correct, confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from langkah.apps.sales.facts import AskedLine, Facts
from langkah.reference.incoterms import TERMS
from langkah.web.sales import places, sizes
from langkah.web.ui.fields import named_place

MOST_LINES = 20


class PasteForm(forms.Form):
    """A message as it came."""

    text = forms.CharField(
        label=_("Message of the buyer"),
        help_text=_("Copy it from WhatsApp, Instagram or e-mail, in any language."),
        widget=forms.Textarea(attrs={"rows": 9, "maxlength": 8000}),
        max_length=8000,
    )
    name = forms.CharField(label=_("Name of the buyer"), max_length=120, required=False)


class FactsForm(forms.Form):
    """What the buyer asked, apart from the products."""

    buyer_name = forms.CharField(label=_("Buyer"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("Who buys"),
        choices=[("b2b", _("A shop or company")), ("b2c", _("A person"))],
        required=False,
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False, validators=[named_place])
    port = forms.CharField(label=_("Port"), max_length=80, required=False)
    wish_day = forms.DateField(
        label=_("Wished date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    currency = forms.ChoiceField(label=_("Currency of the offer"), required=False)
    incoterm = forms.ChoiceField(label=_("Delivery the buyer asked for"), required=False)
    language = forms.ChoiceField(label=_("Language of the offer"), required=False)
    wishes = forms.CharField(
        label=_("Special wishes"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # A draft may have gaps; a quote may not.
        for name in ("buyer_name", "country"):
            self.fields[name].required = "draft" not in self.data
        self._choose("country", places.countries())
        self._choose("currency", [("", _("Suggest one")), *places.currency_codes()])
        self._choose("language", places.buyer_languages())
        self._choose("incoterm", [("", _("Not said")), *((code, code) for code in TERMS)])

    def clean_wish_day(self) -> date | None:
        """A quote for a day that has passed answers nobody; a draft may wait with it."""
        day: date | None = self.cleaned_data["wish_day"]
        if day and day < timezone.localdate() and "draft" not in self.data:
            raise forms.ValidationError(
                _("This day has passed. Write a later one, or leave it empty.")
            )
        return day

    def _choose(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
        field.choices = choices


class LineForm(forms.Form):
    """One product and its pairs."""

    product = forms.TypedChoiceField(
        label=_("Product"), required=False, coerce=int, empty_value=None
    )
    sizes = forms.CharField(
        label=_("Sizes and pairs"),
        required=False,
        max_length=400,
        # Grows with what is in it: a phone shows every size at once.
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("Size × pairs, for example 38 × 2, 39 × 4. Only a number when sizes follow."),
    )
    options = forms.MultipleChoiceField(
        label=_("Options"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: object,
        products: Sequence[tuple[int, str]],
        offered: Mapping[int, Sequence[tuple[str, str]]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["product"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        field.choices = [("", _("Choose a product")), *products]
        chosen = str(self["product"].value() or "")
        self._offer(offered.get(int(chosen), ()) if chosen.isdecimal() else ())

    def _offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Let these options of the product be chosen, each with its label; or none."""
        field = self.fields["options"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = list(options)
        if not options:
            del self.fields["options"]

    def clean_sizes(self) -> str:
        """Pairs per size that can be read."""
        try:
            sizes.read(self.cleaned_data["sizes"])
        except sizes.NotRead as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return str(self.cleaned_data["sizes"])


LineForms = forms.formset_factory(LineForm, extra=0, max_num=MOST_LINES, validate_max=True)


class InquiryForms:
    """The facts and the lines of one inquiry as one form."""

    def __init__(
        self,
        facts: Facts,
        products: Sequence[tuple[int, str]],
        offered: Mapping[int, Sequence[tuple[str, str]]],
        data: Mapping[str, object] | None = None,
    ) -> None:
        kept = [
            {
                "product": line.product,
                "sizes": sizes.written(line.sizes),
                "options": line.options,
            }
            for line in facts.lines
        ]
        first = {name: getattr(facts, name) for name in FactsForm.base_fields}
        self.facts = FactsForm(data, initial=first)
        self.lines = LineForms(
            data,
            initial=[*kept, {}] if data is None else None,
            form_kwargs={"products": products, "offered": offered},
            prefix="line",
        )
        if data is None or "draft" not in data:
            for first_line in self.lines.forms[:1]:
                for name in ("product", "sizes"):
                    first_line.fields[name].required = True

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        return self.facts.is_valid() and self.lines.is_valid()

    def value(self) -> Facts:
        """What was typed; lines left empty are left out."""
        values = self.facts.cleaned_data
        lines = tuple(
            AskedLine(
                product=row.get("product"),
                sizes=sizes.read(row.get("sizes", "")),
                options=tuple(row.get("options", ())),
            )
            for row in self.lines.cleaned_data
            if row.get("product") or row.get("sizes")
        )
        return Facts(**{name: values[name] for name in FactsForm.base_fields}, lines=lines)
