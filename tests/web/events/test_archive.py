"""The archive: photographs with author, rights and consent, published without what the camera wrote; logos."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.pictures import size_of
from svetovod.web.events import archive_page, press_release, programme_paper, selectors, services
from svetovod.web.events.models import ConsentDocument, RegistrationConsent

GPS, MAKER = 0x8825, 0x010F


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def photo(size=(3000, 1500)):
    picture = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[MAKER] = "Camera of somebody"
    exif.get_ifd(GPS)[1] = "N"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("DSC_0001.jpg", out.getvalue())


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def press(person, session):
    return person("press@example.org", ("press_officer", "session", session.slug))


@pytest.fixture
def entry(session, press, at):
    words = {"title": "Открытие", "author": "Фотограф", "rights": "Свободно с указанием автора"}
    return services.entry_add(actor=actor_of(press), session=session, upload=photo(), at=at, **words)


def test_a_photograph_waits_for_the_reason_why_people_may_be_shown(session, entry, press, client, clock, at):
    assert client.get(url("archive_file", entry.pk, "full")).status_code == 404
    with pytest.raises(Refused):
        services.entry_publish(actor=actor_of(press), entry=entry, at=at)
    client.force_login(press)
    client.post(url("archive_move", "people", entry.pk), {"people": "event"})
    assert client.post(url("archive_move", "publish", entry.pk)).status_code == 302
    client.logout()
    shown = Image.open(BytesIO(b"".join(client.get(url("archive_file", entry.pk, "full")))))
    assert shown.size == (2400, 1200) and not shown.getexif() and "exif" not in shown.info
    assert Image.open(BytesIO(b"".join(client.get(url("archive_file", entry.pk, "small"))))).width == 640
    page = client.get(url("archive")).content.decode()
    assert "Фотограф" in page and "Свободно с указанием автора" in page
    assert client.get(url("archive_file", entry.pk, "original")).status_code == 404


def test_what_is_taken_back_is_gone_and_what_is_public_is_not_removed(session, entry, press, client, at):
    actor = actor_of(press)
    services.entry_people(actor=actor, entry=entry, people="nobody", at=at)
    for _twice in range(2):
        services.entry_publish(actor=actor, entry=entry, at=at)
    assert Attachment.objects.filter(subject_id=str(entry.pk)).count() == 3
    with pytest.raises(Refused):
        services.entry_remove(actor=actor, entry=entry, at=at)
    services.entry_withdraw(actor=actor, entry=entry, at=at)
    assert client.get(url("archive_file", entry.pk, "full")).status_code == 404
    assert [each.kind for each in Attachment.objects.filter(subject_id=str(entry.pk))] == ["original"]
    services.entry_remove(actor=actor, entry=entry, at=at)
    assert not session.archive.exists() and not Attachment.objects.filter(subject_id=str(entry.pk)).exists()
    assert "title" not in LedgerEntry.objects.get(action="archive.remove").body


def test_a_file_that_is_gone_is_told(session, entry, press, client, at):
    actor = actor_of(press)
    services.entry_people(actor=actor, entry=entry, people="nobody", at=at)
    original = Attachment.objects.get()
    kept = original.path.read_bytes()
    original.path.rename(original.waiting_path)
    with pytest.raises(Refused) as refusal:
        services.entry_publish(actor=actor, entry=entry, at=at)
    assert refusal.value.code == "archive.unscanned"
    original.waiting_path.unlink()
    with pytest.raises(Refused) as refusal:
        services.entry_publish(actor=actor, entry=entry, at=at)
    assert refusal.value.code == "archive.missing"
    original.path.write_bytes(kept)
    services.entry_publish(actor=actor, entry=entry, at=at)
    archive_page.copy_of(entry, "full").path.unlink()
    assert client.get(url("archive_file", entry.pk, "full")).status_code == 404


def test_who_has_not_agreed_stands_before_whoever_publishes(session, register, press, client, clock, at):
    rows = [register(email=f"{name}@example.org", name=name) for name in ("agreed", "silent", "withdrawn")]
    document = ConsentDocument.objects.get(code="photo")
    for row, withdrawn in ((rows[0], None), (rows[2], at)):
        RegistrationConsent.objects.create(
            registration=row.registration, document=document, given_at=at, withdrawn_at=withdrawn
        )
    client.force_login(press)
    absent = client.get(url("archive_desk")).context["absent"]
    assert [(row.person.name, row.taken_back) for row in absent] == [("withdrawn", True), ("silent", False)]


def test_the_desk_keeps_what_is_given_and_nobody_else_does(session, press, client, clock, at, person):
    client.force_login(press)
    words = {
        "title": "Слайды",
        "author": "Ассоциация",
        "rights": "Свободно",
        "file": SimpleUploadedFile("a.svg", b"<svg/>"),
    }
    assert client.post(url("archive_desk"), {"title": "x"}).status_code == 422
    refused = client.post(url("archive_desk"), words, headers={"referer": f"http://testserver{url('archive_desk')}"})
    said = refused.content.decode()
    assert refused.status_code == 422 and "не принимаются" in said and 'value="Слайды"' in said, "what was typed stays"
    words["file"] = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")
    client.post(url("archive_desk"), words)
    entry = session.archive.get()
    assert (entry.kind, entry.published_at) == ("material", None)
    client.post(url("archive_move", "publish", entry.pk))
    client.force_login(person("guest@example.org"))
    assert client.get(url("archive_desk")).status_code == 403
    with zipfile.ZipFile(BytesIO(b"".join(client.get(url("archive_zip"))))) as archive:
        assert archive.namelist() == ["001.pdf", "README.txt"]
        assert archive.testzip() is None and archive.read("001.pdf") == b"%PDF-1.4 x"
        assert "Ассоциация" in archive.read("README.txt").decode()


def test_one_file_of_all_is_built_for_whoever_takes_it_and_not_without_end(
    session, entry, press, client, at, monkeypatch, django_assert_max_num_queries
):
    for number in range(2):
        made = services.entry_add(
            actor=actor_of(press), session=session, upload=SimpleUploadedFile("a.pdf", b"%%PDF-1.4 %d" % number), at=at,
            title="Слайды", author="Ассоциация", rights="Свободно",
        )  # fmt: skip
        services.entry_publish(actor=actor_of(press), entry=made, at=at)
    with django_assert_max_num_queries(2):
        assert len(archive_page.bundled(session)) == 2
    page, file = url("archive"), url("archive_zip")
    with monkeypatch.context() as patched:
        patched.setattr(archive_page, "bundle", None)
        assert client.head(file)["Content-Type"] == "application/zip"
    assert client.get(file).streaming and file in client.get(page).content.decode()
    monkeypatch.setattr(archive_page, "MOST_BUNDLE", 12)
    assert client.get(file).status_code == 404
    assert file not in client.get(page).content.decode()


def test_the_release_of_the_results_leads_to_the_archive(session, entry, press, at):
    def text(kind):
        return press_release.of(session, kind, "ru", at=at, show_future=False).text

    assert url("archive") not in text("after")
    services.entry_people(actor=actor_of(press), entry=entry, people="event", at=at)
    services.entry_publish(actor=actor_of(press), entry=entry, at=at)
    assert url("archive") in text("after") and url("archive") not in text("before")


def logo(form="PNG", size=(1200, 300)):
    out = BytesIO()
    Image.new("RGBA" if form == "PNG" else "RGB", size, "navy").save(out, form)
    return SimpleUploadedFile(f"logo.{form.lower()}", out.getvalue())


@pytest.mark.usefixtures("journal_watched")
def test_a_logo_is_drawn_anew_and_stands_on_the_page_and_on_papers(session, organiser, client, clock, at):
    client.force_login(organiser)
    body = session.bodies.first().name
    assert client.post(url("logos"), {"name": body}).status_code == 422
    assert client.post(url("logos"), {"name": body, "file": logo()}).status_code == 302
    kept = session.logos.get()
    assert (kept.width, kept.height) == (600, 150)
    client.logout()
    assert b"".join(client.get(url("logo", kept.pk))).startswith(b"\x89PNG")
    assert url("logo", kept.pk) in client.get(url("session_detail")).content.decode()
    assert len(programme_paper.of(session, selectors.programme(session)).logos) == 1
    made = services.session_clone(
        actor=actor_of(organiser), session=session, slug="next", starts_on=at.date(), at=at
    )  # fmt: skip
    assert [archive_page.logo_file(each).sha256 for each in made.logos.all()] == [archive_page.logo_file(kept).sha256]


def test_svg_is_refused_in_words_and_a_stranger_gives_none(session, organiser, at):
    body = session.bodies.first().name
    given = {"session": session, "name": body, "at": at}
    for content, code in ((b"<?xml version='1.0'?><svg/>", "logo.svg"), (b"%PDF-1.4", "logo.type")):
        with pytest.raises(Refused) as refusal:
            services.logo_set(actor=actor_of(organiser), upload=SimpleUploadedFile("l.svg", content), **given)
        assert refusal.value.code == code
    with pytest.raises((Denied, Hidden)):
        services.logo_set(actor=actor_of(session_guest(session)), upload=logo("JPEG"), **given)
    services.logo_set(actor=actor_of(organiser), upload=logo("JPEG"), **given)
    services.logo_remove(actor=actor_of(organiser), session=session, pk=session.logos.get().pk, at=at)
    assert not session.logos.exists() and not Attachment.objects.exists()


def test_the_last_body_of_a_name_takes_its_logo_along(session, organiser, at):
    actor, name = actor_of(organiser), session.bodies.first().name
    twice = session.bodies.create(name=name, role="partner")
    services.logo_set(actor=actor, session=session, name=name, upload=logo(), at=at)
    services.body_remove(actor=actor, session=session, pk=twice.pk, at=at)
    assert session.logos.exists()
    for body in session.bodies.filter(name=name):
        services.body_remove(actor=actor, session=session, pk=body.pk, at=at)
    assert not session.logos.exists() and not Attachment.objects.exists()


def session_guest(session):
    from svetovod.web.accounts.models import Person

    return Person.objects.get_or_create(email="nobody@example.org", defaults={"name": "nobody", "password": "!"})[0]


def test_a_page_keeps_the_place_of_each_photograph(session, entry, press, client, at):
    services.entry_people(actor=actor_of(press), entry=entry, people="event", at=at)
    services.entry_publish(actor=actor_of(press), entry=entry, at=at)
    ((_row, size),) = archive_page.photos([entry])
    with Image.open(archive_page.copy_of(entry, "small").path) as picture:
        assert size == picture.size
    assert f' width="{size[0]}" height="{size[1]}"' in client.get(url("archive")).content.decode()


def test_of_a_picture_that_is_gone_no_size_is_told(tmp_path):
    assert size_of("0" * 64, tmp_path / "gone") is None
    (tmp_path / "broken").write_bytes(b"no picture")
    assert size_of("1" * 64, tmp_path / "broken") is None
