"""The offer on paper: a warm typst, one page with photo, size table and figures.

Peers (measured 2026-11-23): reportlab 13 ms untagged, weasyprint 299 ms.
"""

from __future__ import annotations

from benchmarks.yardstick import django_ready, head, median_ms, row, yardstick_ms


def main() -> None:
    """The PDF of a quote of the demo, again and again."""
    django_ready()
    from django.core.management import call_command

    call_command("demo")
    from langkah.apps.sales.models import QuoteVersion
    from langkah.apps.sales.queries import offer_sheet, sheet_photos
    from langkah.apps.workshop.models import Workshop
    from langkah.papers import quote

    yard = yardstick_ms()
    head("Paper", yard)
    workshop = Workshop.objects.get()
    version = QuoteVersion.objects.filter(sent__isnull=False).first()
    assert version
    sheet = offer_sheet(workshop, version.pk)
    photos = sheet_photos(workshop, sheet)
    took = median_ms(lambda: quote.pdf(sheet, photos), times=40)
    row("the offer as tagged PDF, warm", took, yard, "<= 40 ms", "weasyprint 299 ms")


if __name__ == "__main__":
    main()
