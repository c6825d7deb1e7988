"""Materials in versions, and who may open them."""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.events.seminars.conftest import pdf

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.events import services


def test_a_replaced_version_stays_and_the_same_file_is_none(material, lead, at):
    made = material()
    later = at + timedelta(days=1)
    assert services.material_put(actor=lead, material=made, upload=pdf(), note="", at=later).number == 1
    services.material_put(actor=lead, material=made, upload=pdf("2"), note="A misprint", at=later)
    assert [(each.number, each.put_at) for each in made.versions.all()] == [(2, later), (1, at)]


@pytest.mark.parametrize(
    ("access", "published", "readers"),
    [
        ("public", True, {"visitor", "seat", "expert", "speaker", "organiser"}),
        ("registered", True, {"seat", "expert", "speaker", "organiser"}),
        ("speakers", True, {"expert", "speaker", "organiser"}),
        ("public", False, {"organiser"}),
    ],
)
def test_a_material_is_open_to_its_circle_once_it_is_published(
    access, published, readers, material, session, seat, person, lead, at
):
    made = material(access, published=published)
    speaker = person("speaker@example.org")
    services.speaker_add(actor=lead, session=session, name="Эксперт 2", email=speaker.email, at=at)
    row, _token = seat()
    actors = {
        "visitor": VISITOR, "seat": actor_of(row.person), "organiser": lead, "speaker": actor_of(speaker),
        "expert": actor_of(person("expert@example.org", ("expert", "session", session.slug))),
    }  # fmt: skip
    file = made.versions.get().file
    from svetovod.web.documents.selectors import attachment_get

    found = set()
    for name, actor in actors.items():
        try:
            attachment_get(actor, file.pk)
        except (Hidden, Denied):
            continue
        found.add(name)
    assert found == readers


def test_the_link_of_the_letter_opens_materials_of_participants_alone(client, material, session, seat, register):
    open_one, closed = material("registered"), material("speakers")
    _row, token = seat()
    get = lambda each: client.get(reverse("events:own_material", args=[session.slug, token, each.pk, 1]))  # noqa: E731
    given = get(open_one)
    assert given["Content-Disposition"].startswith("attachment")
    assert given.getvalue().startswith(b"%PDF")
    assert get(closed).status_code == 404
    assert client.get(reverse("events:own_material", args=[session.slug, "0" * 40, open_one.pk, 1])).status_code == 404
    open_one.versions.get().file.path.unlink()
    assert get(open_one).status_code == 404


def test_whoever_teaches_prepares_and_the_organiser_publishes(item, session, lead, person, at):
    teacher = person("teacher@example.org")
    services.speaker_add(actor=lead, session=session, name="Эксперт ассоциации", email=teacher.email, at=at)
    actor = actor_of(teacher)
    made = services.material_add(actor=actor, item=item, title="Notes", access="public", upload=pdf(), at=at)
    with pytest.raises(Denied):
        services.material_publish(actor=actor, material=made, access="public", open=True, at=at)
    other = session.items.get(title="Меры поддержки регионов для кластеров")
    with pytest.raises(Denied):
        services.material_add(actor=actor, item=other, title="Notes", access="public", upload=pdf(), at=at)


def test_a_file_that_is_none_is_told_at_the_form(client, item, session, organiser):
    client.force_login(organiser)
    bad = {"title": "Slides", "access": "public", "file": SimpleUploadedFile("a.pdf", b"<html>")}
    answer = client.post(reverse("events:seminar_desk", args=[session.slug, item.pk]), bad)
    assert answer.status_code == 422
    assert not item.materials.exists()


def test_a_refused_version_keeps_the_note_beside_it(client, item, material, organiser, session):
    first, second = material(), material()
    client.force_login(organiser)
    address = reverse("events:material_put", args=[session.slug, item.pk, second.pk])
    for file in ({"file": SimpleUploadedFile("a.pdf", b"<html>")}, {}):
        answer = client.post(address, {"note": "Опечатка на листе 3", **file})
        shown = answer.content.decode()
        assert answer.status_code == 422 and shown.count('value="Опечатка на листе 3"') == 1
        forms = {row.pk: form for _alone, row, form, _access in answer.context["rows"]}
        assert "file" in forms[second.pk].errors and not forms[first.pk].is_bound
    assert second.versions.count() == 1
    sent = {"note": "-", "file": SimpleUploadedFile("a.pdf", b"<html>")}
    assert client.post(address, sent, headers={"X-Upload": "1"}).status_code == 409


def test_a_material_sent_from_a_refused_version_is_one_of_its_own(client, item, material, organiser, session):
    """The page stands at the address of the version then: a form without an address of its own would go there."""
    made = material()
    client.force_login(organiser)
    address = reverse("events:material_put", args=[session.slug, item.pk, made.pk])
    answer = client.post(address, {"note": "-"})
    assert answer.status_code == 422
    part = answer.content.decode().partition('id="new"')[2]
    action = urljoin(address, re.search(r'<form method="post" action="([^"]*)"', part)[1]).partition("#")[0]
    assert client.post(action, {"title": "Смета", "access": "speakers", "file": pdf("2")}).status_code == 302
    assert made.versions.count() == 1
    assert list(item.materials.exclude(pk=made.pk).values_list("title", "access")) == [("Смета", "speakers")]


def test_a_session_leads_to_an_archive_that_shows_something(client, clock, material, session, organiser):
    page, archive = (reverse(f"events:{name}", args=[session.slug]) for name in ("session_detail", "archive"))
    material("speakers")
    assert archive not in client.get(page).content.decode()
    client.force_login(organiser)
    assert archive in client.get(page).content.decode()


def test_the_archive_has_the_materials_each_for_its_circle(client, clock, material, session, person, seat, organiser):
    address = reverse("events:archive", args=[session.slug])
    assert "Материалы семинаров" not in client.get(address).content.decode()
    shown = {access: material(access) for access in ("public", "registered", "speakers")}
    for access, made in shown.items():
        type(made).objects.filter(pk=made.pk).update(title=f"Слайды {access}")
    material("public", published=False)

    def read():
        page = client.get(address).content.decode()
        part = page[page.index('id="taught"') :]
        files = {
            access for access, made in shown.items()
            if reverse("documents:attachment", args=[made.versions.get().file_id]) in part
        }  # fmt: skip
        return files, {access for access in shown if f"Слайды {access}" in part}

    # a visitor opens what is for everybody, and reads of what waits for those registered
    assert read() == ({"public"}, {"public", "registered"})
    client.force_login(person("a@example.org"))
    seat("a@example.org")
    assert read() == ({"public", "registered"}, {"public", "registered"})
    client.force_login(organiser)
    assert read() == (set(shown), set(shown))
    assert (
        reverse("events:archive", args=[session.slug])
        in client.get(reverse("events:session_detail", args=[session.slug])).content.decode()
    )
