"""The register of readings and marks: a row for each, never changed, each day under one root in the journal."""

import io
import json
from datetime import UTC, timedelta

import pgtrigger
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.web.secrecy.conftest import ADDRESS, office, url

from svetovod.cli import doctor_files
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.selectors import own_data
from svetovod.web.accounts.services import person_erase
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.documents.services import attachment_add
from svetovod.web.registry.models import Organisation, OrganisationPlace
from svetovod.web.secrecy import bridge, days, exporting, personal, selectors, services, tasks
from svetovod.web.secrecy.models import DocumentReading, MarkTurn, ReadingDay, SecrecyMark
from svetovod.web.secrecy.register import leaf_of

pytestmark = pytest.mark.django_db


def test_each_holder_of_the_same_bytes_has_a_row(client, attach, secret, owner, make, at):
    again = SimpleUploadedFile("Второй.pdf", secret.path.read_bytes())
    second = attachment_add(actor=actor_of(owner), subject=owner.grants.get(), upload=again, kind="other", at=at)
    SecrecyMark.objects.filter(attachment=second).update(holder=999, holder_name="Второй обладатель")
    bundle = attach(office(), "Архив.xlsx")
    services.archive_enclose(archive=bundle, hashes=[secret.sha256])
    client.force_login(owner)
    assert b"".join(client.get(url(bundle))) == bundle.path.read_bytes()
    assert set(DocumentReading.objects.values_list("holder", flat=True)) == {secret.mark.holder, 999}


def test_readings_go_on_with_the_record_it_was_merged_into(client, secret, reader, make, house):
    client.force_login(reader)
    client.get(url(secret))
    survivor = Organisation.objects.create(inn="0000000072", name="АО «Завод»", region="RU-MO")
    Organisation.objects.filter(pk=house.pk).update(merged_into=survivor)
    heir = make("heir@example.ru", ("participant", "organisation", str(survivor.pk)))
    assert selectors.readings(actor_of(heir)).count() == 1


