"""The form of a draft: what is offered, to whom, how, at what price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.core.validators import DecimalValidator
from django.utils.translation import gettext_lazy as _

from langkah.apps.sales.actions import Draft, DraftLine
from langkah.apps.sales.queries import VersionView
from langkah.reference.incoterms import TERMS as INCOTERMS
from langkah.web.sales import names, places, sizes
from langkah.web.sales.forms import MOST_LINES, LineForm
from langkah.web.ui.fields import NumberField, PointsField, named_place, whole

TERMS = (
    *("incoterm", "currency", "valid_days", "deposit_percent", "language", "country", "city"),
    *("postcode", "port", "delivery", "unloading", "wish_day", "card", "date_held", "wishes"),
    "note",
)


class TermsForm(forms.Form):
    """Everything but the lines."""

    incoterm = forms.ChoiceField(label=_("Delivery"))
    card = forms.TypedChoiceField(label=_("Carrier"), required=False, coerce=int, empty_value=None)
    currency = forms.ChoiceField(label=_("Currency"))
    valid_days = forms.IntegerField(label=_("Valid for days"), min_value=1, max_value=365)
    deposit_percent = PointsField(
        label=_("Deposit (%)"), least=0, most=100, validators=[DecimalValidator(5, 2)]
    )
    language = forms.ChoiceField(label=_("Language of the offer"))
    country = forms.ChoiceField(label=_("Country"))
    city = forms.CharField(label=_("City"), max_length=80, required=False, validators=[named_place])
    postcode = forms.CharField(
        label=_("Postcode"),
        help_text=_("Some carriers ask more for remote places. Empty: not known."),
        max_length=16,
        required=False,
    )
    port = forms.CharField(
        label=_("Port"),
        help_text=_("Where the ship arrives; for FOB and FAS where it leaves."),
        max_length=80,
        required=False,
        validators=[named_place],
    )
    delivery = NumberField(
        label=_("From the port to the door"),
        help_text=_("In the currency of the quote, where the carrier ends at a port."),
        required=False,
        least=0,
        validators=[DecimalValidator(14, 2)],
    )
    unloading = NumberField(
        label=_("Unloading at the place"),
        help_text=_("In the currency of the quote, for DPU. Write 0 when the carrier unloads."),
        required=False,
        least=0,
        validators=[DecimalValidator(14, 2)],
    )
    wish_day = forms.DateField(
        label=_("Wished date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    date_held = forms.TypedChoiceField(
        label=_("Until she answers"),
        choices=[
            (True, _("Keep the date free for her")),
            (False, _("Whoever says yes first has it (subject to prior sale)")),
        ],
        coerce=lambda value: value == "True",
    )
    wishes = forms.CharField(
        label=_("Special wishes"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = forms.CharField(
        label=_("Note to the buyer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: object,
        incoterms: Sequence[str],
        cards: Sequence[tuple[str, str]],
        currency: str,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        whole(self, "delivery", currency)
        whole(self, "unloading", currency)
        self._choose("incoterm", [(code, f"{code} · {names.incoterm(code)}") for code in incoterms])
        self._choose("card", [("", _("The cheapest")), *cards])
        self._choose("currency", places.currency_codes())
        self._choose("language", places.buyer_languages())
        self._choose("country", places.countries())

    def _choose(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
        field.choices = choices


class DraftLineForm(LineForm):
    """One product with its pairs and, if a person wants, her own price."""

    own_price = NumberField(
        label=_("Your own price a pair"),
        required=False,
        least=0,
        validators=[DecimalValidator(14, 2)],
    )
    own_price_why = forms.CharField(label=_("Why"), required=False, max_length=200)
    field_order = ("product", "sizes", "own_price", "own_price_why", "options")

    def __init__(
        self,
        *args: object,
        products: Sequence[tuple[int, str]],
        offered: Mapping[int, Sequence[tuple[str, str]]],
        currency: str,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, products=products, offered=offered, **kwargs)
        whole(self, "own_price", currency)


LineForms = forms.formset_factory(DraftLineForm, extra=0, max_num=MOST_LINES, validate_max=True)


class DraftForms:
    """Terms and lines of a version as one form."""

    def __init__(
        self,
        version: VersionView,
        *,
        products: Sequence[tuple[int, str]],
        cards: Sequence[tuple[str, str]],
        options: Mapping[int, Sequence[tuple[str, str]]],
        data: Mapping[str, object] | None = None,
    ) -> None:
        lines = [
            {
                "product": line.product,
                "sizes": sizes.written(line.sizes),
                "own_price": line.own_price,
                "own_price_why": line.own_price_why,
                "options": line.options,
            }
            for line in version.lines
        ]
        offered = [one.incoterm for one in version.offers]
        wish = version.wish_incoterm or version.incoterm or "DAP"
        incoterms = list(dict.fromkeys([*offered, wish, *INCOTERMS]))
        currency = str((data or {}).get("currency", version.currency))
        self.terms = TermsForm(
            data,
            initial={name: getattr(version, name) for name in TERMS} | {"incoterm": wish},
            incoterms=incoterms,
            cards=cards,
            currency=currency,
        )
        self.lines = LineForms(
            data,
            initial=[*lines, {}] if data is None else None,
            form_kwargs={
                "products": products,
                "offered": options,
                "currency": currency,
            },
            prefix="line",
        )

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        return self.terms.is_valid() and self.lines.is_valid()

    def value(self) -> Draft:
        """What was typed; lines left empty are left out."""
        lines = tuple(
            DraftLine(
                product=row.get("product") or 0,
                sizes=sizes.read(row.get("sizes", "")),
                own_price=row.get("own_price"),
                own_price_why=row.get("own_price_why", ""),
                options=tuple(row.get("options", ())),
            )
            for row in self.lines.cleaned_data
            if row.get("product") or row.get("sizes")
        )
        return replace(
            Draft(**{name: self.terms.cleaned_data[name] for name in TERMS}), lines=lines
        )
