"""Buyers' messages handed in by another program: a shop page, a form, a mail filter."""

from __future__ import annotations

import secrets

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from langkah.api.access import member_of
from langkah.apps.sales import actions
from langkah.apps.sales.actions.inquiries import Message
from langkah.apps.sales.errors import Incomplete

router = Router()


class MessageIn(Schema):
    """A message word for word; send the same key again when the answer was lost."""

    text: str = Field(max_length=8000)
    key: str = Field("", max_length=64, description="the same for a repeated hand-in")
    name: str = Field("", max_length=120)
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=20)
    language: str = Field("", max_length=2)


class Taken(Schema):
    """Where the message stands now; a person reads and confirms it."""

    inquiry: int
    address: str


class Refused(Schema):
    """What is wrong with it."""

    detail: str


@router.post("", response={201: Taken, 422: Refused}, summary="Hand in a buyer's message")
def take(request: HttpRequest, message: MessageIn) -> Status[Taken | Refused]:
    """Keep the message in the workshop of the key; nothing counts until a person confirms it."""
    member = member_of(request)
    if not member.can("quote"):
        raise HttpError(403, "This key belongs to a member who may not take messages in.")
    taken = Message(
        text=message.text,
        key=message.key or secrets.token_urlsafe(16),
        way="api",
        name=message.name,
        email=message.email,
        phone=message.phone,
        language=message.language,
    )
    try:
        inquiry = actions.take_inquiry(
            workshop=member.workshop, message=taken, now=timezone.now(), by=member.user
        )
    except Incomplete as error:
        return Status(422, Refused(detail=str(error)))
    return Status(201, Taken(inquiry=inquiry, address=reverse("sales:inquiry", args=[inquiry])))
