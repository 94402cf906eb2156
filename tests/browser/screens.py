"""Every screen as data: what it is called, where it lies, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass

OWNER = "sari@kenzi.example"
PRODUCTION = "budi@kenzi.example"
PASSWORD = "selangkah-lagi"


@dataclass(frozen=True, slots=True)
class Screen:
    """A page. With `follow`, the first link on `path` whose address fits this pattern."""

    name: str
    path: str
    follow: str = ""
    who: str | None = OWNER


SCREENS = (
    Screen("today", "/"),
    Screen("journey", "/journey/"),
    Screen("journey-stage", "/journey/1/"),
    Screen("more", "/ui/more/"),
    Screen("style", "/ui/"),
    Screen("quotes", "/sales/"),
    Screen("paste", "/sales/paste/"),
    Screen("inquiry", "/sales/", r"/sales/inquiries/\d+/$"),
    Screen("quote", "/sales/", r"/sales/quotes/\d+/$"),
    Screen("products", "/catalogue/"),
    Screen("product", "/catalogue/", r"/catalogue/\d+/$"),
    Screen("production", "/production/"),
    Screen("production-floor", "/production/", who=PRODUCTION),
    Screen("settings", "/settings/"),
    Screen("sign-in", "/settings/sign-in/", who=None),
)
