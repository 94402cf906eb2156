"""The partners app."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Carriers and rate cards."""

    name = "langkah.apps.partners"
    label = "partners"
