"""The settings room."""

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    """Its templates."""

    name = "langkah.web.settings"
    label = "settings"
