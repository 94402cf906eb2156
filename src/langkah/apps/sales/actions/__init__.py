"""Writes of sales. Each is one deed: whole or not at all."""

from langkah.apps.sales.actions.answers import (
    Letter,
    accept,
    answer_question,
    ask_change,
    ask_question,
)
from langkah.apps.sales.actions.cancelling import cancel_order, restore_order
from langkah.apps.sales.actions.cards import take_current_card
from langkah.apps.sales.actions.carriers import correct_carrier_paper, note_carrier_paper
from langkah.apps.sales.actions.claiming import claim_preference, withdraw_claim
from langkah.apps.sales.actions.dates import Promised, promise, undate
from langkah.apps.sales.actions.drafts import (
    Draft,
    DraftLine,
    change_draft,
    draft_quote,
    next_version,
    price_quote,
    quote_inquiry,
)
from langkah.apps.sales.actions.inquiries import (
    Message,
    close_inquiry,
    confirm_inquiry,
    reopen_inquiry,
    save_facts,
    take_inquiry,
)
from langkah.apps.sales.actions.later import (
    Told,
    agree_to_new_day,
    take_back_agreement,
    take_back_new_day,
    tell_new_day,
)
from langkah.apps.sales.actions.leaving import note_departure, take_back_departure
from langkah.apps.sales.actions.past import PastLine, PastOrder, record_order
from langkah.apps.sales.actions.proofs import obtain_proof, take_back_proof
from langkah.apps.sales.actions.sending import expire, freeze, renew_link, withdraw
from langkah.apps.sales.actions.terms import choose_term
from langkah.apps.sales.facts import AskedLine, AskedSize, Facts

__all__ = [
    "AskedLine",
    "AskedSize",
    "Draft",
    "DraftLine",
    "Facts",
    "Letter",
    "Message",
    "PastLine",
    "PastOrder",
    "Promised",
    "Told",
    "accept",
    "agree_to_new_day",
    "answer_question",
    "ask_change",
    "ask_question",
    "cancel_order",
    "change_draft",
    "choose_term",
    "claim_preference",
    "close_inquiry",
    "confirm_inquiry",
    "correct_carrier_paper",
    "draft_quote",
    "expire",
    "freeze",
    "next_version",
    "note_carrier_paper",
    "note_departure",
    "obtain_proof",
    "price_quote",
    "promise",
    "quote_inquiry",
    "record_order",
    "renew_link",
    "reopen_inquiry",
    "restore_order",
    "save_facts",
    "take_back_agreement",
    "take_back_departure",
    "take_back_new_day",
    "take_back_proof",
    "take_current_card",
    "take_inquiry",
    "tell_new_day",
    "undate",
    "withdraw",
    "withdraw_claim",
]
