"""Coming in and going out: what a sign-in is worth, for how long, and what the log says of it."""

import logging
import re
import time
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.middleware import BEGAN_KEY
from svetovod.web.accounts.models import AccessToken
from svetovod.web.accounts.passwords import WORDS
from svetovod.web.accounts.services import person_close
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.cache import SharedCache
from svetovod.web.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db
RIGHT = "long-password-1"
TERM = {"created_at": timezone.now(), "expires_at": timezone.now() + timedelta(days=1)}
GUESSED = ("Svetovod-2026", "кластер2026!!", "rkfcnth-2026", "Пароль-Админ.1", "short", "q1w2e3r4t5")
TAKEN = ("кластер у тихой реки", "одни только буквы", "7394628150283745", "x" * 300, " spaces around stay ", "🚲" * 12)


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    cache.clear()
    yield
    cache.clear()


def sign_in(person, password=RIGHT, **more):
    browser = Client()
    browser.post(reverse("account_login"), {"login": person.email, "password": password}, **more)
    return browser


def inside(browser):
    return browser.get(reverse("accounts:account")).status_code == 200


@pytest.mark.parametrize("password", GUESSED)
def test_a_password_everybody_could_guess_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", TAKEN)
def test_a_password_of_any_other_composition_is_taken(password, make):
    validate_password(password)
    person = make("any@example.ru")
    person.set_password(password)
    person.save()
    assert inside(sign_in(person, password)) and not inside(sign_in(person, password[:-1]))


def test_a_word_of_the_house_makes_no_password():
    for word in sorted(WORDS)[::5]:
        with pytest.raises(ValidationError) as refused:
            validate_password(f"{word}-{word}-2026")
        assert "house_words" in {error.code for error in refused.value.error_list}


def test_guessing_is_slowed_down_for_one_account_and_not_for_others(make, settings, caplog):
    from svetovod.web.settings import base

    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    attacked, other = make("attacked@example.ru"), make("other@example.ru")
    with caplog.at_level(logging.INFO, logger="svetovod.security"):
        for _try in range(5):
            assert not inside(sign_in(attacked, "wrong"))
        assert not inside(sign_in(attacked))  # the right one, for five minutes
        assert inside(sign_in(other))
        # nor for its owner, who comes from elsewhere
        assert inside(sign_in(attacked, REMOTE_ADDR="10.1.2.3"))
    assert caplog.text.count("sign_in.failed") == 5 and caplog.text.count("sign_in.too_often") == 1


def test_whoever_tried_too_often_is_told_for_how_long(make, settings):
    from svetovod.web.settings import base

    assert base.ACCOUNT_RATE_LIMITS["login_failed"].endswith(",5/5m/key")  # the five minutes of the sentence
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    sent = {"login": make("attacked@example.ru").email, "password": "wrong"}
    *_wrong, refused = (Client().post(reverse("account_login"), sent) for _try in range(6))
    assert "Повторите через пять минут" in refused.content.decode()
    english = Client().post(reverse("account_login"), sent, headers={"accept-language": "en"})
    assert "Try again in five minutes" in english.content.decode()


def test_guessing_from_everywhere_is_slowed_down_too(make, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_account": "2/5m/key"}
    attacked = make("attacked@example.ru")
    for number in range(2):
        assert not inside(sign_in(attacked, "wrong", REMOTE_ADDR=f"10.0.0.{number}"))
    assert not inside(sign_in(attacked, REMOTE_ADDR="10.1.2.3"))


def test_one_wrong_password_each_keeps_no_hall_out(make, settings):
    from svetovod.web.settings import base

    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    person = make("one@example.ru")
    for number in range(11):
        Client().post(reverse("account_login"), {"login": f"{number}@example.ru", "password": "wrong"})
    assert inside(sign_in(person))


def test_the_address_behind_the_proxy_is_the_one_counted(make, settings):
    """What a stranger writes into the header himself stands before what the proxy adds, and is not believed."""
    from allauth.account.adapter import get_adapter
    from django.test import RequestFactory

    asked = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="9.9.9.9, 5.6.7.8", REMOTE_ADDR="127.0.0.1")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert get_adapter().get_client_ip(asked) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert get_adapter().get_client_ip(asked) == "5.6.7.8"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert get_adapter().get_client_ip(asked) == "127.0.0.1", "it has not come through all three"


