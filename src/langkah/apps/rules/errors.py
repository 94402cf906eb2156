"""What the rule book refuses."""

from __future__ import annotations

from django.http import Http404

from langkah.domain.reason import Refusal


class NotFound(Http404):
    """No such rule or change in this book."""


class NotEntered(Refusal):
    """Nothing was stored; every reason why at once."""


class CannotUndo(Refusal):
    """The book changed since in what the change touched."""
