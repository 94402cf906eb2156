"""`{% load ui %}`: every component of the house. `docs/reference/components.md` shows their use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from langkah.apps.workshop import sources, words
from langkah.domain.money import Money
from langkah.domain.reason import Reason
from langkah.reference import countries
from langkah.web.ui import charts, frame, once, parts
from langkah.web.ui.parts import format_html

register = template.Library()

# A template gives "" for a value of something that is not there, such as the price of no offer;
# to the reader that is as unknown as None.
Missing = Literal[""] | None


register.simple_tag(parts.icon, name="icon")
register.simple_tag(parts.mark, name="mark")
register.simple_tag(parts.badge, name="badge")
register.simple_tag(parts.grade, name="grade")
register.simple_tag(parts.unknown, name="unknown")
register.simple_tag(once.field, name="once")
register.simple_block_tag(parts.callout, name="callout")
register.simple_block_tag(parts.card, name="card")
register.simple_block_tag(parts.empty, name="empty")
register.simple_block_tag(parts.table, name="table")
register.simple_block_tag(parts.button, name="button")
register.simple_tag(frame.nav, name="nav", takes_context=True)
register.simple_tag(frame.theme, name="theme", takes_context=True)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context, content: str, *, label: str, action: str, **more: object
) -> SafeString:
    """A second look before what cannot be undone."""
    token = str(context.get("csrf_token", ""))
    return parts.confirm(content, label=label, action=action, token=token, **more)


@register.simple_tag
def money(value: Money | Missing) -> SafeString:
    """An amount in local writing; None says that it is not known."""
    if value is None or value == "":
        return parts.unknown()
    return format_html('<span class="figure">{}</span>', words.money(value))


@register.simple_tag
def number(value: Decimal | int | Missing, unit: str = "") -> SafeString:
    """A number in local writing, with its unit; None says that it is not known."""
    if value is None or value == "":
        return parts.unknown()
    return format_html(
        '<span class="figure">{}{}</span>', words.number(value), f"\xa0{unit}" if unit else ""
    )


@register.simple_tag
def rate(value: Decimal) -> SafeString:
    """An exchange rate with the decimals it needs."""
    return format_html('<span class="figure">{}</span>', words.rate(value))


@register.simple_tag
def exchange(base: str, quote: str, value: Decimal) -> SafeString:
    """What one unit is worth: one `base` is `value` of `quote`, or turned round if that is less."""
    return format_html('<span class="figure">{}</span>', words.exchange(base, quote, value))


@register.simple_tag
def day(value: date | datetime | Missing) -> SafeString:
    """A date in words such as “12 Mar 2027”; a moment becomes the workshop's local day."""
    if value is None or value == "":
        return parts.unknown()
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words.day(local))


@register.simple_tag
def moment(value: datetime | Missing) -> SafeString:
    """A date with the local time of day."""
    if value is None or value == "":
        return parts.unknown()
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}, {}</time>',
        local.isoformat(timespec="minutes"),
        words.day(local.date()),
        local.strftime("%H.%M"),
    )


@register.filter
def say(reason: Reason | None) -> str:
    """A reason of the domain in the reader's language."""
    return words.say(reason) if reason else ""


@register.filter
def source(name: str) -> str:
    """Where a figure comes from, in the reader's language where it is our own sentence."""
    return sources.said(name)


@register.filter
def named(name: str) -> str:
    """A fee, a preference or a proof of origin in the reader's language."""
    return sources.named(name)


@register.filter
def country(code: str) -> str:
    """A country in the reader's language; what is no code stays as it is."""
    return countries.name(code, get_language() or "en")


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """One form field: label, help, input and the error that names it."""
    return {"field": bound, "kind": getattr(bound.field.widget, "input_type", "text")}


@register.inclusion_tag("ui/fields.html")
def fields(form: BaseForm) -> dict[str, object]:
    """A whole form: what is wrong first, hidden fields, then every visible field."""
    return {"form": form}


@register.inclusion_tag("ui/errors.html")
def errors(form: BaseForm) -> dict[str, object]:
    """What is wrong with a form, at its top, each line leading to its field."""
    return {"form": form}


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A list of names and values; fill it with `fact`."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, name: str) -> SafeString:
    """One name and its value inside `facts`."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", name, content)


@register.simple_tag
def facts_of(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """The same list from names and texts that the view has worked out."""
    return facts(SafeString("".join(fact(text, name) for name, text in pairs)))


@register.simple_block_tag
def actionbar(content: str, *, kind: str = "") -> SafeString:
    """The deeds of a page; on a phone they stay in reach of the thumb.

    `slim` is one line: what it is about (`bar-told`), and one deed.
    """
    return format_html('<div class="actionbar {}">{}</div>', kind, content)


@register.simple_tag
def back(href: str, text: str) -> SafeString:
    """The way back to the list this page came from."""
    return format_html('<a class="back" href="{}">{}{}</a>', href, parts.icon("arrow-left"), text)


@register.simple_tag
def photo(src: str | None, alt: str, **more: object) -> SafeString:
    """A photo that loads late, or a drawn shoe where there is none yet."""
    if not src:
        return format_html('<span class="photo photo-none">{}</span>', parts.icon("footprints", 40))
    return format_html(
        '<img class="photo" src="{}" alt="{}" loading="lazy" decoding="async"{}>',
        src,
        alt,
        parts.attributes(more),
    )


@register.inclusion_tag("ui/progress.html")
def progress(value: Decimal | int | None, most: Decimal | int, label: str) -> dict[str, object]:
    """How far something is: `value` of `most`; None means that nobody knows yet."""
    return {"value": value, "most": most, "label": label}


@register.inclusion_tag("ui/steps.html")
def steps(names: Sequence[str], current: int) -> dict[str, object]:
    """The steps of a path; `current` counts from 1."""
    return {"steps": [(name, place, current) for place, name in enumerate(names, start=1)]}


@register.simple_tag
def tabs(items: Sequence[frame.Tab], label: str) -> SafeString:
    """Pages that belong together; each tab is a link, so it works without JavaScript."""
    links = SafeString("\n".join(_tab(item) for item in items))
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', label, links)


def _tab(item: frame.Tab) -> SafeString:
    count: SafeString | str = ""
    if item.count is not None:
        count = format_html(' <span class="count">{}</span>', number(item.count))
    current = parts.attributes({"aria_current": "page" if item.current else None})
    return format_html('<a href="{}"{}>{}{}</a>', item.href, current, item.text, count)


@register.inclusion_tag("ui/waterfall.html")
def waterfall(chart: charts.Waterfall) -> dict[str, object]:
    """How an amount builds up, as a drawing with the same figures as a table."""
    return {"chart": chart}


@register.inclusion_tag("ui/timeline.html")
def timeline(chart: charts.Timeline) -> dict[str, object]:
    """Bars over days, with the same dates as a list."""
    return {"chart": chart}


@register.inclusion_tag("ui/copy.html")
def copy(text: str, label: str, share: bool = False) -> dict[str, object]:
    """A text to take along: shown in full, with a copy (and share) button where they work."""
    return {"text": text, "label": label, "share": share}