def test_a_second_proxy_that_adds_nothing_breaks_no_page(make, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    browser = sign_in(make("one@example.ru"), HTTP_X_FORWARDED_FOR="5.6.7.8")
    page = browser.get(reverse("accounts:account"), HTTP_X_FORWARDED_FOR="5.6.7.8")
    assert page.status_code == 200


def test_a_count_is_one_for_all_processes(tmp_path):
    """Two at once may add one key: a code is used once, whichever process is asked."""
    caches, won, start = [SharedCache(str(tmp_path), {}) for _ in range(8)], [], Barrier(8)

    def add(cache):
        start.wait()
        won.append(cache.add("code", "used", 30))

    threads = [Thread(target=add, args=(cache,)) for cache in caches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


def test_a_full_cache_forgets_first_what_is_over(tmp_path):
    counts = SharedCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 6}})
    for number in range(5):
        counts.set(f"over{number}", 1, timeout=-1 if number else 0.001)
        counts.set(f"count{number}", 1, timeout=300)
    time.sleep(0.01)
    counts.set("new", 1, timeout=300)
    assert all(counts.get(f"count{number}") for number in range(5))


def test_a_code_of_an_application_works_once(make, monkeypatch):
    from allauth.mfa.totp.internal import auth

    totp = auth.TOTP.activate(make("two@example.ru"), auth.generate_totp_secret())
    now = int(time.time())
    monkeypatch.setattr(auth.time, "time", lambda: now)
    secret = decrypt(totp.instance.data["secret"])
    code = auth.format_hotp_value(auth.hotp_value(secret, now // 30))
    assert totp.validate_code(code) and not totp.validate_code(code)


def test_seeds_of_factors_are_encrypted_and_a_lost_key_opens_nothing(make, settings, tmp_path, monkeypatch):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal import auth

    now = int(time.time())
    monkeypatch.setattr(auth.time, "time", lambda: now)
    person, secret = make("sealed@example.ru"), auth.generate_totp_secret()
    totp, spare = auth.TOTP.activate(person, secret), RecoveryCodes.activate(person)
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))
    code, words = auth.format_hotp_value(auth.hotp_value(secret, now // 30)), spare.generate_codes()
    settings.VAR = tmp_path
    assert not totp.validate_code(code)
    assert not set(words) & set(spare.generate_codes()) and spare.generate_codes() != spare.generate_codes()


def test_a_seed_of_before_holds(make, monkeypatch):
    from allauth.mfa.totp.internal import auth

    now, secret = int(time.time()), auth.generate_totp_secret()
    monkeypatch.setattr(auth.time, "time", lambda: now)
    row = Authenticator.objects.create(user=make("open@example.ru"), type="totp", data={"secret": secret})
    assert auth.TOTP(row).validate_code(auth.format_hotp_value(auth.hotp_value(secret, now // 30)))


def test_signing_in_makes_a_new_session_and_signing_out_ends_it(make):
    browser, person = Client(), make("one@example.ru")
    browser.get(reverse("account_login"))
    browser.session["before"] = 1
    before = browser.session.session_key
    browser.post(reverse("account_login"), {"login": person.email, "password": RIGHT})
    key = browser.session.session_key
    assert key != before and len(key) == 32
    stolen = Client()
    stolen.cookies.load(browser.cookies.output(header="", sep=";"))
    assert inside(stolen)
    browser.post(reverse("account_logout"))
    assert not inside(stolen) and not Session.objects.filter(session_key=key).exists()


def test_a_sign_in_ends_after_a_week_however_much_it_is_used(make, settings):
    browser = sign_in(make("one@example.ru"))
    assert inside(browser)
    session = browser.session
    assert session.get_expiry_age() == settings.SESSION_COOKIE_AGE == 12 * 3600
    session[BEGAN_KEY] = int(time.time()) - settings.SIGN_IN_LASTS + 60
    session.save()
    assert inside(browser)
    session = browser.session
    session[BEGAN_KEY] = int(time.time()) - settings.SIGN_IN_LASTS - 1
    session.save()
    answer = browser.get(reverse("accounts:account"))
    assert answer.status_code == 302 and answer["Location"].endswith("next=/account/")


def test_an_unused_sign_in_ends_by_itself(make):
    browser = sign_in(make("one@example.ru"))
    assert inside(browser)
    Session.objects.update(expire_date=timezone.now())
    assert not inside(browser)


def test_a_closed_account_is_signed_out_everywhere(make, admin, at):
    person = make("one@example.ru")
    browsers = [sign_in(person), sign_in(person)]
    assert all(map(inside, browsers))
    person_close(actor=actor_of(admin), person=person, at=at)
    assert not any(map(inside, [*browsers, sign_in(person)]))


def test_the_operator_signs_out_one_or_everybody(make):
    one, other = make("one@example.ru"), make("other@example.ru")
    browsers = [sign_in(one), sign_in(one), sign_in(other)]
    assert all(map(inside, browsers))
    for person in (one, other):
        digest = {"digest": f"{person.pk}".zfill(64), "head": "svt_xxxx", "scope": "read"}
        AccessToken.objects.create(person=person, name="n", **TERM, **digest)
    call_command("sign_out", "one@example.ru")
    assert [inside(each) for each in browsers] == [False, False, True]
    assert AccessToken.objects.get(revoked_at=None).person == other
    call_command("sign_out", everybody=True)
    assert not AccessToken.objects.filter(revoked_at=None).exists()
    assert LedgerEntry.objects.filter(action="person.sign_out").count() == 2
    assert not inside(browsers[2]) and inside(sign_in(other))
    with pytest.raises(CommandError):
        call_command("sign_out")


def test_a_lost_factor_is_taken_away_by_the_operator_and_its_owner_is_written_to(make):
    person = make("one@example.ru")
    browser = sign_in(person)
    assert inside(browser)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    token = AccessToken.objects.create(person=person, name="n", digest="d", **TERM)
    call_command("forget_factor", person.email)
    token.refresh_from_db()
    assert token.revoked_at and not inside(browser) and inside(sign_in(person))
    letter = OutgoingMail.objects.get(to=person.email)
    assert "второй шаг" in letter.subject.lower() and letter.confidential
    entry = LedgerEntry.objects.latest("index")
    assert (entry.action, entry.actor) == ("person.forget_factor", "system")
    for nobody in (person.email, "nobody@example.ru"):
        with pytest.raises(CommandError):
            call_command("forget_factor", nobody)


def test_every_page_of_the_signed_in_leads_out(client, make):
    client.force_login(make("one@example.ru"))
    for url in ("/", "/desk/", "/account/", "/clusters/", reverse("mfa_index")):
        assert reverse("account_logout") in client.get(url).content.decode(), url


def test_passwords_are_masked_and_managers_may_fill_them_in(client, make):
    page = client.get(reverse("account_login")).content.decode()
    assert 'type="password"' in page and 'autocomplete="current-password"' in page
    client.force_login(make("one@example.ru"))
    page = client.get(reverse("account_change_password")).content.decode()
    assert page.count('type="password"') == 3 and 'autocomplete="new-password"' in page


def test_a_form_takes_its_own_fields_alone(client, make):
    person = make("one@example.ru")
    client.force_login(person)
    more = {"email": "x@example.ru", "is_active": "", "password": "x", "pseudonym": "", "grants": "1"}
    answer = client.post(reverse("accounts:account"), {"name": "New", "language": "en", **more})
    before, after = vars(person).copy(), vars(type(person).objects.get(pk=person.pk))
    changed = {name for name in after if not name.startswith("_") and after[name] != before.get(name)}
    assert answer.status_code == 302 and changed <= {"name", "language", "last_login"}


def test_a_new_password_asks_for_the_old_one_and_signs_all_other_browsers_out(make):
    person = make("one@example.ru")
    here, there = sign_in(person), sign_in(person)
    assert inside(here) and inside(there)
    new = {"password1": "a sentence of my own", "password2": "a sentence of my own"}
    here.post(reverse("account_change_password"), {"oldpassword": "guessed", **new})
    assert inside(there)
    here.post(reverse("account_change_password"), {"oldpassword": RIGHT, **new})
    assert inside(here) and not inside(there)
    assert inside(sign_in(person, "a sentence of my own"))


def test_an_address_is_changed_only_by_who_shows_again_who_he_is(client, make):
    client.force_login(make("one@example.ru"))
    answer = client.post(reverse("account_email"), {"email": "fresh@example.ru", "action_add": ""})
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_reauthenticate"))


def test_pages_carry_the_key_of_what_waits_in_the_browser_to_its_owner_alone(client, make):
    def key():
        return re.search(r'<body [^>]*data-key="([0-9a-f]*)"', client.get("/clusters/").content.decode())[1]

    one, two, keys = make("one@example.ru"), make("two@example.ru"), []
    for person in (one, two, one):
        client.force_login(person)
        keys.append(key())
    assert keys[0] == keys[2] != keys[1] and {len(each) for each in keys} == {64}
    client.logout()
    assert key() == ""


def test_a_role_that_needs_a_second_factor_is_led_to_it(client, admin, manager, settings):
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    client.force_login(manager)
    assert client.get("/desk/").status_code == 200
    client.force_login(admin)
    answer = client.get("/desk/")
    assert answer.status_code == 302 and answer["Location"] == reverse("mfa_index")
    assert client.post("/team/", {"email": "x@example.ru"})["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    codes = Authenticator.objects.create(user=admin, type="recovery_codes", data={})
    assert client.get("/desk/").status_code == 302
    Authenticator.objects.create(user=codes.user, type="totp", data={"secret": "x"})
    assert client.get("/desk/").status_code == 200


def test_a_second_factor_is_asked_of_everybody_where_the_operator_says_so(client, make, settings):
    settings.SECOND_FACTOR_ROLES = ["everybody"]
    apps.get_app_config("accounts").ready()  # a word of its own, not a wrong role
    assert client.get("/clusters/").status_code == 200, "of visitors nothing is asked"
    person = make("any@example.ru")
    client.force_login(person)
    for page in ("/desk/", "/clusters/"):
        assert client.get(page)["Location"] == reverse("mfa_index")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    assert client.get("/desk/").status_code == 200


def test_a_role_that_is_none_stops_the_start(settings):
    settings.SECOND_FACTOR_ROLES = ["administrator", "secretery"]
    with pytest.raises(ImproperlyConfigured, match="secretery"):
        apps.get_app_config("accounts").ready()


def test_a_reset_of_the_password_leaves_the_second_factor_asked(make):
    from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
    from allauth.account.utils import user_pk_to_url_str
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    person, browser = make("one@example.ru"), Client()
    TOTP.activate(person, generate_totp_secret())
    token = EmailAwarePasswordResetTokenGenerator().make_token(person)
    link = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": token})
    page = browser.get(link, follow=True)
    new = {"password1": "a sentence of my own", "password2": "a sentence of my own"}
    browser.post(page.redirect_chain[-1][0], new)
    person.refresh_from_db()
    assert person.check_password("a sentence of my own") and not inside(browser)
    browser = sign_in(person, "a sentence of my own")
    assert not inside(browser) and browser.get(reverse("mfa_authenticate")).status_code == 200
    assert "password1" not in Client().get(link, follow=True).content.decode()  # once


def test_the_log_says_who_came_in_who_did_not_and_names_nobody(make, caplog):
    person = make("one@example.ru", name="Canary Name")
    with caplog.at_level(logging.INFO, logger="svetovod.security"):
        sign_in(person, "канарейка-пароля")
        browser = sign_in(person)
        browser.post(reverse("account_logout"))
        make("two@example.ru")
    said = caplog.text
    for event in ("sign_in.failed", "sign_in.done", "sign_out.done"):
        assert event in said
    assert f"person={person.pseudonym}" in said and "from=127.0.0.1" in said
    for secret in (person.email, "Canary", "канарейка"):
        assert secret not in said


def test_the_log_says_who_was_refused_what(client, make, caplog):
    client.force_login(make("one@example.ru"))
    with caplog.at_level(logging.INFO, logger="svetovod.security"):
        assert client.get("/team/").status_code == 403
    assert "denied" in caplog.text and "route=accounts:team" in caplog.text


def test_pages_of_the_signed_in_are_kept_by_nobody(client, make):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    client.force_login(make("one@example.ru"))
    assert client.get("/desk/")["Cache-Control"] == "private, no-store"
    assert "public" in client.get("/api/v1/clusters/")["Cache-Control"]  # says what it says to everybody


def test_no_page_promises_of_any_form_that_its_words_are_kept(make):
    """Drafts are; whoever sent another form is told to copy it first."""
    page = Client().get(reverse("account_login"), {"next": "/sessions/"}, headers={"accept-language": "en"})
    assert "If you were sending another form, it was not taken" in page.content.decode()
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    browser.force_login(make("one@example.ru"))
    answer = browser.post(reverse("account_logout"))
    assert answer.status_code == 403 and "copy what you typed, reload the page" in answer.content.decode()
