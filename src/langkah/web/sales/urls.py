"""Addresses of the sales room."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.sales import (
    claims,
    drafts,
    duty,
    inquiries,
    lists,
    markets,
    orders,
    packing,
    quotes,
    rates,
    sent,
    steps,
    terms,
    ways,
)

app_name = "sales"
urlpatterns: list[URLPattern] = [
    path("", lists.home, name="home"),
    path("paste/", inquiries.paste, name="paste"),
    path("share/", inquiries.share, name="share"),
    path("inquiries/", lists.inquiries, name="inquiries"),
    path("inquiries/<int:inquiry>/", inquiries.inquiry, name="inquiry"),
    path("inquiries/<int:inquiry>/close/", inquiries.close, name="close_inquiry"),
    path("inquiries/<int:inquiry>/reopen/", inquiries.reopen, name="reopen_inquiry"),
    path("quotes/<int:quote>/", quotes.quote, name="quote"),
    path("quotes/<int:quote>/compare/", quotes.compare, name="compare"),
    path("quotes/<int:quote>/link/", sent.renew_link, name="renew_link"),
    path("versions/<int:version>/", drafts.edit, name="draft"),
    path("versions/<int:version>/price/", drafts.price, name="price"),
    path("versions/<int:version>/next/", drafts.next_version, name="next_version"),
    path("versions/<int:version>/send/", sent.send, name="send"),
    path("versions/<int:version>/withdraw/", sent.withdraw, name="withdraw"),
    path("versions/<int:version>/accepted/", sent.note_yes, name="note_yes"),
    path("versions/<int:version>/steps/", steps.page, name="steps"),
    path("versions/<int:version>/duty-paid/", duty.page, name="duty_paid"),
    path("versions/<int:version>/preference/", claims.page, name="preference"),
    path(
        "versions/<int:version>/preference/<int:claim>/withdraw/",
        claims.withdraw,
        name="withdraw_claim",
    ),
    path("versions/<int:version>/packing/", packing.packing, name="packing"),
    path("versions/<int:version>/ways/", ways.page, name="ways"),
    path("versions/<int:version>/pdf/", quotes.paper, name="paper"),
    path("questions/<int:question>/", sent.answer, name="answer"),
    path("markets/<int:product>/", markets.page, name="markets"),
    path("orders/", lists.orders, name="orders"),
    path("orders/<int:order>/", orders.order, name="order"),
    path("terms/", terms.terms, name="terms"),
    path("rates/", rates.cards, name="rates"),
    path("rates/hand-over/", rates.hand_over, name="hand_over"),
    path("rates/first/", rates.first, name="rate_card_first"),
    path("rates/<int:card>/", rates.card, name="rate_card"),
    path("rates/<int:card>/zone/", rates.zone, name="rate_zone"),
    path("rates/<int:card>/remove/", rates.remove, name="remove_rate_card"),
]
