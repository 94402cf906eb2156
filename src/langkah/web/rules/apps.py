"""The room Rules as a Django app: its templates."""

from django.apps import AppConfig


class RulesRoomConfig(AppConfig):
    """Rules."""

    name = "langkah.web.rules"
    label = "rules_room"
