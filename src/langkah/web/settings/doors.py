"""Coming in and going out: sign-in, second factor, invitations, the first workshop."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.rules import actions as rules
from langkah.apps.workshop import queries
from langkah.apps.workshop.actions import doors, people, start, users
from langkah.apps.workshop.errors import NotSaved, TooManyTries
from langkah.apps.workshop.queries import User
from langkah.web.settings.editing import posted, refuse
from langkah.web.settings.forms import CodeForm, NewPasswordForm, PersonForm, SignInForm, StartForm
from langkah.web.settings.words import ROLES
from langkah.web.ui import notices, visitor

HALF_WAY = "half_way"
HALF_WAY_HOLDS = timedelta(minutes=10)
ADVISER = "adviser"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """E-mail or phone number, and the password."""
    if isinstance(request.user, User):
        return redirect(_next(request) or _landing(request.user))
    if not queries.any_workshop():
        return redirect("settings:start")
    form = SignInForm(posted(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            user = doors.check_password(
                account=form.cleaned_data["account"],
                password=form.cleaned_data["password"],
                address=visitor.address(request),
                now=timezone.now(),
            )
        except NotSaved as error:
            refuse(form, error)
            status = 429 if isinstance(error, TooManyTries) else 422
        else:
            return _half_way(request, user)
    shown = {"form": form, "next": _next(request)}
    return render(request, "settings/sign_in.html", shown, status=status)


def _half_way(request: HttpRequest, user: User) -> HttpResponseBase:
    """In at once, or first through the second factor."""
    if not queries.second_factor(user.pk):
        return _enter(request, user, _next(request))
    request.session.cycle_key()
    request.session[HALF_WAY] = {
        "user": user.pk,
        "proof": user.get_session_auth_hash(),
        "since": timezone.now().timestamp(),
        "next": _next(request),
    }
    return redirect("settings:second")


@never_cache
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponseBase:
    """The code of the authenticator app, after the password."""
    user = _waiting(request)
    if user is None:
        return redirect("settings:sign_in")
    form = CodeForm(posted(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            doors.check_code(
                user=user.pk,
                code=form.cleaned_data["code"],
                address=visitor.address(request),
                now=timezone.now(),
            )
        except NotSaved as error:
            refuse(form, error)
            status = 429 if isinstance(error, TooManyTries) else 422
        else:
            target = request.session.pop(HALF_WAY)["next"]
            return _enter(request, user, target)
    return render(request, "settings/second.html", {"form": form}, status=status)


def _waiting(request: HttpRequest) -> User | None:
    """Who gave her password a moment ago and has not changed it since."""
    kept = request.session.get(HALF_WAY)
    if not kept or timezone.now().timestamp() - kept["since"] > HALF_WAY_HOLDS.total_seconds():
        return None
    user = queries.user_of(kept["user"])
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["proof"]):
        return None
    return user


def _enter(request: HttpRequest, user: User, target: str) -> HttpResponseBase:
    """Open a session under a new key, so that one planted beforehand is worth nothing."""
    login(request, user)
    if request.session.session_key is None:
        request.session.create()
    doors.note_sign_in(
        user=user,
        session_key=str(request.session.session_key),
        device=visitor.device(request),
        now=timezone.now(),
    )
    answer = redirect(target or _landing(user))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        visitor.keep(answer, settings.LANGUAGE_COOKIE_NAME, user.language)
    return answer


def _landing(user: User) -> str:
    """Today for those who work here; the settings for an adviser or a user without a workshop."""
    found = queries.current_member(user, None)
    at_home = found is not None and found.role != ADVISER
    return reverse("today:home") if at_home else reverse("settings:home")


def _next(request: HttpRequest) -> str:
    """Where she wanted to go, if that lies in this house."""
    target = request.POST.get("next") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    # A bare word would be taken for the name of an address.
    return target if own and target.startswith("/") else ""


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    if request.user.is_authenticated and request.session.session_key:
        doors.left(session_key=request.session.session_key, now=timezone.now())
    logout(request)
    return redirect("settings:sign_in")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Become a member: with a new account, or as who is signed in."""
    now = timezone.now()
    found = queries.invitation(token, now)
    if found is None:
        return render(request, "settings/link_gone.html", status=404)
    signed_in = request.user.is_authenticated
    form = PersonForm(None if signed_in else posted(request), initial={"name": found.name})
    if request.method == "POST" and isinstance(request.user, User):
        workshop = people.join(token=token, user=request.user, now=now)
        request.session["workshop"] = workshop.pk
        return redirect("settings:home")
    if request.method == "POST" and form.is_valid():
        try:
            user = people.join_new(token=token, person=form.person(get_language() or "id"), now=now)
        except NotSaved as error:
            refuse(form, error)
        else:
            return _enter(request, user, "")
    return render(
        request,
        "settings/invitation.html",
        {"form": form, "invited": found, "role": ROLES[found.role], "token": token},
        status=422 if request.method == "POST" else 200,
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponseBase:
    """A new password for who forgot hers; then she signs in with it, second factor included."""
    if users.user_of_token(token) is None:
        return render(request, "settings/link_gone.html", status=404)
    form = NewPasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            users.renew_password(token=token, new=form.cleaned_data["password"])
        except NotSaved as error:
            refuse(form, error)
        else:
            notices.done(request, _("The new password is set. Sign in with it."))
            return redirect("settings:sign_in")
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/new_password.html", {"form": form}, status=status)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponseBase:
    """The first workshop of this installation; afterwards this page is gone."""
    if queries.any_workshop():
        raise Http404
    form = StartForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            user = start.begin(
                values=form.workshop_values(), owner=form.person(get_language() or "id")
            )
        except NotSaved as error:
            refuse(form, error)
        else:
            for workshop in rules.lagging():
                rules.adopt(workshop=workshop, now=timezone.now())
            return _enter(request, user, reverse("settings:first"))
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/start.html", {"form": form}, status=status)
