"""What stands in the corner of a row: how long it waits, what is left, or how late it will be."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from langkah.apps.insight.items import Subject, TodayItem, Urgency
from langkah.domain.reason import because
from langkah.web.today.rows import row


@pytest.mark.parametrize(
    ("hours", "late", "said", "id_said"),
    [
        (30, False, "for 30 hours", "sudah 30 jam"),
        (-72, False, "3 days left", "tersisa 3 hari"),
        # Its promised day may lie ahead: nothing has lasted so long yet
        (72, True, "3 days late", "terlambat 3 hari"),
        (0, False, "", ""),
    ],
)
def test_time_is_said_for_what_it_is(hours, late, said, id_said):
    item = TodayItem(
        urgency=Urgency.BAD,
        title=because("x"),
        detail=because("y"),
        subject=Subject.LATE,
        id=1,
        hours=hours,
        late=late,
    )
    with override("en"):
        assert row(item).time == said
    with override("id"):
        assert row(item).time == id_said
