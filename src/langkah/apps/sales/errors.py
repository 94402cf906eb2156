"""What the sales app refuses, each with a sentence that says what to do."""

from django.http import Http404

from langkah.domain.reason import Refusal


class NotFound(Http404):
    """No such inquiry, quote or order in this workshop."""


class Incomplete(Refusal):
    """Something a person has to fill in first."""


class Frozen(Refusal):
    """The version was sent; its figures do not change any more."""


class NotReady(Refusal):
    """The version cannot be sent or priced as it is."""


class PriceMoved(NotReady):
    """Worked out now, the version would say something else: look at it before it leaves."""


class NotOpen(Refusal):
    """The version is not waiting for an answer: drafted, ended, taken back or answered."""


class TooOften(Refusal):
    """Too many messages from one place in a short time."""
