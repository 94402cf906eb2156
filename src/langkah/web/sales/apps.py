"""The sales room as a Django app: its templates."""

from django.apps import AppConfig


class SalesRoomConfig(AppConfig):
    """Screens of sales."""

    name = "langkah.web.sales"
    label = "sales_room"
