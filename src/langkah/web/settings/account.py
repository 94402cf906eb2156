"""Pages of a person: her name, her password, her devices, her second factor."""

from __future__ import annotations

import pyotp
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.workshop import queries
from langkah.apps.workshop.actions import doors, users
from langkah.apps.workshop.errors import NotSaved
from langkah.web.settings.editing import Page, edit, posted, refuse
from langkah.web.settings.forms import AccountForm, CodeForm, PasswordForm, ProofForm
from langkah.web.ui import notices, visitor
from langkah.web.ui.access import UserRequest, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def account(request: UserRequest) -> HttpResponseBase:
    """Name, e-mail, phone number, language."""
    user = request.user
    initial = {
        "name": user.name,
        "email": user.email or "",
        "phone": user.phone or "",
        "language": user.language,
    }
    form = AccountForm(posted(request), initial=initial)

    def save(values: dict[str, str]) -> None:
        password = values.pop("password")
        if any(values[name].strip() != initial[name] for name in ("email", "phone")):
            _prove(request, password)
        users.change_user(user=user, **values)

    page = Page(title=_("My account"), back=reverse("settings:home"), back_text=_("Settings"))
    answer = edit(request, page, form, save)
    if form.is_bound and form.is_valid():
        visitor.keep(answer, settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"])
    return answer


def _prove(request: UserRequest, password: str, field: str = "password") -> None:
    doors.prove(
        user=request.user,
        password=password,
        address=visitor.address(request),
        now=timezone.now(),
        field=field,
    )


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
@signed_in
def password(request: UserRequest) -> HttpResponseBase:
    """Another password; other devices are signed out."""

    def save(values: dict[str, str]) -> None:
        before = str(request.session.session_key)
        _prove(request, values["old"], "old")
        try:
            users.change_password(user=request.user, new=values["new"])
        except NotSaved as error:
            raise NotSaved(*(("new", sentence) for _field, sentence in error.problems)) from error
        update_session_auth_hash(request, request.user)
        after = str(request.session.session_key)
        doors.moved_session(before=before, after=after)
        doors.end_other_sessions(user=request.user, keep=after, now=timezone.now())

    page = Page(
        title=_("Another password"),
        back=reverse("settings:home"),
        back_text=_("Settings"),
        done=_("Your password is changed. Other devices are signed out."),
    )
    return edit(request, page, PasswordForm(posted(request)), save)


@require_GET
@signed_in
def sessions(request: UserRequest) -> HttpResponse:
    """The devices on which she is signed in."""
    rows = queries.sessions(request.user.pk, request.session.session_key, timezone.now())
    return render(request, "settings/sessions.html", {"rows": rows})


@require_POST
@signed_in
def end_session(request: UserRequest, sign_in: int) -> HttpResponse:
    """Sign one device out."""
    doors.end_session(user=request.user, sign_in=sign_in, now=timezone.now())
    notices.done(request, _("The device is signed out."))
    return redirect("settings:sessions")


@require_POST
@signed_in
def end_other_sessions(request: UserRequest) -> HttpResponse:
    """Sign all other devices out."""
    count = doors.end_other_sessions(
        user=request.user, keep=str(request.session.session_key), now=timezone.now()
    )
    said = ngettext("%(n)s device is signed out.", "%(n)s devices are signed out.", count)
    notices.done(request, said % {"n": count})
    return redirect("settings:sessions")


@never_cache
@require_GET
@signed_in
def second_factor(request: UserRequest) -> HttpResponse:
    """Whether a second factor is on, and how many recovery codes are left."""
    on = queries.second_factor(request.user.pk)
    left = queries.recovery_codes_left(request.user.pk) if on else 0
    shown = {"on": on, "left": left, "form": ProofForm()}
    return render(request, "settings/second_factor.html", shown)


@never_cache
@require_POST
@signed_in
def begin_second_factor(request: UserRequest) -> HttpResponse:
    """A secret for the app, as a picture and as letters; a first code switches it on."""
    user = request.user
    secret = doors.begin_second_factor(user=user)
    form = CodeForm(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            codes = doors.confirm_second_factor(
                user=user, code=form.cleaned_data["code"], now=timezone.now()
            )
        except NotSaved as error:
            refuse(form, error)
        else:
            return render(request, "settings/recovery_codes.html", {"codes": codes})
    address = pyotp.TOTP(secret).provisioning_uri(
        name=user.email or user.phone, issuer_name="Langkah"
    )
    import segno  # noqa: PLC0415 - drawn once in a life; every start would wait for it

    picture = segno.make(address).svg_data_uri(scale=6, border=3, light="#fff")
    return render(
        request,
        "settings/second_factor_new.html",
        {"form": form, "picture": picture, "secret": secret},
        status=422 if form.errors else 200,
    )


@require_POST
@signed_in
def drop_second_factor(request: UserRequest) -> HttpResponse:
    """Switch it off, after the password was asked again."""
    form = ProofForm(request.POST)
    if form.is_valid():
        try:
            _prove(request, form.cleaned_data["password"])
        except NotSaved as error:
            refuse(form, error)
        else:
            doors.drop_second_factor(user=request.user)
            notices.done(request, _("The second factor is switched off."))
            return redirect("settings:second_factor")
    left = queries.recovery_codes_left(request.user.pk)
    shown = {"on": True, "left": left, "form": form}
    return render(request, "settings/second_factor.html", shown, status=422)
