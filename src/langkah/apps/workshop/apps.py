"""The workshop app."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    """Tenants, people and the floor."""

    name = "langkah.apps.workshop"
    label = "workshop"
