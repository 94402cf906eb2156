"""Components: what they say, what they escape, and that unknown is never shown as zero."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from langkah.domain.money import Money
from langkah.domain.reason import because
from langkah.web.ui import parts
from langkah.web.ui.sample import SampleForm


def drawn(source: str, **values: object) -> str:
    with override("id"):
        return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize("tag", ["money", "day", "moment", "number"])
def test_what_is_not_known_is_said(tag):
    assert 'class="unknown"' in drawn("{% " + tag + " value %}", value=None)
    assert 'class="unknown"' in drawn("{% " + tag + " value.of.nothing %}", value=None)


def test_zero_is_a_figure_and_not_unknown():
    assert "unknown" not in drawn("{% number value %}", value=0)
    assert "0" in drawn("{% number value %}", value=0)


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{% money value %}", Money(Decimal("1250000"), "IDR"), "Rp\xa01.250.000"),
        ("{% number value 'kg' %}", Decimal("12.5"), "12,5\xa0kg"),
        ("{% day value %}", date(2027, 3, 12), "12 Mar 2027"),
        # the evening in UTC is the next morning in Mojokerto
        ("{% day value %}", datetime(2027, 3, 11, 20, tzinfo=UTC), "12 Mar 2027"),
        ("{% moment value %}", datetime(2027, 3, 11, 20, 5, tzinfo=UTC), "12 Mar 2027, 03.05"),
        ("{{ value|say }}", because("{count} of {most}", count=1, most=2), "1 of 2"),
    ],
)
def test_figures_are_written_as_people_write_them(source, value, text):
    assert text in drawn(source, value=value)


EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "source",
    [
        "{% badge value %}",
        "{% grade value %}",
        "{% button name=value type=value %}{{ value }}{% endbutton %}",
        "{% card title=value %}{{ value }}{% endcard %}",
        "{% callout title=value %}{{ value }}{% endcallout %}",
        "{% empty title=value icon_name='sun' href=value action=value %}{{ value }}{% endempty %}",
        "{% table caption=value %}{% endtable %}",
        "{% photo value value %}",
        "{% copy value value %}",
        "{% back value value %}",
        "{% confirm label=value action=value %}{{ value }}{% endconfirm %}",
        "{% facts %}{% fact value %}{{ value }}{% endfact %}{% endfacts %}",
    ],
)
def test_what_people_write_cannot_become_markup(source):
    html = drawn(source, value=EVIL)
    assert "<script" not in html
    assert "&lt;script&gt;" in html or "grade" in source


def test_a_field_names_its_error_and_points_to_it():
    html = drawn("{% fields form %}", form=SampleForm({"pairs": "-2"}))
    assert 'href="#id_pairs"' in html
    assert 'id="id_pairs_error"' in html
    assert 'aria-describedby="id_pairs_error"' in html
    assert 'id="id_message_helptext"' in html


def test_a_grade_that_is_not_given_is_unknown():
    assert "grade-u" in parts.grade("")
    assert "grade-u" in parts.grade(None)


def test_attributes_leave_out_what_is_not_so():
    assert parts.attributes({"hx_get": "/x", "disabled": True, "role": None, "hidden": False}) == (
        ' hx-get="/x" disabled=""'
    )
