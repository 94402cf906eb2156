"""What buyers send: small forms without accounts, guarded without puzzles."""

from __future__ import annotations

import secrets

from django import forms
from django.core.signing import BadSignature, TimestampSigner

from langkah.apps.sales import wording

SALT = "langkah.site.form"
# A person needs longer than this to write; a form left open for days is sent again.
FASTEST_SECONDS = 2
OLDEST_SECONDS = 3 * 24 * 3600
LONGEST = 4000


def stamp() -> str:
    """A fresh key with the moment it was given, signed; it makes a form arrive once."""
    return TimestampSigner(salt=SALT, sep=".").sign(secrets.token_urlsafe(12))


def key_of(stamped: str) -> str | None:
    """The key of a form that was open for a believable time; None otherwise."""
    signer = TimestampSigner(salt=SALT, sep=".")
    try:
        key = signer.unsign(stamped, max_age=OLDEST_SECONDS)
    except BadSignature:
        return None
    try:
        signer.unsign(stamped, max_age=FASTEST_SECONDS)
    except BadSignature:
        return key
    return None


def again(stamped: str) -> str:
    """The stamp for another try: the same, so that it still arrives once, unless it is spoilt."""
    try:
        TimestampSigner(salt=SALT, sep=".").unsign(stamped, max_age=OLDEST_SECONDS)
    except BadSignature:
        return stamp()
    return stamped


class Guarded(forms.Form):
    """A form with a trap for machines and a stamp; both are refused in words, not silently."""

    website = forms.CharField(required=False)
    stamp = forms.CharField(required=False)
    key = ""

    def clean(self) -> dict[str, object]:
        """Refuse what no person would send."""
        values = super().clean() or {}
        key = key_of(str(values.get("stamp", "")))
        if values.get("website") or key is None:
            raise forms.ValidationError(wording.refusal("form"), code="form")
        self.key = key
        return values


class AskForm(Guarded):
    """A request in a visitor's own words."""

    text = forms.CharField(required=False, strip=True)
    name = forms.CharField(required=False, max_length=120)
    email = forms.CharField(required=False, max_length=254)
    phone = forms.CharField(required=False, max_length=20)

    def clean_text(self) -> str:
        """A request has words, and not a book of them."""
        return _words(self.cleaned_data["text"], "text")

    def clean_email(self) -> str:
        """An address that could receive an answer."""
        value = str(self.cleaned_data["email"]).strip()
        if value:
            try:
                forms.EmailField().clean(value)
            except forms.ValidationError as wrong:
                raise forms.ValidationError(wording.refusal("email")) from wrong
        return value

    def clean(self) -> dict[str, object]:
        """Someone who asks can be answered."""
        values = super().clean()
        if not (values.get("email") or values.get("phone") or self.has_error("email")):
            self.add_error("email", wording.refusal("contact"))
        return values


class LetterForm(Guarded):
    """A change or a question about an offer."""

    text = forms.CharField(required=False, strip=True)
    name = forms.CharField(required=False, max_length=120)
    kind = "question"

    def clean_text(self) -> str:
        """A letter has words, and not a book of them."""
        return _words(self.cleaned_data["text"], self.kind)


class ChangeForm(LetterForm):
    """The buyer wants something else."""

    kind = "change"


class AcceptForm(forms.Form):
    """The buyer says yes to the version she read."""

    name = forms.CharField(required=False, max_length=120, strip=True)
    confirm = forms.BooleanField(required=False)
    number = forms.IntegerField()
    # The later day she was told of, if hers was sold before
    agreed = forms.DateField(required=False)

    def clean(self) -> dict[str, object]:
        """A yes has a name and a tick."""
        values = super().clean() or {}
        if not values.get("name"):
            self.add_error("name", wording.refusal("name"))
        if not values.get("confirm"):
            self.add_error("confirm", wording.refusal("confirm"))
        return values


def _words(value: str, kind: str) -> str:
    if not value.strip():
        raise forms.ValidationError(wording.refusal(kind))
    if len(value) > LONGEST:
        raise forms.ValidationError(wording.refusal("long"))
    return value.strip()
