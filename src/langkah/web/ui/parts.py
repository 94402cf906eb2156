"""The building blocks of a page as plain functions: values in, safe HTML out.

Every function escapes what it is given. Kinds are words for a state, not for a colour:
`note` (worth knowing), `good` (done), `wait` (waiting or uncertain), `bad` (a problem).
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import cache, lru_cache

import lucide
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KIND_ICONS = {"note": "info", "good": "circle-check", "wait": "clock", "bad": "triangle-alert"}
GRADES = {
    "A": gettext_lazy("Certain: two sources agree"),
    "B": gettext_lazy("One source"),
    "C": gettext_lazy("Own estimate"),
    "U": gettext_lazy("Unknown: do not rely on it"),
}
NOTHING = SafeString("")


def format_html(pattern: str, *values: object) -> SafeString:
    """Django's `format_html` for values in their order; a page calls it some forty times."""
    return SafeString(pattern.format(*map(_escaped, values)))


def _escaped(value: object) -> str:
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[return-value]
    return html.escape(value) if kind is str else conditional_escape(value)  # type: ignore[arg-type]


@lru_cache(maxsize=256)
def icon(name: str, size: int = 24) -> SafeString:
    """A lucide icon drawn inline, hidden from screen readers; the text beside it says it."""
    drawing = lucide._render_icon(
        name, size, **{"class": "icon", "aria-hidden": "true", "focusable": "false"}
    )
    return mark_safe(drawing)  # noqa: S308 - drawn by the icon package, holds no input


@cache
def mark() -> SafeString:
    """The mark of the house: a sole with its welt stitch."""
    return render_to_string("ui/mark.html")


def attributes(values: Mapping[str, object]) -> SafeString:
    """HTML attributes: `hx_get` becomes `hx-get`; None and False are left out."""
    return SafeString(
        "".join(
            format_html(
                ' {}="{}"', name.rstrip("_").replace("_", "-"), "" if value is True else value
            )
            for name, value in values.items()
            if value is not None and value is not False
        )
    )


def button(
    content: str, *, href: str = "", kind: str = "", icon_name: str = "", **more: object
) -> SafeString:
    """A link that looks like a button, or a real button (submit unless `type` says otherwise)."""
    drawn = icon(icon_name) if icon_name else NOTHING
    if href:
        return format_html(
            '<a class="button {}" href="{}"{}>{}<span>{}</span></a>',
            kind,
            href,
            attributes(more),
            drawn,
            content,
        )
    more.setdefault("type", "submit")
    return format_html(
        '<button class="button {}"{}>{}<span>{}</span></button>',
        kind,
        attributes(more),
        drawn,
        content,
    )


def badge(text: object, kind: str = "") -> SafeString:
    """A short state such as “Draft” or “Late”."""
    return format_html('<span class="badge {}">{}</span>', kind, text)


def grade(letter: object) -> SafeString:
    """How far a figure can be trusted: A, B, C or U, with the meaning for everyone."""
    key = str(letter or "U")
    meaning = GRADES.get(key, GRADES["U"])
    return format_html(
        '<span class="grade grade-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="unseen">{}</span></span>',
        key.lower(),
        meaning,
        key,
        meaning,
    )


def unknown(text: str = "") -> SafeString:
    """What stands where a figure is not known; never a zero."""
    return format_html('<span class="unknown">{}</span>', text or _("not known yet"))


def callout(content: str, *, title: object = "", kind: str = "note", **more: object) -> SafeString:
    """A problem or a fact, and what to do about it."""
    head = format_html('<p class="callout-title">{}</p>', title) if title else NOTHING
    role = "alert" if kind == "bad" else None
    return format_html(
        '<div class="callout {}"{}>{}<div class="callout-text">{}{}</div></div>',
        kind,
        attributes({"role": role, **more}),
        icon(KIND_ICONS.get(kind, "info")),
        head,
        content,
    )


def empty(
    content: str, *, title: object, icon_name: str, href: str = "", action: object = ""
) -> SafeString:
    """What a list without rows says: what will stand here, and the next step to get there."""
    step = (
        button(str(action), href=href, kind="primary", icon_name="arrow-right") if href else NOTHING
    )
    return format_html(
        '<div class="empty">{}<h2>{}</h2>{}{}</div>', icon(icon_name, 40), title, content, step
    )


def card(
    content: str, *, title: object = "", href: str = "", kind: str = "", **more: object
) -> SafeString:
    """A sheet of paper: one subject with its heading; with `href` the heading is a link."""
    linked = format_html('<a href="{}">{}</a>', href, title) if href else title
    head = format_html('<h2 class="card-title">{}</h2>', linked) if title else NOTHING
    return format_html(
        '<section class="card {}"{}>{}{}</section>', kind, attributes(more), head, content
    )


def table(content: str, *, caption: object = "", **more: object) -> SafeString:
    """A table that turns into cards where there is no room; cells carry `data-label`."""
    head = format_html("<caption>{}</caption>", caption) if caption else NOTHING
    return format_html(
        '<div class="table-room"><table class="table"{}>{}{}</table></div>',
        attributes(more),
        head,
        content,
    )


def confirm(content: str, *, label: object, action: str, token: str, **more: object) -> SafeString:
    """A second look before what cannot be undone: opens in place, works without JavaScript.

    `content` says what will happen; `yes` names the deed, `kind` and `icon_name` shape the button.
    """
    kind = str(more.pop("kind", "danger"))
    yes = str(more.pop("yes", label))
    return format_html(
        '<details class="confirm"><summary class="button {}">{}</summary>'
        '<form method="post" action="{}"{}>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        "<div>{}</div>{}</form></details>",
        kind,
        label,
        action,
        attributes(more),
        token,
        content,
        button(yes, kind="danger"),
    )
