"""The ui kit as a Django app: templates, static files and tags."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Frame, components and style."""

    name = "langkah.web.ui"
    label = "ui"
