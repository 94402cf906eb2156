"""Signing in and out as people do it, and as people should not be able to."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pyotp
import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from langkah.apps.workshop.actions import doors, people
from langkah.apps.workshop.models import SignIn, SignInAttempt, User, Workshop
from langkah.config import settings as written
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/settings/sign-in/"


@pytest.fixture
def sari(bu_sari):
    bu_sari.phone = "+6281234567801"
    bu_sari.set_password(PASSWORD)
    bu_sari.save()
    return bu_sari


def knock(client, account, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"account": account, "password": password, **more})


def signed_in(client):
    return client.get("/").status_code == 200


@pytest.mark.parametrize(
    "account",
    ["bu.sari@kenzi.example", "BU.SARI@kenzi.example ", "+62 812-3456-7801", "0812 3456 7801"],
)
def test_bu_sari_signs_in_with_her_mail_or_her_number(client, sari, account):
    answer = knock(client, account)
    assert answer["Location"] == "/"
    assert signed_in(client)


@pytest.mark.parametrize("account", ["nobody@kenzi.example", "081299999999", "sari", "' OR 1=1 --"])
def test_a_wrong_account_and_a_wrong_password_get_the_same_answer(client, sari, account):
    client.cookies["django_language"] = "en"
    unknown = knock(client, account, "wrong")
    wrong = knock(client, "bu.sari@kenzi.example", "wrong")
    assert unknown.status_code == wrong.status_code == 422
    assert str(unknown.context["form"].errors) == str(wrong.context["form"].errors)
    assert not signed_in(client)


def test_an_unknown_account_costs_the_work_of_a_password(sari, monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    worked = []
    encode = Argon2PasswordHasher.encode
    decode = Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *a, **k: (worked.append("e"), encode(*a, **k))[1]
    )
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify", lambda *a, **k: (worked.append("v"), decode(*a, **k))[1]
    )
    for account in ("nobody@kenzi.example", "bu.sari@kenzi.example"):
        with pytest.raises(ValueError, match=r"."):
            doors.check_password(
                account=account, password="wrong", address="1.1.1.1", now=timezone.now()
            )
    assert worked == ["e", "v"]


def test_passwords_are_kept_with_argon2(sari):
    assert sari.password.startswith("argon2$")
    assert written.PASSWORD_HASHERS[0].endswith(".Argon2PasswordHasher")


def test_who_left_the_company_does_not_come_in(client, sari):
    User.objects.filter(pk=sari.pk).update(is_active=False)
    assert knock(client, sari.email).status_code == 422


def test_she_goes_on_where_she_wanted(client, sari):
    answer = client.get("/settings/floor/")
    assert answer["Location"] == f"{SIGN_IN}?next=/settings/floor/"
    assert knock(client, sari.email, next="/settings/floor/")["Location"] == "/settings/floor/"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "x:y"]
)
def test_signing_in_never_leads_to_another_house(client, sari, target):
    assert target not in client.get(f"{SIGN_IN}?next={quote(target)}").content.decode()
    assert knock(client, sari.email, next=target)["Location"] == "/"


def test_a_planted_session_is_worth_nothing(client, sari):
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    before = session.session_key
    knock(client, sari.email)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_after_five_wrong_tries_the_door_says_how_long_it_stays_shut(client, sari):
    client.cookies["django_language"] = "en"
    for _try in range(5):
        knock(client, sari.email, "wrong")
    answer = knock(client, sari.email)
    assert answer.status_code == 429
    assert "try again in 15 min" in answer.content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert knock(client, sari.email).status_code == 302


def test_a_stranger_far_away_does_not_shut_her_own_door(client, sari):
    far = Client(REMOTE_ADDR="203.0.113.9")
    for _try in range(6):
        knock(far, sari.email, "wrong")
    assert knock(far, sari.email).status_code == 429
    assert knock(client, sari.email).status_code == 302


def test_many_guessers_of_one_account_are_stopped(client, sari):
    for place in range(20):
        knock(Client(REMOTE_ADDR=f"203.0.113.{place}"), sari.email, "wrong")
    assert knock(client, sari.email).status_code == 429


def test_one_guesser_of_many_accounts_is_stopped(client, sari):
    for count in range(40):
        knock(client, f"user{count}@kenzi.example", "wrong")
    assert knock(client, sari.email).status_code == 429


def test_tries_are_kept_without_names_or_addresses(client, sari):
    knock(client, sari.email, "wrong")
    row = SignInAttempt.objects.values().get()
    assert "sari" not in str(row)
    assert "127.0.0.1" not in str(row)


def test_tries_and_sessions_are_forgotten_in_time(client, sari):
    knock(client, sari.email)
    knock(client, sari.email, "wrong")
    knock(Client(), sari.email, "wrong")
    now = timezone.now()
    assert doors.clear_out(now) == 0
    assert doors.clear_out(now + timedelta(days=2)) == 1
    assert doors.clear_out(now + timedelta(days=31)) == 1


def test_a_right_password_forgets_the_wrong_ones(client, sari):
    for _try in range(4):
        knock(client, sari.email, "wrong")
    knock(client, sari.email)
    assert not SignInAttempt.objects.exists()


def test_behind_a_proxy_its_own_word_counts(sari, settings, client):
    settings.BEHIND_PROXY = True
    for count in range(5):
        forged = f"198.51.100.{count}, 203.0.113.7"
        client.post(
            SIGN_IN,
            {"account": sari.email, "password": "wrong"},
            headers={"X-Forwarded-For": forged},
        )
    assert SignInAttempt.objects.values("address_hash").distinct().count() == 1


def test_signing_out_ends_the_session(client, sari):
    knock(client, sari.email)
    key = client.session.session_key
    assert client.get("/settings/sign-out/").status_code == 405
    client.post("/settings/sign-out/")
    assert not signed_in(client)
    assert not Session.objects.filter(session_key=key).exists()
    assert SignIn.objects.get().ended_at


def test_signing_in_needs_the_token_of_the_form(sari):
    strict = Client(enforce_csrf_checks=True)
    assert knock(strict, sari.email).status_code == 403


def test_she_sees_her_devices_and_ends_one(client, sari):
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari")
    for one in (phone, client):
        knock(one, sari.email)
    html = client.get("/settings/devices/").content.decode()
    assert "Chrome, Android" in html
    theirs = SignIn.objects.get(device="Chrome, Android")
    client.post(f"/settings/devices/{theirs.pk}/end/")
    assert not signed_in(phone)
    assert signed_in(client)


def test_nobody_ends_the_session_of_another(client, client_of, sari, rina):
    knock(client, sari.email)
    answer = client_of(rina).post(f"/settings/devices/{SignIn.objects.get().pk}/end/")
    assert answer.status_code == 404
    assert signed_in(client)


def test_another_password_ends_all_other_sessions(client, sari):
    other = Client()
    for one in (client, other):
        knock(one, sari.email)
    answer = client.post("/settings/password/", {"old": PASSWORD, "new": "kuda-nil-makan-roti"})
    assert answer.status_code == 302
    assert signed_in(client)
    assert not signed_in(other)
    assert [row.here for row in _sessions(client)] == [True]


def _sessions(client):
    return client.get("/settings/devices/").context["rows"]


@pytest.mark.parametrize("new", ["pendek", "1234567890123", "password123", "bu.sari@kenzi"])
def test_a_password_that_is_guessed_easily_is_refused(client, sari, new):
    knock(client, sari.email)
    answer = client.post("/settings/password/", {"old": PASSWORD, "new": new})
    assert answer.status_code == 422
    assert answer.context["form"].errors["new"]
    sari.refresh_from_db()
    assert sari.check_password(PASSWORD)


def test_another_password_needs_the_old_one(client, sari):
    knock(client, sari.email)
    answer = client.post("/settings/password/", {"old": "wrong", "new": "kuda-nil-makan-roti"})
    assert answer.context["form"].errors["old"]


def test_another_mail_needs_the_password(client, sari):
    knock(client, sari.email)
    values = {"name": "Bu Sari", "email": "new@kenzi.example", "phone": "", "language": "en"}
    assert client.post("/settings/account/", values).status_code == 422
    client.post("/settings/account/", values | {"password": PASSWORD})
    sari.refresh_from_db()
    assert (sari.email, sari.phone, sari.language) == ("new@kenzi.example", None, "en")


def test_a_name_of_another_account_is_refused(client, sari, rina):
    knock(client, sari.email)
    values = {"name": "Bu Sari", "email": rina.email, "language": "id", "password": PASSWORD}
    answer = client.post("/settings/account/", values)
    assert answer.context["form"].errors["email"]


class TestSecondFactor:
    """A code from the phone besides the password."""

    @pytest.fixture
    def secret(self, sari):
        return doors.begin_second_factor(user=sari)

    @pytest.fixture
    def codes(self, sari, secret):
        before = timezone.now() - timedelta(minutes=2)
        code = pyotp.TOTP(secret).at(before)
        return doors.confirm_second_factor(user=sari, code=code, now=before)

    def test_it_is_switched_on_on_the_page(self, client, sari):
        knock(client, sari.email)
        page = client.post("/settings/second/new/")
        secret = page.context["secret"]
        assert 'src="data:image/svg+xml' in page.content.decode()
        wrong = client.post("/settings/second/new/", {"code": "000000"})
        assert wrong.status_code == 422
        done = client.post("/settings/second/new/", {"code": pyotp.TOTP(secret).now()})
        assert len(done.context["codes"]) == 10
        assert secret not in done.content.decode()

    def test_a_password_alone_is_not_enough(self, client, sari, codes):
        answer = knock(client, sari.email, next="/settings/floor/")
        assert answer["Location"] == "/settings/sign-in/code/"
        assert not signed_in(client)

    def test_the_code_opens_the_door_and_she_goes_on(self, client, sari, secret, codes):
        knock(client, sari.email, next="/settings/floor/")
        code = pyotp.TOTP(secret).now()
        answer = client.post("/settings/sign-in/code/", {"code": f"{code[:3]} {code[3:]}"})
        assert answer["Location"] == "/settings/floor/"
        assert signed_in(client)

    def test_a_code_opens_the_door_once(self, client, sari, secret, codes):
        code = pyotp.TOTP(secret).now()
        for one, status in ((client, 302), (Client(), 422)):
            knock(one, sari.email)
            assert one.post("/settings/sign-in/code/", {"code": code}).status_code == status

    def test_a_recovery_code_opens_the_door_once(self, client, sari, codes):
        for one, status in ((client, 302), (Client(), 422)):
            knock(one, sari.email)
            assert one.post("/settings/sign-in/code/", {"code": codes[3]}).status_code == status

    def test_codes_cannot_be_guessed(self, client, sari, secret, codes):
        knock(client, sari.email)
        for count in range(5):
            client.post("/settings/sign-in/code/", {"code": f"00000{count}"})
        code = pyotp.TOTP(secret).now()
        answer = client.post("/settings/sign-in/code/", {"code": code})
        assert answer.status_code == 429

    def test_the_second_step_is_only_for_who_gave_a_password(self, client, sari, secret, codes):
        answer = client.post("/settings/sign-in/code/", {"code": pyotp.TOTP(secret).now()})
        assert answer["Location"] == SIGN_IN
        assert not signed_in(client)

    def test_the_half_open_door_falls_shut(self, client, sari, secret, codes):
        knock(client, sari.email)
        with time_machine.travel(timezone.now() + timedelta(minutes=11)):
            answer = client.post("/settings/sign-in/code/", {"code": pyotp.TOTP(secret).now()})
        assert answer["Location"] == SIGN_IN

    def test_switching_it_off_needs_the_password(self, client_of, client, sari, codes):
        bare = client_of(sari)
        assert bare.post("/settings/second/off/", {"password": "wrong"}).status_code == 422
        assert bare.post("/settings/second/off/", {"password": PASSWORD}).status_code == 302
        assert knock(client, sari.email)["Location"] == "/"


class TestInvitation:
    """A link makes a member."""

    @pytest.fixture
    def token(self, kenzi, bu_sari):
        return people.invite(
            workshop=kenzi, role="marketing", name="Rina", by=bu_sari, now=timezone.now()
        )

    def person(self, **other):
        return {"name": "Rina", "account": "0812 1111 2222", "password": PASSWORD} | other

    def test_rina_joins_with_a_new_account(self, client, kenzi, token):
        answer = client.post(f"/invitation/{token}/", self.person())
        assert answer["Location"] == "/"
        assert signed_in(client)
        made = User.objects.get(phone="+6281211112222").memberships.get()
        assert (made.workshop, made.role) == (kenzi, "marketing")

    def test_a_member_of_another_workshop_joins_and_switches(
        self, client_of, kenzi, token, rival_owner
    ):
        client = client_of(rival_owner)
        client.post(f"/invitation/{token}/")
        assert client.get("/settings/").wsgi_request.session["workshop"] == kenzi.pk
        assert {row.role for row in rival_owner.memberships.all()} == {"owner", "marketing"}

    def test_it_works_once(self, client, token):
        client.post(f"/invitation/{token}/", self.person())
        again = Client().post(f"/invitation/{token}/", self.person(account="0812 1111 3333"))
        assert again.status_code == 404
        assert not User.objects.filter(phone="+6281211113333").exists()

    def test_it_ends_after_a_week(self, client, token):
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            assert client.get(f"/invitation/{token}/").status_code == 404

    def test_it_can_be_withdrawn(self, client, client_of, kenzi, bu_sari, token):
        row = kenzi.invitations.get()
        client_of(bu_sari).post(f"/settings/people/invitations/{row.pk}/revoke/")
        assert client.get(f"/invitation/{token}/").status_code == 404

    def test_the_token_is_not_kept(self, kenzi, token):
        assert token not in str(kenzi.invitations.values().get())

    def test_nothing_is_half_stored(self, client, token):
        users = User.objects.count()
        answer = client.post(f"/invitation/{token}/", self.person(password="kurang"))
        assert answer.status_code == 422
        assert User.objects.count() == users
        assert client.get(f"/invitation/{token}/").status_code == 200


class TestStart:
    """The first workshop of an installation."""

    def values(self, **other):
        return {
            "workshop": "Sepatu Kenzi",
            "city": "Mojokerto",
            "name": "Bu Sari",
            "account": "0812 3456 7801",
            "password": PASSWORD,
        } | other

    def test_a_newcomer_is_led_to_it(self, client, db):
        assert client.get("/", follow=True).request["PATH_INFO"] == "/start/"

    def test_it_makes_the_workshop_and_its_owner(self, client, db):
        answer = client.post("/start/", self.values())
        assert answer["Location"] == "/start/rules/"
        made = Workshop.objects.get()
        assert (made.slug, made.memberships.get().role) == ("sepatu-kenzi", "owner")
        assert signed_in(client)

    def test_then_hours_and_margin(self, client, db):
        client.post("/start/", self.values())
        answer = client.post(
            "/start/rules/",
            {
                "weekdays": ["0", "1", "2", "3", "4", "5"],
                "opens": "08:00",
                "closes": "16:00",
                "break_from": "12:00",
                "break_minutes": "60",
                "margin": "35",
                "deposit_share": "40",
                "validity_days": "14",
            },
        )
        assert answer["Location"] == "/"
        made = Workshop.objects.get()
        assert set(made.hours.values_list("minutes", "break_after")) == {(420, 240)}
        assert [str(row.margin) for row in made.price_rules.all()] == ["0.3500", "0.3500"]

    def test_it_is_gone_once_there_is_a_workshop(self, client, kenzi):
        assert client.get("/start/").status_code == 404
        assert client.post("/start/", self.values()).status_code == 404
        assert Workshop.objects.count() == 1

    def test_a_bad_account_leaves_nothing_behind(self, client, db):
        answer = client.post("/start/", self.values(account="sari"))
        assert answer.context["form"].errors["account"]
        assert not Workshop.objects.exists()
