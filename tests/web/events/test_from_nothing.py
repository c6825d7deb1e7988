"""An empty installation, by pages alone: the first administrator comes in by the link that the command prints, lets an
organiser in, who drafts and announces the first session; a visitor without an account registers for it.

`tools/trials/session.py` (`make torture`) goes on from there in a browser, to the papers of a session of 150 people.
"""

import io
import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from svetovod.web.accounts.models import Person
from svetovod.web.events.models import PracticalSession, Registration
from svetovod.web.notices.models import OutgoingMail

PASSWORD = "Восемь-слов-и-один-ключ"
SESSION = "/sessions/first-2022"
DRAFT = {
    "title": "Первая сессия", "slug": "first-2022", "ordinal": "1", "place": "Калуга", "region": "RU-KLU",
    "zone": "Europe/Moscow", "attendance": "onsite", "starts_on": "2022-09-14", "ends_on": "2022-09-15",
    "precision": "day", "capacity": "120", "registration_until": "2022-09-07T18:00", "papers_until": "2022-09-01T18:00",
}  # fmt: skip
CONSENT = {
    "code": "personal-data", "version": "1.0", "title": "Согласие на обработку персональных данных",
    "text": "Кто, что, зачем, до когда.", "in_force_from": "2022-05-01", "required": "on",
}  # fmt: skip


def sent(client, path, **said):
    """A form that was taken: it leads on to a page that answers."""
    answer = client.post(path, said, follow=True)
    assert answer.redirect_chain and answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def entered(link, name):
    """Whoever is invited makes an account by the link and stays signed in."""
    client = Client()
    path = urlsplit(link).path
    assert client.get(path).status_code == 200
    sent(client, path, name=name, password=PASSWORD)
    return client


def letter(address, pattern):
    found = re.findall(rf"http\S+{pattern}", OutgoingMail.objects.filter(to=address).latest("pk").text)
    assert found, pattern
    return found[-1]


@pytest.mark.django_db
def test_the_first_session_of_an_empty_installation(clock):
    clock(datetime(2022, 8, 1, 9, tzinfo=UTC))
    assert not Person.objects.exists() and not PracticalSession.objects.exists()
    said = io.StringIO()
    call_command("administrator", "admin@first.example", stdout=said)
    admin = entered(said.getvalue().strip().splitlines()[-1], "Администратор")
    sent(admin, "/team/", email="organiser@first.example", role="organiser", place="platform:")
    organiser = entered(letter("organiser@first.example", "/invitations/[^/]+/"), "Организатор")
    sent(organiser, "/sessions/consents/", **CONSENT)
    sent(organiser, "/sessions/new/", **DRAFT)
    visitor = Client()
    assert visitor.get(f"{SESSION}/").status_code == 404, "a draft is nobody else's"
    sent(organiser, f"{SESSION}/move/publish/")
    assert "Первая сессия" in visitor.get(f"{SESSION}/").content.decode()
    form = visitor.get(f"{SESSION}/register/").content.decode()
    consents = dict.fromkeys(re.findall(r'name="(consent_\d+)"', form), "on")
    assert consents, "nobody is asked for the consent to personal data"
    sent(
        visitor, f"{SESSION}/register/", kind="guest", name="Посетитель", email="visitor@first.example",
        organisation_name="Завод", region="RU-KLU", **consents,
    )  # fmt: skip
    own = letter("visitor@first.example", rf"{SESSION}/registration/[^/\s]+/")
    assert "подтвержд" in visitor.get(urlsplit(own).path).content.decode().lower()
    assert Registration.objects.count() == 1
    assert "Посетитель" in organiser.get(f"{SESSION}/registrations/").content.decode()
