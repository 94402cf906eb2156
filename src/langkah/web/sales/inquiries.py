"""A message comes in, is read, corrected and confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.sales import actions, queries
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.sales import labels
from langkah.web.sales.dating import date_newest
from langkah.web.sales.forms import InquiryForms, PasteForm
from langkah.web.ui import once
from langkah.web.ui.access import MemberRequest, member

SHARED = ("title", "text", "url")


@require_http_methods(["GET", "POST"])
@member("quote")
def paste(request: MemberRequest) -> HttpResponse:
    """Paste a message; a phone that shares a text to Langkah lands here with it filled in."""
    if request.method == "GET":
        return _paste_page(request, request.GET)
    form = PasteForm(request.POST)
    if not form.is_valid():
        return render(request, "sales/paste.html", {"form": form}, status=422)
    return _take(request, form)


def _paste_page(request: MemberRequest, given: object) -> HttpResponse:
    shared = "\n".join(filter(None, (given.get(name, "").strip() for name in SHARED)))  # type: ignore[attr-defined]
    form = PasteForm(initial={"text": shared[:8000]})
    return render(request, "sales/paste.html", {"form": form})


def _take(request: MemberRequest, form: PasteForm) -> HttpResponse:
    message = actions.Message(
        text=form.cleaned_data["text"],
        name=form.cleaned_data["name"],
        key=request.POST.get(once.NAME) or request.POST.get("csrfmiddlewaretoken", "")[:64],
    )
    try:
        taken = actions.take_inquiry(
            workshop=request.workshop,
            message=message,
            now=timezone.now(),
            by=request.membership.user,
        )
    except Refusal as refused:
        for reason in refused.reasons:
            form.add_error("text", words.say(reason))
        return render(request, "sales/paste.html", {"form": form}, status=422)
    return redirect("sales:inquiry", inquiry=taken)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@member("quote")
def share(request: MemberRequest) -> HttpResponse:
    """Where a phone shares to, by GET or POST. It only fills the form in and keeps nothing.

    The phone's share sheet cannot carry our token; saving happens with the next, guarded post.
    """
    return _paste_page(request, request.POST if request.method == "POST" else request.GET)


@require_http_methods(["GET", "POST"])
@member("quote")
def inquiry(request: MemberRequest, inquiry: int) -> HttpResponse:
    """The message with the words that were read, and the form to correct and confirm."""
    view = queries.inquiry(request.workshop, inquiry, timezone.now())
    products = [(one.id, one.name) for one in catalogue.entries(request.workshop)]
    offered = labels.of_options(request, view.options)
    if request.method == "GET" or view.state == "confirmed":
        return _page(request, view, InquiryForms(view.facts, products, offered))
    forms = InquiryForms(view.facts, products, offered, request.POST)
    if not forms.is_valid():
        return _page(request, view, forms, status=422)
    try:
        return _keep(request, inquiry, forms)
    except Refusal as refused:
        for reason in refused.reasons:
            forms.facts.add_error(None, words.say(reason))
        return _page(request, view, forms, status=422)


def _page(
    request: MemberRequest, view: queries.InquiryView, forms: InquiryForms, status: int = 200
) -> HttpResponse:
    return render(request, "sales/inquiry.html", {"view": view, "forms": forms}, status=status)


def _keep(request: MemberRequest, inquiry: int, forms: InquiryForms) -> HttpResponse:
    now = timezone.now()
    if "draft" in request.POST:
        actions.save_facts(
            workshop=request.workshop,
            inquiry=inquiry,
            facts=forms.value(),
            by=request.membership.user,
            now=now,
        )
        messages.success(request, _("Saved. Nothing is sent yet."))
        return redirect("sales:inquiry", inquiry=inquiry)
    quote = actions.quote_inquiry(
        workshop=request.workshop,
        inquiry=inquiry,
        facts=forms.value(),
        by=request.membership.user,
        now=now,
    )
    date_newest(request, quote)
    return redirect("sales:quote", quote=quote)


@require_POST
@member("quote")
def close(request: MemberRequest, inquiry: int) -> HttpResponse:
    """Lay the inquiry aside."""
    actions.close_inquiry(
        workshop=request.workshop,
        inquiry=inquiry,
        reason=request.POST.get("reason", ""),
        by=request.membership.user,
        now=timezone.now(),
    )
    return redirect("sales:inquiries")


@require_POST
@member("quote")
def reopen(request: MemberRequest, inquiry: int) -> HttpResponse:
    """Take it up again."""
    actions.reopen_inquiry(workshop=request.workshop, inquiry=inquiry, by=request.membership.user)
    return redirect("sales:inquiry", inquiry=inquiry)
