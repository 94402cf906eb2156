"""The room Production as a Django app: its templates."""

from django.apps import AppConfig


class ProductionRoomConfig(AppConfig):
    """Production."""

    name = "langkah.web.production"
    label = "production_room"
