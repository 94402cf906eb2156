"""Forms of doors, people and accounts. What is right is decided by the actions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from langkah.apps.workshop.actions.start import WorkshopValues
from langkah.apps.workshop.actions.users import NewPerson
from langkah.web.settings.words import RIGHTS, ROOMS
from langkah.web.ui.fields import named_place

ACCOUNT = _("E-mail or phone number")
LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


def _password(label: object, **more: object) -> forms.CharField:
    kept = str(more.pop("autocomplete", "current-password"))
    widget = forms.PasswordInput(attrs={"autocomplete": kept})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **more)  # type: ignore[arg-type]


class SignInForm(forms.Form):
    """Who comes in."""

    account = forms.CharField(
        label=ACCOUNT,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = _password(_("Password"))


class CodeForm(forms.Form):
    """The second factor."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six figures from your authenticator app, or a recovery code."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


class PersonForm(forms.Form):
    """A new person."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    account = forms.CharField(
        label=ACCOUNT,
        max_length=254,
        help_text=_("You sign in with it."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = _password(
        _("New password"),
        autocomplete="new-password",
        help_text=_("At least 10 letters. Three words that do not belong together are good."),
    )

    def person(self, language: str) -> NewPerson:
        """Who was typed."""
        values = self.cleaned_data
        return NewPerson(
            name=values["name"],
            account=values["account"],
            password=values["password"],
            language=language if language in dict(LANGUAGES) else "id",
        )


class StartForm(PersonForm):
    """The first workshop and its owner."""

    workshop = forms.CharField(label=_("Name of the workshop"), max_length=120)
    city = forms.CharField(label=_("City"), max_length=120, validators=[named_place])

    field_order = ("workshop", "city", "name", "account", "password")

    def workshop_values(self) -> WorkshopValues:
        """The workshop that was typed."""
        return WorkshopValues(name=self.cleaned_data["workshop"], city=self.cleaned_data["city"])


class WorkshopForm(forms.Form):
    """What a workshop says about itself."""

    name = forms.CharField(label=_("Name of the workshop"), max_length=120)
    village = forms.CharField(label=_("Village"), max_length=120, required=False)
    city = forms.CharField(
        label=_("City"), max_length=120, required=False, validators=[named_place]
    )
    story = forms.CharField(
        label=_("Your story"),
        required=False,
        max_length=4000,
        help_text=_(
            "Buyers read it on your public page: who makes the pairs, how, and since when."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    story_abroad = forms.CharField(
        label=_("Your story, as a buyer abroad reads it"),
        required=False,
        max_length=4000,
        help_text=_("In English, for your public page. Left empty, every buyer reads your own."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class InviteForm(forms.Form):
    """Whom to invite."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(label=_("Role"), choices=list(RIGHTS.items()))


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(
        label=_("Role"), choices=list(RIGHTS.items()), widget=forms.RadioSelect
    )


class SharesForm(forms.Form):
    """What an adviser sees."""

    rooms = forms.MultipleChoiceField(
        label=_("Open to this adviser, to read only"),
        choices=list(ROOMS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AccountForm(forms.Form):
    """What a person says about herself."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.CharField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    password = _password(
        _("Your password now"),
        required=False,
        help_text=_("Only needed when you change the e-mail or the phone number."),
    )


class PasswordForm(forms.Form):
    """Another password."""

    old = _password(_("Your password now"))
    new = _password(
        _("New password"),
        autocomplete="new-password",
        help_text=_("At least 10 letters. Your other devices are signed out."),
    )


class NewPasswordForm(forms.Form):
    """A password after the old one was forgotten."""

    password = _password(
        _("New password"),
        autocomplete="new-password",
        help_text=_("At least 10 letters. Your other devices are signed out."),
    )


class ProofForm(forms.Form):
    """The password once more."""

    password = _password(_("Your password now"))


class KeyForm(forms.Form):
    """A new API key."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("Such as the name of the program that uses it."),
    )


class BeforeForm(forms.Form):
    """From which deed on to read back."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
