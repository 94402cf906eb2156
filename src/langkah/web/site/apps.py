"""The public site as a Django app: its templates."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Pages for buyers."""

    name = "langkah.web.site"
    label = "site"
