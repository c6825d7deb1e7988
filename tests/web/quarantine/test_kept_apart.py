"""What is kept in quarantine: who sees it, who drops it, and when it goes by itself."""

import os
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from svetovod.disk import PART
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.audit import words
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.quarantine import personal, services
from svetovod.web.quarantine.models import HeldFile

from .conftest import BAD, KIND

pytestmark = pytest.mark.django_db


def test_the_page_of_the_quarantine(scanned, send, client, admin, manager):
    assert client.get(reverse("quarantine:held_list")).status_code == 403
    send(BAD)
    row = HeldFile.objects.get()
    assert client.post(reverse("quarantine:held_drop", args=[row.pk])).status_code == 404
    client.force_login(admin)
    page = client.get(reverse("quarantine:held_list")).content.decode()
    assert "Eicar-Test-Signature" in page and row.sha256 in page and "ClamAV" in page
    scanned.CLAMD = str(scanned.VAR / "no.ctl")
    assert "не отвечает" in client.get(reverse("quarantine:held_list")).content.decode()
    scanned.CLAMD = ""
    assert "SVETOVOD_CLAMD" in client.get(reverse("quarantine:held_list")).content.decode()


def test_bytes_are_dropped_by_who_may_and_after_their_days(
    scanned, send, admin, manager, at, django_capture_on_commit_callbacks
):
    send(BAD)
    row = HeldFile.objects.get()
    with pytest.raises((Denied, Hidden)):
        services.held_drop(actor=actor_of(manager), held=row.pk, at=at)
    with pytest.raises(Hidden):
        services.held_drop(actor=actor_of(admin), held=0, at=at)
    with django_capture_on_commit_callbacks(execute=True):
        services.held_drop(actor=actor_of(admin), held=row.pk, at=at)
    row.refresh_from_db()
    assert not row.kept and not row.path.exists()
    assert LedgerEntry.objects.filter(action="file.drop").exists()
    send(BAD + b"2")
    with django_capture_on_commit_callbacks(execute=True):
        assert services.held_sweep(at=at + services.KEPT * 2) == 1
    assert not list((scanned.VAR / "quarantine").iterdir())


def test_half_a_file_of_a_killed_process_goes_the_next_day(scanned, send, at):
    send(BAD)
    half, now = scanned.VAR / "quarantine" / f"{PART}killed", scanned.VAR / "quarantine" / f"{PART}written"
    for path, written in ((half, at - timedelta(days=2)), (now, at)):
        path.write_bytes(b"half")
        os.utime(path, (written.timestamp(), written.timestamp()))
    assert services.held_sweep(at=at) == 1
    assert not half.exists() and now.exists() and HeldFile.objects.get().path.exists()


def test_another_file_of_the_folder_may_go_while_it_is_measured(scanned, send, monkeypatch):
    """Two that are kept at one moment: what the other was writing has its own name when the folder is read."""
    send(BAD)
    iterdir = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: [*iterdir(self), self / f"{PART}renamed"])
    send(BAD + b"2")
    assert [row.kept for row in HeldFile.objects.all()] == [True, True]


def test_a_person_who_is_erased_leaves_neither_name_nor_bytes(
    scanned, send, client, manager, django_capture_on_commit_callbacks
):
    send(BAD), send(BAD + b"2")
    client.logout()
    send(BAD)  # another's too
    assert personal.export(manager)[0]["file"] == "Смета.pdf"
    with django_capture_on_commit_callbacks(execute=True):
        personal.erase(manager)
    mine = HeldFile.objects.filter(person=manager)
    assert {(row.name, row.kept) for row in mine} == {("", False)} and len(mine) == 2
    other = HeldFile.objects.get(person=None)
    assert other.kept and [path.name for path in (scanned.VAR / "quarantine").iterdir()] == [other.sha256]


@pytest.mark.usefixtures("journal_watched")
def test_lines_of_the_same_bytes_are_locked_by_key_and_freed_once(scanned, send, client, admin, make, at):
    send(BAD)
    first = HeldFile.objects.get()
    other = HeldFile.objects.get(pk=first.pk)
    other.pk, other.person = None, make("other@example.ru")
    other.save()
    client.force_login(admin)
    asked = client.get("/quarantine/many/", {"do": "drop", "row": [first.pk, other.pk]}).content.decode()
    assert asked.count("освободится") == 1
    with CaptureQueriesContext(connection) as asked_for:
        services.held_drop(actor=actor_of(admin), held=other.pk, at=at)
    (locks,) = [each["sql"] for each in asked_for if "FOR NO KEY UPDATE" in each["sql"] and "heldfile" in each["sql"]]
    assert {str(first.pk), str(other.pk)} <= set(re.findall(r"\d+", locks)) and "ORDER BY" in locks
    assert not HeldFile.objects.filter(kept=True).exists()


@pytest.mark.usefixtures("journal_watched")
def test_many_are_dropped_and_none_is_let_out(scanned, send, client, admin):
    for number in range(3):
        send(BAD + str(number).encode())
    rows = list(HeldFile.objects.order_by("pk"))
    body = {"do": "drop", "row": [row.pk for row in rows]}
    assert client.post("/quarantine/many/", body).status_code == 403
    client.force_login(admin)
    services.held_drop(actor=actor_of(admin), held=rows[0].pk, at=rows[0].last_at)
    assert f'name="row" value="{rows[1].pk}" form="bulk"' in client.get("/quarantine/").content.decode()
    asked = client.get("/quarantine/many/", {"do": "drop", "all": "1"}).content.decode()
    assert asked.count('name="row"') == 2
    told = client.post("/quarantine/many/", body, follow=True).content.decode()
    assert not HeldFile.objects.filter(kept=True).exists() and 'id="undo"' in told and 'id="rest"' in told
    assert LedgerEntry.objects.filter(action="file.drop").count() == 3


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_quarantine_says_where_a_file_was_sent(scanned, client, admin, manager, at, lang):
    """In words; what it belonged to leads to the journal where that tells of it."""
    grant = manager.grants.get()
    record(actor=SYSTEM, action="role.grant", subject=grant, at=at)
    for number, place in enumerate(("projects:cost", f"{KIND}:{grant.pk}", f"{KIND}:0", "mail", "gone:page")):
        services.held_add(actor=SYSTEM, file=BytesIO(BAD + bytes([number])), name="", found="Eicar", place=place, at=at)
    client.force_login(admin)
    client.cookies["django_language"] = lang
    page = client.get(reverse("quarantine:held_list")).content.decode()
    line = {"ru": "строка сметы: подтверждение затрат", "en": "line of an estimate: proof of the costs"}[lang]
    thing = words.held(lang)["kinds"][KIND]
    history = reverse("audit:history", args=[KIND, grant.pk])
    assert line in page and "projects:cost" not in page and f"{KIND}:" not in page
    assert page.count(f">{thing}<") == 2 and page.count(f'<a href="{history}">{thing}</a>') == 1
    for (
        held
    ) in HeldFile.objects.all():  # where it was sent is nobody's page but the sender's: who, when and what stands there
        assert reverse("audit:history", args=["quarantine.heldfile", held.pk]) in page
    assert "gone:page" in page  # an old page that nobody has words for any more
    assert client.get(history).status_code == 200
