"""What the workshop app refuses."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _


class NotFound(Http404):
    """No such thing in this workshop."""


class NotSaved(ValueError):
    """Nothing was stored; each problem names its field ("" for the whole) and what to do."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        super().__init__(" ".join(sentence for _field, sentence in problems))
        self.problems = problems


class AccountTaken(NotSaved):
    """Somebody signs in with this e-mail address or phone number already."""

    def __init__(self, field: str = "account") -> None:
        super().__init__(
            (field, _("Somebody signs in with this already. If it is you, sign in first."))
        )


class LastOwner(NotSaved):
    """A workshop keeps at least one owner."""

    def __init__(self) -> None:
        super().__init__(("role", _("A workshop needs an owner. Make somebody else owner first.")))


class NotKnown(NotSaved):
    """Account and password do not belong together; nobody learns which of them is wrong."""

    def __init__(self) -> None:
        super().__init__(
            (
                "",
                _("This does not fit. Check the e-mail address or phone number, and the password."),
            )
        )


class WrongCode(NotSaved):
    """The second factor does not open the door."""

    def __init__(self) -> None:
        super().__init__(
            ("code", _("This code does not fit. Wait for the next one and try again."))
        )


class TooManyTries(NotSaved):
    """The door stays shut for `minutes`."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        sentence = _("Too many tries. Please try again in {minutes} min.").format(minutes=minutes)
        super().__init__(("", sentence))
