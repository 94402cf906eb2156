"""The pages of one product, and what is done with the whole of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.catalogue import actions, answers, queries
from langkah.apps.catalogue.errors import CatalogueError, NotFound, NotSaved
from langkah.apps.catalogue.sections import PASSPORT
from langkah.web.catalogue import faces, tariff
from langkah.web.catalogue.forms import FillSizesForm, RowForm
from langkah.web.ui import asked, notices
from langkah.web.ui.access import MemberRequest, member

USUAL_PAIRS = 12
MOST_PAIRS = 10_000


def _page(request: MemberRequest, product: int) -> queries.ProductPage:
    try:
        return queries.product_page(request.workshop, product)
    except NotFound as error:
        raise Http404 from error


def _show(
    request: MemberRequest, template: str, page: queries.ProductPage, **more: object
) -> HttpResponse:
    context = {
        "page": page,
        "dossier": page.dossier,
        "passport": page.dossier.passport,
        "tabs": faces.tabs(page, template, costs=request.membership.can("costs")),
        "costs": request.membership.can("costs"),
        "may_edit": request.membership.can("catalogue"),
        **more,
    }
    return render(request, f"catalogue/{template}.html", context)


@require_GET
@member("see", room="catalogue")
def product(request: MemberRequest, product: int) -> HttpResponse:
    """Photos, what is missing, and the passport."""
    page = _page(request, product)
    return _show(
        request,
        "product",
        page,
        gaps=faces.gaps(page, costs=request.membership.can("costs")),
        facts=faces.facts(page.dossier.passport),
        customs=tariff.panel(page.dossier, answers.customs(page.dossier)),
    )


@require_GET
@member("see", room="catalogue")
def hs(request: MemberRequest, product: int) -> HttpResponse:
    """The tariff code step by step, the digits of markets, and what is asked first."""
    page = _page(request, product)
    customs = tariff.panel(page.dossier, answers.customs(page.dossier), steps=True)
    return _show(request, "tariff", page, customs=customs)


@require_GET
@member("see", room="catalogue")
def sizes(request: MemberRequest, product: int) -> HttpResponse:
    """Sizes in every system, with the box of each."""
    page = _page(request, product)
    return _show(request, "sizes", page, table=answers.size_table(page.dossier))


@require_GET
@member("see", room="catalogue")
def made_of(request: MemberRequest, product: int) -> HttpResponse:
    """What each part is made of, and what a pair takes."""
    page = _page(request, product)
    return _show(request, "made_of", page, parts=faces.parts(page.dossier))


@require_GET
@member("see", room="catalogue")
def work(request: MemberRequest, product: int) -> HttpResponse:
    """The steps of the work."""
    page = _page(request, product)
    return _show(request, "work", page, minutes=answers.minutes(page.dossier))


@require_GET
@member("costs")
def cost(request: MemberRequest, product: int) -> HttpResponse:
    """What a pair costs, line by line; owners only."""
    page = _page(request, product)
    pairs = min(asked.number(request.GET, "pairs") or USUAL_PAIRS, MOST_PAIRS)
    card = answers.cost_card(page.dossier, request.workshop.currency, pairs)
    return _show(request, "cost", page, card=card, chart=faces.chart(card))


@require_GET
@member("see", room="catalogue")
def history(request: MemberRequest, product: int) -> HttpResponse:
    """Every change: who, when, from what to what."""
    page = _page(request, product)
    edits = queries.history(request.workshop, product, before=asked.number(request.GET, "before"))
    rows = faces.edits(edits, costs=request.membership.can("costs"))
    more = edits[-1].id if len(edits) == queries.HISTORY else None
    return _show(request, "history", page, edits=rows, more=more)


@require_http_methods(["GET", "POST"])
@member("catalogue")
def blank(request: MemberRequest) -> HttpResponse:
    """A product from its passport alone; the rest follows."""
    data = request.POST if request.method == "POST" else None
    form = RowForm(PASSPORT, data, costs=False, initial={"status": "draft"})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_product(
                workshop=request.workshop, by=request.membership.user, passport=form.cleaned_data
            )
        except NotSaved as error:
            form.refuse(error.fields)
        else:
            notices.done(request, _("The product is saved. Fill in what is missing."))
            return redirect("catalogue:product", product=made)
    context = {"form": form, "home": reverse("catalogue:home")}
    return render(request, "catalogue/passport.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member("catalogue")
def passport(request: MemberRequest, product: int) -> HttpResponse:
    """Other facts of the product."""
    found = _page(request, product).dossier.passport
    initial = {name: getattr(found, name) for name in PASSPORT.fields}
    data = request.POST if request.method == "POST" else None
    form = RowForm(PASSPORT, data, costs=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_passport(
                workshop=request.workshop,
                product=product,
                values=form.cleaned_data,
                by=request.membership.user,
            )
        except NotSaved as error:
            form.refuse(error.fields)
        else:
            undo = reverse("catalogue:undo", args=[product]) if changed else ""
            notices.done(request, _("Saved."), undo=undo)
            return redirect("catalogue:product", product=product)
    context = {
        "form": form,
        "passport": found,
        "home": reverse("catalogue:product", args=[product]),
    }
    return render(request, "catalogue/passport.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member("catalogue")
def fill_sizes(request: MemberRequest, product: int) -> HttpResponse:
    """Many sizes at once."""
    page = _page(request, product)
    known = [row.size for row in page.dossier.sizes]
    run = {"first": known[0], "last": known[-1]} if known else {}
    form = FillSizesForm(request.POST if request.method == "POST" else None, initial=run)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_sizes(
                workshop=request.workshop,
                product=product,
                sizes=form.sizes(),
                box=form.box(),
                by=request.membership.user,
            )
        except NotSaved as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("catalogue:undo", args=[product])
            notices.done(request, _("The sizes are saved."), undo=undo)
            return redirect("catalogue:sizes", product=product)
    context = {"form": form, "passport": page.dossier.passport}
    return render(request, "catalogue/fill_sizes.html", context, status=422 if form.errors else 200)


@require_POST
@member("catalogue")
def undo(request: MemberRequest, product: int) -> HttpResponse:
    """Take back the last change."""
    try:
        title = actions.undo(
            workshop=request.workshop,
            product=product,
            by=request.membership.user,
            own=not request.membership.can("costs"),
        )
    except NotFound as error:
        raise Http404 from error
    except CatalogueError as error:
        notices.refused(request, str(error))
    else:
        notices.done(request, _("{name} is as it was before.").format(name=title))
    return redirect("catalogue:product", product=product)


@require_POST
@member("catalogue")
def remove(request: MemberRequest, product: int) -> HttpResponse:
    """Take a product out of the catalogue; the message offers to bring it back."""
    try:
        name = queries.name(request.workshop, product)
        actions.remove_product(
            workshop=request.workshop, product=product, by=request.membership.user
        )
    except NotFound as error:
        raise Http404 from error
    undo = reverse("catalogue:restore", args=[product])
    notices.done(request, _("{name} is out of the catalogue.").format(name=name), undo=undo)
    return redirect("catalogue:home")


@require_POST
@member("catalogue")
def restore(request: MemberRequest, product: int) -> HttpResponse:
    """Bring a removed product back."""
    try:
        actions.restore_product(
            workshop=request.workshop, product=product, by=request.membership.user
        )
    except NotFound as error:
        raise Http404 from error
    except CatalogueError as error:
        notices.refused(request, str(error))
        return redirect("catalogue:home")
    return redirect("catalogue:product", product=product)
