"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langkah.config.settings")
application = get_wsgi_application()

from langkah.config.rooms import furnish_soon  # noqa: E402 - after Django is set up

furnish_soon()
