"""What is the same for every reader is drawn once, and nothing of a reader is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Engine, Template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from langkah.web.ui import addresses, folding


@dataclass(frozen=True, slots=True)
class Someone:
    """What views hand to a page: values, a property, something to call."""

    name: str
    nothing: None = None

    @property
    def said(self) -> str:
        return f"<i>{self.name}"

    def made(self) -> list[str]:
        return [self.name]


HEAD = "{% load i18n ui static %}"


def both(text: str) -> tuple[Template, Template]:
    """The template as Django draws it, and folded."""
    plain, folded = Engine.get_default().from_string(text), Engine.get_default().from_string(text)
    folding.fold(folded.nodelist)
    return plain, folded


@pytest.mark.parametrize(
    "text",
    [
        '<p>{% translate "Products" %}</p>{% icon "sun" %}{% mark %}',
        '{% translate "Products" as title %}{% if yes %}<h1>{{ title }}</h1>{% else %}-{% endif %}',
        '<a href="{% url "catalogue:home" %}">{% translate "Products" %}</a>',
        '{% for n in rows %}<a href="{% url "catalogue:product" n %}">{{ n }}</a>{% endfor %}',
        '{% url "catalogue:change_photo" 7 8 as here %}{{ here }}',
        '{% url "no:room" as there %}{{ there }}{% url "no:room" 7 as there %}{{ there }}',
        '{% card title="A" %}<b>{% translate "Open" %}</b> {{ name }}{% endcard %}',
        '{% url "site:offer" name as path %}{{ path }}',
        "{% blocktranslate %}Not known yet: {{ names }}.{% endblocktranslate %}",
        "{{ name }}{% icon shape %}",
        "{{ one.name }} {{ one.said }} {{ one.made.0 }} {{ one.nothing }} {{ one.none }} {{ no }}",
        "{{ plain.name }} {{ plain.items }} {{ plain.of.name }} {{ plain.none.name }} {{ rows.1 }}",
        "{{ number }} {{ day }} {{ safe }} {{ lazy }} {{ lazy.upper }} {{ name|upper }}{{ calls }}",
        "{% autoescape off %}{{ name }}{% endautoescape %}{{ name|safe }}{{ name|default:safe }}",
        "{% if one.nothing or one.name == name and not no %}1{% elif plain.of.name %}2{% endif %}",
        "{% for a, b in pairs %}{{ forloop.counter }}{{ a.name }}{{ b }}{% empty %}-{% endfor %}",
    ],
)
def test_a_folded_page_says_the_same(text):
    plain, folded = both(HEAD + text)
    for language in ("id", "en", "id", "nl"):
        for name in ("<Sari>", "Budi"):
            seen = {"yes": name == "Budi", "name": name, "rows": [3, 41], "shape": "plus"}
            seen |= {"one": Someone(name), "plain": {"name": name, "of": Someone(name)}}
            seen |= {"number": Decimal("1234.5"), "day": date(2027, 3, 12), "calls": name.title}
            seen |= {"safe": mark_safe(f"<b>{name}"), "lazy": gettext_lazy("Open")}
            seen |= {"pairs": [(Someone(name), 1), ({"name": name}, name)], "none": None}
            with override(language):
                assert folded.render(Context(seen)) == plain.render(Context(seen))


def test_only_what_depends_on_nobody_is_folded():
    _plain, folded = both(
        HEAD + '<p>{% translate "Open" %}</p>{{ name }}{% icon shape %}{% translate word %}'
    )
    kinds = [type(node).__name__ for node in folded.nodelist]
    assert kinds == ["LoadNode", "Folded", "Shown", "SimpleNode", "TranslateNode"]


def test_a_path_of_numbers_is_the_path_that_django_makes():
    for ids in ((1, 2), (8_100_000_000_000_001, 9), (0, 10**18)):
        expected = reverse("catalogue:change_photo", args=ids)
        assert addresses.path_of("catalogue:change_photo", *ids) == expected


def test_every_template_is_read_by_the_folding_loader():
    assert Engine.get_default().get_template("ui/frame.html").folded
