"""What the buyers app refuses."""

from django.http import Http404


class NotFound(Http404):
    """No such buyer in this workshop."""
