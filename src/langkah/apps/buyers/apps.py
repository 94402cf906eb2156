"""The buyers app."""

from django.apps import AppConfig


class BuyersConfig(AppConfig):
    """Buyers of a workshop."""

    name = "langkah.apps.buyers"
    label = "buyers"
