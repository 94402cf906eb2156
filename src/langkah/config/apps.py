"""The config floor as a Django app: it holds the commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Commands such as `manage.py tick` live here."""

    name = "langkah.config"
    label = "config"
