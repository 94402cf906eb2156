"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Product passports, cost cards and routings."""

    name = "langkah.apps.catalogue"
    label = "catalogue"
