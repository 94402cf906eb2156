"""The room Journey as a Django app: its templates."""

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """Journey."""

    name = "langkah.web.journey"
    label = "journey"
