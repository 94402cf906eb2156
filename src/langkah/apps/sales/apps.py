"""The sales app."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """From a message to an order."""

    name = "langkah.apps.sales"
    label = "sales"
