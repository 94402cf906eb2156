"""The room Today as a Django app: its templates."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Today."""

    name = "langkah.web.today"
    label = "today"
