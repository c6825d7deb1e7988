"""Sign-in by an identity provider: the product and a real provider, each a process of its own, over HTTP."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from tests import databases
from tests.ports import free_port

requests = pytest.importorskip("requests", reason="packages of requirements-oidc.lock are not installed")
pytest.importorskip("oauthlib", reason="packages of requirements-dev.lock are not installed")
HERE = Path(__file__).parent
LATE = 120  # seconds: of a machine that has much else to do


@contextmanager
def running(script, *arguments, port, environ=None):
    process = subprocess.Popen([sys.executable, HERE / script, str(port), *arguments], env=environ)
    try:
        deadline = time.monotonic() + LATE
        while process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise AssertionError(f"{script} did not start")
        yield process
    finally:
        process.terminate()
        process.wait(LATE)


@pytest.fixture(scope="module")
def both(django_db_setup, django_db_blocker, tmp_path_factory):
    """The product's address, its provider's, and this process's eyes in the product's database."""
    product, provider = free_port(), free_port()
    here, there = f"http://127.0.0.1:{product}", f"http://127.0.0.1:{provider}"
    secret = tmp_path_factory.mktemp("oidc") / "secret"
    secret.write_text("known to both\n")
    name = f"{databases.COPY}_{databases.WORKER}_oidc"
    with django_db_blocker.unblock():
        databases.clone(databases.migrated(), name)
        with databases.connected(name):
            environ = os.environ | {
                "DATABASE_URL": databases.url(name),
                "SVETOVOD_OIDC_URL": there, "SVETOVOD_OIDC_CLIENT": "svetovod", "SVETOVOD_URL": here,
                "SVETOVOD_OIDC_SECRET_FILE": str(secret), "SVETOVOD_OIDC_NAME": "Войти через ведомство",
                "SVETOVOD_OIDC_NAME_EN": "Sign in with the ministry", "SVETOVOD_OIDC_ENOUGH": "acr=high",
                "SVETOVOD_SECOND_FACTOR": "administrator",
            }  # fmt: skip
            redirect = f"{here}/accounts/oidc/oidc/login/callback/"
            with running("provider_site.py", "svetovod", "known to both", redirect, port=provider) as idp:
                with running("product_site.py", port=product, environ=environ):
                    yield SimpleNamespace(here=here, there=there, idp=idp, environ=environ)
        databases.drop(name)


@pytest.fixture
def known(both):
    """known("a@example.ru", ("role", "scope", "id")) -> a person of the product with a password."""
    from django.utils import timezone

    from svetovod.web.accounts.models import Person, RoleGrant

    def make(email, *roles, **fields):
        person = Person.objects.create_user(email, "long-password-1", name="Имя", **fields)
        for role, scope, scope_id in roles:
            RoleGrant.objects.create(
                person=person, role=role, scope=scope, scope_id=scope_id, granted_at=timezone.now()
            )
        return person

    return make


class Browser:
    """Keeps cookies of both sides, follows by hand."""

    def __init__(self, both, who=""):
        self.both, self.session = both, requests.Session()
        self.session.trust_env = False
        self.session.cookies.set("who", who)

    def get(self, path, **options):
        url = path if path.startswith("http") else self.both.here + path
        return self.session.get(url, timeout=LATE, **options)

    def post(self, path, page, **data):
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page).text)[1]
        data |= {"csrfmiddlewaretoken": token}
        return self.session.post(self.both.here + path, data, timeout=LATE, allow_redirects=False)

    def sent(self, page="/accounts/login/", **data):
        """The address at the provider to which the button leads."""
        answer = self.post("/accounts/oidc/oidc/login/", page, **data)
        assert answer.status_code == 302, answer.text[:500]
        return answer.headers["Location"]

    def returned(self, where):
        """The address of the product to which the provider leads back."""
        while where.startswith(("/", self.both.there)):
            full = where if where.startswith("http") else self.both.there + where
            answer = self.get(full, allow_redirects=False)
            assert answer.status_code == 302, (full, answer.text[:500])
            where = answer.headers["Location"]
        return where

    def enter(self, **data):
        return self.get(self.returned(self.sent(**data)))

    def inside(self):
        return self.get("/account/", allow_redirects=False).status_code == 200


def heading(answer):
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.S)
    return " ".join(unescape(re.sub("<[^>]+>", " ", found[1])).split()) if found else answer.text[:300]


def actions():
    from svetovod.web.audit.models import LedgerEntry

    return list(LedgerEntry.objects.order_by("index").values_list("action", flat=True))


def test_the_whole_way(both, known):
    from allauth.account.models import EmailAddress

    person = known("plain@example.ru")
    browser = Browser(both, "plain@example.ru")
    page = browser.get("/accounts/login/").text
    assert "Войти через ведомство" in page
    assert f"form-action 'self' {both.there}" in browser.get("/accounts/login/").headers["Content-Security-Policy"]
    where = browser.sent()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
    assert asked["code_challenge_method"] == "S256" and len(asked["nonce"]) >= 32 and asked["prompt"] == "login"
    assert asked["state"] and asked["response_type"] == "code" and "known to both" not in where
    assert browser.get(browser.returned(where)).status_code == 200 and browser.inside()
    assert "person.link_identity" in actions()
    assert EmailAddress.objects.filter(user=person).count() == 1
    again = Browser(both, "plain@example.ru")
    again.enter()
    assert again.inside() and actions().count("person.link_identity") == 1


@pytest.mark.parametrize("wrong", ["nonce", "audience", "expired", "issuer", "forged", "unsigned", "shared"])
def test_a_wrong_token_lets_nobody_in(both, known, wrong):
    known(f"{wrong}@example.ru")
    browser = Browser(both, f"{wrong}@example.ru")
    answer = browser.enter()
    assert answer.status_code == 401 and not browser.inside(), heading(answer)
    assert "Вход через ведомство не состоялся" in heading(answer)


def test_an_answer_of_another_shape_is_told_in_words(both, known):
    known("listed@example.ru")
    browser = Browser(both, "listed@example.ru")
    answer = browser.enter()
    assert answer.status_code == 503 and not browser.inside(), heading(answer)


def test_an_address_is_vouched_for_by_the_answer_that_names_it(both, known):
    """The token says that another address is confirmed, the page of particulars names this one, which is not."""
    known("borrowed@example.ru")
    browser = Browser(both, "borrowed@example.ru!")
    assert browser.enter().status_code == 403 and not browser.inside()


def passwordless(known, who):
    person = known(f"{who}@example.ru")
    person.set_unusable_password()
    person.save()
    return person


def grown_old(person):
    """Longer ago than a sign-in counts, which for tests is a year; the session itself is young enough to last."""
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore(UserSession.objects.filter(user=person).latest("pk").session_key)
    for record in session["account_authentication_methods"]:
        record["at"] = 0
    session["shown"] = 0
    session.save()


WAYS_IN = [
    ("/accounts/password/set/", {"password1": "stolen-by-a-thief-1", "password2": "stolen-by-a-thief-1"}),
    ("/accounts/email/", {"email": "thief@example.ru", "action_add": ""}),
    ("/accounts/2fa/totp/activate/", {"code": "123456"}),
    ("/accounts/2fa/webauthn/add/", {"name": "thief", "credential": "{}"}),
    ("/accounts/oidc/oidc/login/", {"process": "connect"}),
    ("/account/tokens/", {"name": "thief", "scope": "read", "days": "7"}),
]


def test_an_open_session_of_whoever_has_no_password_gives_nobody_a_way_in(both, known):
    person = passwordless(known, "sessile")
    browser = Browser(both, "sessile@example.ru")
    browser.enter()
    assert browser.inside()
    grown_old(person)
    for address, data in WAYS_IN:
        answer = browser.post(address, "/account/", **data)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/account/again/"), address
    person.refresh_from_db()
    assert not person.has_usable_password() and not person.tokens.exists()
    page = browser.get("/account/again/")
    assert "Войти через ведомство" in page.text and browser.get("/accounts/password/reset/").status_code == 200


def test_whoever_has_no_password_is_asked_by_the_provider_and_goes_on_with_what_was_typed(both, known):
    person = passwordless(known, "walker")
    browser = Browser(both, "walker@example.ru")
    browser.enter()
    grown_old(person)
    where = browser.post("/account/tokens/", "/account/", name="my server", scope="read", days="7").headers["Location"]
    sent = browser.sent(page=where, process="login", next="/account/again/")
    asked = parse_qs(urlsplit(sent).query)
    assert asked["max_age"] == ["0"] and asked["prompt"] == ["login"]
    page = browser.get(browser.returned(sent))
    assert page.url.endswith("/account/again/") and "my server" in page.text and not person.tokens.exists()
    made = browser.post("/account/tokens/", "/account/again/", name="my server", scope="read", days="7")
    assert made.status_code == 200 and person.tokens.count() == 1


@pytest.mark.parametrize("who", ["silent", "stale"])
def test_a_provider_that_has_not_asked_lately_vouches_for_no_act(both, known, who):
    passwordless(known, who)
    browser = Browser(both, f"{who}@example.ru")
    browser.enter()
    assert browser.inside()
    answer = browser.post("/accounts/password/set/", "/account/", password1="of-a-thief-12", password2="of-a-thief-12")
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/account/again/")
    assert ("не сообщила" in browser.get("/account/again/").text) == (who == "silent")


def test_a_wrong_state_and_a_code_twice(both, known):
    known("state@example.ru")
    browser = Browser(both, "state@example.ru")
    back = browser.returned(browser.sent())
    code = parse_qs(urlsplit(back).query)["code"][0]
    forged = f"{back.split('?')[0]}?{urlencode({'code': code, 'state': 'another'})}"
    assert browser.get(forged).status_code == 401 and not browser.inside()
    stranger = Browser(both, "state@example.ru")
    assert stranger.get(back).status_code == 401 and not stranger.inside()
    assert browser.get(back).status_code == 200 and browser.inside()
    assert browser.get(back, allow_redirects=False).status_code == 401


def test_called_off_at_the_provider(both):
    browser = Browser(both, "x@example.ru")
    state = parse_qs(urlsplit(browser.sent()).query)["state"][0]
    answer = browser.get(f"/accounts/oidc/oidc/login/callback/?{urlencode({'error': 'access_denied', 'state': state})}")
    assert answer.status_code == 401 and "не состоялся" in heading(answer)


def test_an_address_that_is_not_confirmed_opens_nothing(both, known):
    known("careless@example.ru")
    browser = Browser(both, "careless@example.ru!")
    answer = browser.enter()
    assert answer.status_code == 403 and not browser.inside()
    stranger = Browser(both, "stranger@example.ru").enter()
    assert (stranger.status_code, heading(stranger)) == (403, heading(answer))


def test_an_address_that_its_owner_has_not_confirmed_here_opens_nothing(both, known):
    from allauth.account.models import EmailAddress

    person = known("mine@example.ru")
    EmailAddress.objects.create(user=person, email="theirs@example.ru", verified=False)
    browser = Browser(both, "theirs@example.ru")
    assert browser.enter().status_code == 403 and not browser.inside()
    person.refresh_from_db()
    assert person.has_usable_password()


def test_a_closed_account_stays_closed(both, known):
    known("gone@example.ru", is_active=False)
    browser = Browser(both, "gone@example.ru")
    browser.enter()
    assert not browser.inside()


def test_somebody_invited_gets_an_account_and_comes_to_the_invitation(both, known):
    from datetime import timedelta

    from django.utils import timezone

    from svetovod.web.accounts.models import Invitation, Person

    Invitation.objects.create(
        email="invited@example.ru", role="auditor", scope="platform", invited_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=14), invited_by=known("inviter@example.ru"),
    )  # fmt: skip
    browser = Browser(both, "invited@example.ru")
    answer = browser.enter()
    assert "/invitations/" in answer.url and browser.inside()
    made = Person.objects.get(email="invited@example.ru")
    assert made.name == "Анна Новая" and not made.has_usable_password() and not made.grants.exists()
    assert "person.sign_up" in actions()


def test_a_second_factor_is_asked_all_the_same(both, known):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(known("factor@example.ru"), generate_totp_secret())
    browser = Browser(both, "factor@example.ru")
    answer = browser.enter()
    assert answer.url.endswith("/accounts/2fa/authenticate/") and not browser.inside()


def test_a_role_that_needs_a_second_factor_needs_it_here_too_unless_the_provider_asked_enough(both, known):
    for who in ("weak", "strong"):
        known(f"{who}@example.ru", ("administrator", "platform", ""))
    weak, strong = Browser(both, "weak@example.ru"), Browser(both, "strong@example.ru")
    assert weak.enter().url.endswith("/accounts/2fa/") and not weak.inside()
    strong.enter()
    assert strong.inside()
    password = Browser(both)
    password.post("/accounts/login/", "/accounts/login/", login="strong@example.ru", password="long-password-1")
    assert not password.inside() and password.get("/account/").url.endswith("/accounts/2fa/")


def test_linked_and_unlinked_by_whoever_shows_himself_again(both, known):
    known("here@example.ru")
    browser = Browser(both, "there@example.ru")
    browser.post("/accounts/login/", "/accounts/login/", login="here@example.ru", password="long-password-1")
    page = browser.get("/account/").text
    assert "/accounts/3rdparty/" in page
    answer = browser.enter(page="/accounts/3rdparty/", process="connect")
    assert "/accounts/reauthenticate/" in answer.url, answer.url
    before = actions().count("person.link_identity")
    browser.post(urlsplit(answer.url).path, answer.url, password="long-password-1")
    assert actions().count("person.link_identity") == before + 1
    page = browser.get("/accounts/3rdparty/").text
    account = re.search(r'name="account"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="account"', page)
    browser.post("/accounts/3rdparty/", "/accounts/3rdparty/", account=account[1] or account[2])
    assert "person.unlink_identity" in actions()
    assert Browser(both, "there@example.ru").enter().status_code == 403


def test_a_get_starts_nothing(both):
    assert Browser(both).get("/accounts/oidc/oidc/login/").status_code == 405


def test_a_provider_that_is_down_or_silent_is_told_in_words(both, known):
    """The last test: the provider is stopped, then somebody listens in its place and never answers."""
    known("late@example.ru")
    waiting = Browser(both, "late@example.ru")
    back = waiting.returned(waiting.sent())
    both.idp.terminate()
    both.idp.wait(LATE)
    answer = Browser(both).post("/accounts/oidc/oidc/login/", "/accounts/login/")
    assert answer.status_code == 503 and "не отвечает" in heading(answer)
    answer = waiting.get(back)
    assert answer.status_code == 503 and "не отвечает" in heading(answer)
    with socket.socket() as silent:
        silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        silent.bind(("127.0.0.1", urlsplit(both.there).port))
        silent.listen()
        answer = Browser(both).post("/accounts/oidc/oidc/login/", "/accounts/login/")
        assert answer.status_code == 503 and "не отвечает" in heading(answer)


TAKEN = """
import django
from django.conf import settings
settings.configure(
    INSTALLED_APPS=[
        "django.contrib.contenttypes", "django.contrib.auth", "allauth", "allauth.account", "allauth.socialaccount",
    ],
    MIDDLEWARE=["allauth.account.middleware.AccountMiddleware"],
)
django.setup()
from svetovod.web.accounts.oidc.provider import Provider
for part in ("id_token", "userinfo"):
    for written, verified in (
        ("O\\u200bne@exa\\u00admple.ru", False), ("\\u200bOne@example.ru", False),
        ("One@exa\\u00admple.ru\\ufeff", True), ("One@example.ru", True),
    ):
        said = {"id_token": {}, part: {"email": written, "email_verified": True}}
        (row,) = Provider.extract_email_addresses(Provider, said)
        assert row.email == Provider.extract_common_fields(Provider, said)["email"] == "one@example.ru", row.email
        assert row.verified is verified, written
"""


def test_an_address_is_taken_without_the_signs_nobody_sees():
    """Its word for one mailbox vouches for no other, of the name that is left without them. In a process of its own,
    with the provider's apps alone: the product has them only where a provider is named."""
    subprocess.run([sys.executable, "-c", TAKEN], check=True)