def test_the_register_is_never_changed(client, secret, reader):
    client.force_login(reader)
    client.get(url(secret))
    for sql in ("UPDATE secrecy_documentreading SET how = 'view'", "DELETE FROM secrecy_documentreading"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_day_is_closed_under_one_root(client, secret, reader):
    client.force_login(reader)
    client.get(url(secret))
    tomorrow = timezone.now() + timedelta(days=1, hours=2)
    assert days.days_close(at=timezone.now()) == 0
    assert (days.days_close(at=tomorrow), days.days_close(at=tomorrow)) == (1, 0)
    closed = ReadingDay.objects.get()
    assert closed.root in LedgerEntry.objects.get(action="readings.close").body and days.fault_of(closed) == ""
    with pgtrigger.ignore("secrecy.DocumentReading:append_only"):
        row = DocumentReading.objects.get()
        for changed in ({"how": "original"}, {"name": "Другой.pdf"}, {"holder_name": "Другой"}):
            DocumentReading.objects.update(**changed)
            assert days.fault_of(closed) == "rows"
            DocumentReading.objects.update(how=row.how, name=row.name, holder_name=row.holder_name)
        assert days.faults() == []
    with pgtrigger.ignore("secrecy.MarkTurn:append_only"):
        for changed in ({"ground": "Пункт 9"}, {"entry": 99}, {"acting_as": "-"}, {"leaf": "0" * 64}):
            kept = MarkTurn.objects.values(*changed).get()
            MarkTurn.objects.update(**changed)
            assert days.fault_of(closed) == "rows"
            MarkTurn.objects.update(**kept)
        assert days.faults() == []
    with transaction.atomic():  # a row put in by SQL has a moment, and so a day that does not know it
        row = MarkTurn.objects.get()
        row.pk, row.ground = None, "Пункт 9"
        row.save(force_insert=True)
        assert days.faults() == [(closed.day, "rows")]
        row.recorded_at = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
        transaction.set_rollback(True)
    with pgtrigger.ignore("secrecy.DocumentReading:append_only"):
        DocumentReading.objects.all().delete()
        assert days.fault_of(closed) == "root"
    with pgtrigger.ignore("secrecy.ReadingDay:append_only"):  # whoever rewrites both tables has the journal against him
        ReadingDay.objects.update(size=0, root=bridge.root_of([]))
    assert days.faults() == [(closed.day, "root")]


def test_rows_on_a_day_that_was_never_closed_are_told(client, secret, reader):
    """Nobody read anything that day: a reading or a mark put in by SQL has no root that it would not fit."""
    client.force_login(reader)
    client.get(url(secret))
    today = timezone.now().astimezone(UTC)
    for forged in (DocumentReading, MarkTurn):
        row = forged.objects.first()
        row.pk, row.recorded_at = None, today - timedelta(days=9)
        row.leaf = leaf_of(row, str(row.person.pseudonym))  # all of it is right but the day
        with transaction.atomic():
            row.save(force_insert=True)
            assert days.faults() == [], "nothing is closed yet: the first closing takes all there is"
            transaction.set_rollback(True)
    assert days.days_close(at=today + timedelta(days=1, hours=2)) == 1
    assert days.faults() == []
    for forged in (DocumentReading, MarkTurn):
        row = forged.objects.first()
        row.pk, row.recorded_at = None, today - timedelta(days=9)
        row.leaf = leaf_of(row, str(row.person.pseudonym))
        row.save(force_insert=True)
    long_ago = row.recorded_at.date()
    assert days.faults() == [(long_ago, "unclosed")]
    said = doctor_files.readings()
    assert said.status == "problem" and f"{long_ago}, unclosed" in said.en
    assert days.days_close(at=today + timedelta(days=2, hours=2)) == 0, "nor is it given a root afterwards"
    with pytest.raises(RuntimeError, match="unclosed"):
        tasks.days_close(0)


def test_the_register_is_read_by_the_holder_and_the_auditor(client, secret, owner, reader, make):
    client.force_login(reader)
    client.get(url(secret))
    page = reverse("secrecy:register")
    assert client.get(page).status_code == 403
    auditor = make("auditor@example.ru", ("auditor", "platform", ""))
    rival = make("rival@example.ru", ("participant", "organisation", "999"))
    for person, seen in ((owner, True), (auditor, True), (rival, False)):
        client.force_login(person)
        text = client.get(page).content.decode()
        assert ("Эксперт 3" in text) is seen and (secret.name in text) is seen
    client.force_login(owner)
    assert client.get(page, {"since": "вчера"}).status_code == 422
    assert "Эксперт 3" not in client.get(page, {"document": "нет такого"}).content.decode()
    assert (
        "Эксперт 3" in client.get(page, {"who": "эксперт", "how": "copy", "document": secret.sha256}).content.decode()
    )


def test_the_register_leaves_as_a_workbook_with_an_entry(client, secret, owner, reader):
    client.force_login(reader)
    client.get(url(secret))
    assert client.post(reverse("secrecy:register_xlsx")).status_code == 403
    client.force_login(owner)
    response = client.post(reverse("secrecy:register_xlsx"), {"who": "эксперт"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2 and "Эксперт 3" in rows[1]
    entry = LedgerEntry.objects.get(action="readings.export")
    assert json.loads(entry.body)["data"] == {"rows": 1, "marks": 0}


def test_a_sheet_that_is_cut_says_so(secret, owner, house, at, monkeypatch):
    monkeypatch.setattr(exporting, "MOST", 1)
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at, ground="Опубликован")
    content = exporting.register_export(actor=actor_of(owner), narrowed={}, at=at)
    marks = list(load_workbook(io.BytesIO(content))["Грифы"].values)
    assert len(marks) == 3 and "последние" in marks[-1][0]


def test_the_page_of_a_document(client, secret, owner, reader):
    page = reverse("secrecy:document", args=[secret.pk])
    client.force_login(reader)
    text = client.get(page).content.decode()
    assert ADDRESS in text and "?original=1" not in text and "mark/off" not in text
    assert client.post(page, {"holder": 1}).status_code == 403
    client.force_login(owner)
    assert "?original=1" in client.get(page).content.decode()
    lift = reverse("secrecy:mark_lift", args=[secret.pk])
    assert client.post(lift).status_code == 409  # without a reason
    client.post(lift, {"ground": "Договор опубликован"})
    secret.refresh_from_db()
    assert not secret.marked
    client.post(page, {"holder": SecrecyMark.objects.count() or owner.grants.get().scope_id})
    secret.refresh_from_db()
    assert secret.marked


def test_ones_own_readings_are_given_out_and_the_name_goes(client, secret, owner, reader, at):
    client.force_login(reader)
    client.get(url(secret))
    assert own_data(actor_of(reader))["readings"][0]["document"] == secret.name
    person_erase(actor=actor_of(reader), person=reader, at=at)
    client.force_login(owner)
    assert "Эксперт 3" not in client.get(reverse("secrecy:register")).content.decode()
    assert DocumentReading.objects.count() == 1


RIVAL = ("participant", "organisation", "99")


def page_of(client, file, person):
    client.force_login(person)
    return client.get(reverse("secrecy:document", args=[file.pk])).content.decode()


def test_marked_twice_it_is_a_secret_since_the_first_time(secret, owner, house, at):
    """A ground that is given later enters the register; nothing new makes no line there."""
    again = {"actor": actor_of(owner), "attachment": secret, "holder": house.pk}
    services.mark_set(**again, at=at + timedelta(days=1))
    services.mark_set(**again, at=at + timedelta(days=2), ground="Пункт 4 перечня")
    assert SecrecyMark.objects.get().marked_at == at
    assert list(MarkTurn.objects.order_by("id").values_list("turn", "ground")) == [
        ("set", ""), ("set", "Пункт 4 перечня"),
    ]  # fmt: skip
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at + timedelta(days=3), ground="Опубликован")
    assert MarkTurn.objects.get(turn="lifted").since == at


def test_another_holder_is_given_no_ground_for_the_mark_before(secret, owner, make, house, at):
    other = Organisation.objects.create(inn="0000000072", name="АО «Завод 5»", region="RU-MO")
    OrganisationPlace.objects.create(organisation=other, kind="head", kpp="000001001", region="RU-MO", address=ADDRESS)
    owner.grants.create(role="participant", scope="organisation", scope_id=str(other.pk), granted_at=at)
    both = actor_of(owner)
    services.mark_set(actor=both, attachment=secret, holder=other.pk, at=at + timedelta(days=1), ground="Пункт 7")
    turns = MarkTurn.objects.order_by("id").values_list("turn", "holder", "ground")
    assert list(turns)[1:] == [("lifted", house.pk, ""), ("set", other.pk, "Пункт 7")]
    entry = LedgerEntry.objects.filter(action="document.mark").latest("index")
    assert json.loads(entry.body)["data"]["previous_holder"] == house.pk


def test_marks_put_on_and_off_stand_in_the_register(client, attach, secret, owner, reader, house, make, at):
    """Who, when and on what ground; once it is off, the page says that it was a secret and from when to when."""
    services.mark_lift(actor=actor_of(owner), attachment=secret, at=at + timedelta(days=2), ground="Цены опубликованы")
    set_, lifted = MarkTurn.objects.order_by("id")
    assert (set_.turn, lifted.turn, lifted.since, lifted.ground) == ("set", "lifted", at, "Цены опубликованы")
    entries = LedgerEntry.objects.filter(action__in=["document.mark", "document.unmark"]).order_by("index")
    assert [set_.entry, lifted.entry] == list(entries.values_list("index", flat=True))
    client.force_login(reader)
    page = client.get(reverse("secrecy:document", args=[secret.pk])).content.decode()
    assert "составлял коммерческую тайну с" in page and "Цены опубликованы" not in page
    assert "Цены опубликованы" not in page_of(client, secret, make("rival@example.ru", RIVAL))
    assert "Цены опубликованы" in page_of(client, secret, owner)
    register = client.get(reverse("secrecy:register")).content.decode()
    assert "Постановка и снятие грифа" in register and "гриф снят" in register and "Цены опубликованы" in register
    assert "гриф снят" not in client.get(reverse("secrecy:register"), {"how": "copy"}).content.decode()
    book = load_workbook(io.BytesIO(client.post(reverse("secrecy:register_xlsx")).content))
    rows = list(book["Грифы"].values)
    assert [row[4] for row in rows[1:]] == ["гриф снят", "гриф поставлен"] and rows[1][8] == lifted.entry
    client.force_login(make("rival-marks@example.ru", RIVAL))
    assert "Цены опубликованы" not in client.get(reverse("secrecy:register")).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        MarkTurn.objects.update(ground="-")
    assert personal.export_marks(owner)[1]["ground"] == "Цены опубликованы"


def test_a_copy_that_follows_its_file_stands_there_too(secret, owner, at):
    upload = SimpleUploadedFile("again.pdf", secret.path.read_bytes())
    again = attachment_add(actor=actor_of(owner), subject=owner.grants.get(), upload=upload, kind="other", at=at)
    event = MarkTurn.objects.get(document=again.pk)
    assert (event.turn, event.person, event.entry) == ("followed", owner, None)
