"""The insight app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Today and the journey, read from what the other apps remember."""

    name = "langkah.apps.insight"
    label = "insight"
