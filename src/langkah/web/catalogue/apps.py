"""The catalogue room as a Django app: its templates."""

from django.apps import AppConfig


class CatalogueRoomConfig(AppConfig):
    """Screens of the catalogue."""

    name = "langkah.web.catalogue"
    label = "catalogue_room"
