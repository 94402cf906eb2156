"""What a carrier sent for a quote or an order: noted, or put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from langkah.apps.catalogue import uploads
from langkah.apps.partners.lanes import actions as lanes
from langkah.apps.partners.lanes.actions import NewPaper
from langkah.apps.sales.about import About
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import Order, PaperFor, QuoteVersion
from langkah.apps.workshop.models import User, Workshop


@transaction.atomic
def note_carrier_paper(
    *,
    workshop: Workshop,
    paper: NewPaper,
    about: About,
    file: bytes | None,
    by: User | None,
    now: datetime,
) -> int:
    """Keep a carrier's quote or invoice; gives its id.

    Raises NotFound for another workshop's quote or order, NotSaved for what is wrong with the
    paper, BadFile for a file that is neither a PDF nor a picture.
    """
    _check(workshop, about)
    made = lanes.note_paper(workshop=workshop, paper=_filed(workshop, paper, file), by=by, now=now)
    if about.version is not None or about.order is not None:
        PaperFor.objects.create(
            workshop=workshop,
            paper_id=made,
            version_id=about.version,
            order_id=about.order,
            estimate=about.estimate.amount if about.estimate else None,
            estimate_currency=about.estimate.currency if about.estimate else "",
        )
    return made


@transaction.atomic
def correct_carrier_paper(
    *,
    workshop: Workshop,
    old: int,
    paper: NewPaper,
    file: bytes | None,
    by: User,
    now: datetime,
) -> int:
    """Another paper in place of one that stands; it is for the same quote or order.

    Raises NotFound, NotSaved, BadFile.
    """
    made = lanes.correct_paper(
        workshop=workshop, old=old, paper=_filed(workshop, paper, file), by=by, now=now
    )
    kept = PaperFor.objects.filter(workshop=workshop, paper=old).first()
    if kept is not None:
        PaperFor.objects.create(
            workshop=workshop,
            paper_id=made,
            version_id=kept.version_id,
            order_id=kept.order_id,
            estimate=kept.estimate,
            estimate_currency=kept.estimate_currency,
        )
    return made


def _filed(workshop: Workshop, paper: NewPaper, file: bytes | None) -> NewPaper:
    if file is None:
        return paper
    digest, ending = uploads.keep_document(workshop.pk, file)
    return replace(paper, digest=digest, ending=ending)


def _check(workshop: Workshop, about: About) -> None:
    """Both are the workshop's own."""
    for model, pk in ((QuoteVersion, about.version), (Order, about.order)):
        if pk is not None and not model._default_manager.filter(workshop=workshop, pk=pk).exists():
            raise NotFound
