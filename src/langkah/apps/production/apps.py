"""The production app."""

from django.apps import AppConfig


class ProductionConfig(AppConfig):
    """Bookings of people, stations and lasts."""

    name = "langkah.apps.production"
    label = "production"
