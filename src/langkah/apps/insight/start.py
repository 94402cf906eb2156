"""The way of a new workshop to its first quote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from langkah.apps.catalogue.models import Product
from langkah.apps.partners.models import RateCard
from langkah.apps.sales.models import SentQuote
from langkah.apps.workshop.models import PriceRule, WorkHours, Workshop
from langkah.domain.reason import Reason, because


class Start(StrEnum):
    """The steps of the start; a screen knows the page of each."""

    RULES = "rules"
    PRODUCT = "product"
    RATES = "rates"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """One step of the start, and whether it is done."""

    step: Start
    text: Reason
    done: bool


def first_steps(workshop: Workshop) -> tuple[FirstStep, ...]:
    """What a new workshop does to send its first quote; nothing once a quote was sent."""
    if SentQuote.objects.filter(workshop=workshop).exists():
        return ()
    hours = WorkHours.objects.filter(workshop=workshop).exists()
    return (
        FirstStep(
            step=Start.RULES,
            text=because("Your working hours, your margin and your terms"),
            done=hours and PriceRule.objects.filter(workshop=workshop).exists(),
        ),
        FirstStep(
            step=Start.PRODUCT,
            text=because("One product: a photo and five questions"),
            done=Product.objects.filter(workshop=workshop, removed_at=None).exists(),
        ),
        FirstStep(
            step=Start.RATES,
            text=because("What one carrier asks"),
            done=RateCard.objects.filter(workshop=workshop, ended_at=None).exists(),
        ),
        FirstStep(
            step=Start.QUOTE,
            text=because("The first message of a buyer, and your answer"),
            done=False,
        ),
    )
