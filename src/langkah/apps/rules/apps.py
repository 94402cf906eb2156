"""The rules app."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Customs rules of a workshop."""

    name = "langkah.apps.rules"
    label = "rules"
