"""Account pages speak with one voice: what allauth says is said in the words of this product."""

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.functional import Promise

from svetovod.web.accounts import rewording
from svetovod.web.accounts.templatetags.accounts_ui import browser

pytestmark = pytest.mark.django_db
# words of allauth's own Russian that ours does not use
UNEVEN = re.compile(r"учетн|Пожалуйста|аккаунт|сгенерир|деактивир|E-mail|безопасности|Вы успешно", re.IGNORECASE)
THEIRS = re.compile(r"(?<!%\()\bemail\b|two-factor|security key|sign up", re.IGNORECASE)
OPEN = ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/", "confirm-email/none/")
OWN = ("password/change/", "email/", "2fa/", "2fa/webauthn/", "sessions/", "reauthenticate/", "logout/")


def messages():
    groups = (rewording.FORMS, rewording.PAGES, rewording.TWO_STEP, rewording.SAID, rewording.LETTERS)
    return [one for group in groups for one in group if not isinstance(one, Promise)]


def theirs():
    with (Path(allauth.__file__).parent / "locale/ru/LC_MESSAGES/django.po").open("rb") as stream:
        return {m.id if isinstance(m.id, str) else m.id[0]: m for m in read_po(stream, locale="ru") if m.id}


def test_every_message_reworded_is_one_of_allauths():
    assert [one for one in messages() if one not in theirs()] == []


def test_ours_is_what_is_said():
    with translation.override("ru"):
        said = [translation.gettext(one) for one in messages()]
    assert [one for one in said if UNEVEN.search(one)] == []
    assert [one for one, source in zip(said, messages(), strict=True) if one == source and "{" not in one] == []


def english():
    path = Path(rewording.__file__).parent / "locale/en/LC_MESSAGES/django.po"
    with path.open("rb") as stream:
        ids = [message.id for message in read_po(stream, locale="en") if message.id]
    return [one if isinstance(one, str) else one[0] for one in ids]


def test_english_names_things_as_our_pages_do():
    with translation.override("en"):
        said = [translation.gettext(one) for one in messages()]
    assert [one for one in said if THEIRS.search(one)] == []


def test_english_reworded_is_allauths():
    assert len(english()) > 40 and [one for one in english() if one not in theirs()] == []


@pytest.mark.parametrize("page", OPEN + OWN)
def test_english_headings_are_sentences(client, make, page):
    if page in OWN:
        client.force_login(make("a@example.ru"))
    client.cookies["django_language"] = "en"
    answer = client.get(f"/accounts/{page}")
    shown = re.sub(r"\s+", " ", answer.content.decode())
    assert answer.status_code == 200
    assert [one for one in english() if f">{one}<" in shown or f"> {one} <" in shown] == []
    assert not THEIRS.search(re.sub(r"<script.*?</script>|<[^>]+>", " ", shown))


@pytest.mark.parametrize("page", OPEN)
def test_pages_of_a_visitor(client, page):
    shown = client.get(f"/accounts/{page}").content.decode()
    assert not UNEVEN.search(re.sub(r"<[^>]+>", " ", shown))


@pytest.mark.parametrize("page", OWN)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_of_the_signed_in(client, make, page, language):
    client.force_login(make("a@example.ru"))
    client.cookies["django_language"] = language
    answer = client.get(f"/accounts/{page}")
    shown = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    assert answer.status_code == 200
    assert not UNEVEN.search(shown) if language == "ru" else "Russian" not in shown


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 YaBrowser/24.7 Safari/537.36",
         "Yandex Browser, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Safari/604.1",
         "Safari, iPhone"),
        ("curl/8", "curl/8"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_in_two_words(agent, said):
    assert browser(agent) == said
