"""What the partners app refuses."""

from django.http import Http404

from langkah.domain.reason import Refusal


class NotFound(Http404):
    """No such rate card in this workshop."""


class NotSaved(Refusal):
    """A rate card that cannot be used as it is, with everything that is wrong at once."""


class PerhapsTwice(NotSaved):
    """One like it is kept already; a person says whether this is another."""


class CannotUndo(Refusal):
    """Something later stands in the way of taking a change back."""
