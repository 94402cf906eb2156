"""What a browser says about who asks: its address, its device, the language it keeps."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

YEAR = 365 * 24 * 3600
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
            ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
           ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def address(request: HttpRequest) -> str:
    """Where the request comes from; behind a proxy of ours, what the proxy itself has written."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return direct
    # The last entry is the proxy's own; those before it are the visitor's claims.
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or direct


def device(request: HttpRequest) -> str:
    """Browser and system in plain words, such as “Chrome, Android”."""
    said = request.headers.get("User-Agent", "")
    names = [
        next((name for mark, name in table if mark in said), "") for table in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in names if name)


def keep(answer: HttpResponseBase, name: str, value: str) -> None:
    """Keep a choice of the reader in this browser for a year."""
    answer.set_cookie(
        name, value, max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Lax"
    )
