"""The expert's desk: order of work, private notes, comparison, the score form out and back in."""

import io
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.pdfs import text_of

from svetovod.demo import build_selection as build
from svetovod.engine.workbooks.scores import ScoreLine, read_scores, write_scores
from svetovod.web.audit.models import DomainClock
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection import bridge, selectors, services
from svetovod.web.selection.models import ExpertNote

AT = build.moment("2021-11-25 10:00")
DESK = "/selections/2021/my-sheets/"


@pytest.fixture
def scoring(make_world):
    world = make_world().play("filed", "checked")
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    return world


@pytest.fixture
def own(scoring):
    given = scoring.assignment()
    services.conflict_deny(actor=scoring.actor(given.member.person.name), assignment=given, at=AT)
    return given


def actor(world, given):
    return world.actor(given.member.person.name)


def upload(lines):
    return {"workbook": SimpleUploadedFile("scores.xlsx", write_scores(lines))}


def test_a_note_is_read_by_its_author_alone(scoring, own, client):
    services.note_save(actor=actor(scoring, own), assignment=own, text="Спросить о заказе", at=AT)
    kept = ExpertNote.objects.get()
    assert "заказе".encode() not in bytes(kept.sealed)
    assert selectors.note_of(actor(scoring, own), own) == "Спросить о заказе"
    for key in ("secretary", "chair", "auditor", "admin"):
        with pytest.raises(Denied):
            selectors.note_of(scoring.actor(key), own)
        with pytest.raises((Denied, Hidden)):
            services.note_save(actor=scoring.actor(key), assignment=own, text="чужое", at=AT)
    services.note_save(actor=actor(scoring, own), assignment=own, text=" ", at=AT)
    assert not ExpertNote.objects.exists()


def test_the_form_goes_out_and_comes_back(scoring, own, client):
    client.force_login(own.member.person)
    services.score_save(
        actor=actor(scoring, own), assignment=own, scores={"К1": Decimal("4.5")}, comment="По отчёту", at=AT
    )
    book = client.get(f"{DESK}form.xlsx").content
    lines = [line for _row, line in read_scores(io.BytesIO(book)).value]
    assert {line.application for line in lines} == {own.application.number}
    assert [line.score for line in lines][:2] == [Decimal("4.5"), None]
    filled = [ScoreLine(line.application, line.criterion, score=Decimal(7)) for line in lines[1:]]
    assert client.post(f"{DESK}form/", upload(filled)).status_code == 302
    kept = selectors.draft_of(actor(scoring, own), own)
    assert kept["scores"]["К1"] == "4.5", "a blank or absent cell leaves what was typed"
    assert kept["scores"]["К7"] == "7"
    assert kept["comment"] == "По отчёту"
    own.sheet.refresh_from_db()
    assert own.sheet.state == "draft", "a form submits nothing"


def test_every_fault_of_a_form_is_told_with_its_row_and_nothing_is_kept(scoring, own, client):
    number = own.application.number
    foreign = "2021-999"
    lines = [
        ScoreLine(number, "К1", score=Decimal(7)), ScoreLine(number, "К2", score=Decimal(11)),
        ScoreLine(number, "К99", score=Decimal(1)), ScoreLine(foreign, "К1", score=Decimal(1)),
    ]  # fmt: skip
    with pytest.raises(Refused) as caught:
        services.scores_take(
            actor=actor(scoring, own), round=scoring.round, lines=list(enumerate(lines, start=2)), at=AT
        )
    assert [fault.split(":")[0][-1] for fault in caught.value.params["faults"]] == ["3", "4", "5"]
    client.force_login(own.member.person)
    answer = client.post(f"{DESK}form/", upload(lines))
    assert answer.status_code == 422
    assert "К99" in answer.content.decode()
    assert selectors.draft_of(actor(scoring, own), own)["scores"] == {}


def test_a_file_that_is_no_workbook_is_told(scoring, own, client):
    client.force_login(own.member.person)
    answer = client.post(f"{DESK}form/", {"workbook": SimpleUploadedFile("x.xlsx", b"not a book")})
    assert answer.status_code == 422
    _lines, faults = bridge.read_score_form(io.BytesIO(b"not a book"))
    assert faults


def test_who_submits_a_sheet_has_a_receipt_without_scores(scoring, own, client):
    address = f"{DESK}{own.application.number}/receipt.pdf"
    client.force_login(own.member.person)
    assert client.get(address).status_code == 404, "a draft has no receipt"
    codes = [row["code"] for row in build.CRITERIA_2021]
    sheet = services.score_submit(
        actor=actor(scoring, own),
        assignment=own,
        scores=dict.fromkeys(codes, Decimal("8.5")),
        comment="канарейка",
        at=AT,
    )
    assert (
        reverse("selection:sheet_receipt", args=["2021", own.application.number])
        in client.get(f"{DESK}{own.application.number}/").content.decode()
    )
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf" and answer["Content-Disposition"].startswith("attachment")
    said = "".join(text_of(answer.content).split())
    for told in (own.application.number, own.member.code, sheet.commitment, f"№{sheet.ledger_index}", "25.11.2021"):
        assert "".join(told.split()) in said, told
    assert "8,5" not in said and "канарейка" not in said
    assert answer.content == client.get(address).content, "the same facts are the same bytes"


def test_a_form_changes_no_submitted_sheet(scoring, own):
    codes = [row["code"] for row in build.CRITERIA_2021]
    who = actor(scoring, own)
    services.score_submit(actor=who, assignment=own, scores=dict.fromkeys(codes, Decimal(5)), at=AT)
    with pytest.raises(Refused) as caught:
        services.scores_take(
            actor=who,
            round=scoring.round,
            lines=[(2, ScoreLine(own.application.number, "К1", score=Decimal(9)))],
            at=AT,
        )
    assert caught.value.code == "sheet.sealed"


def test_work_begun_stands_first_and_work_done_last(make_world):
    world = make_world(projects=4).play("filed", "checked")
    member = world.round.panel.order_by("pk")[0]
    who = world.actor(member.person.name)
    rows = selectors.my_work(who, world.round)
    assert len(rows) >= 2
    last = rows[-1]
    services.conflict_deny(actor=who, assignment=last, at=AT)
    services.score_save(actor=who, assignment=last, scores={"К1": Decimal(1)}, at=AT)
    assert selectors.my_work(who, world.round)[0].pk == last.pk
    codes = [row["code"] for row in build.CRITERIA_2021]
    services.score_submit(actor=who, assignment=last, scores=dict.fromkeys(codes, Decimal(5)), at=AT)
    assert selectors.my_work(who, world.round)[-1].pk == last.pk


def test_two_are_compared_only_once_the_statement_is_signed(make_world, client):
    world = make_world(projects=4).play("filed", "checked")
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    member = world.round.panel.order_by("pk")[0]
    rows = selectors.my_work(world.actor(member.person.name), world.round)[:2]
    client.force_login(member.person)
    url = f"{DESK}compare/?a={rows[0].application.number}&b={rows[1].application.number}"
    titles = [row.filed_title for row in rows]
    assert titles[0] not in client.get(url).content.decode()
    for row in rows:
        services.conflict_deny(actor=world.actor(member.person.name), assignment=row, at=AT)
    page = client.get(url).content.decode()
    assert all(title in page for title in titles)
    offered = client.get(f"{DESK}compare/").content.decode()
    assert [f'value="{row.application.number}" selected' in offered for row in rows] == [True, True]


def test_experts_read_in_different_orders_that_repeat(make_world):
    """Nobody's application is the first for all: of equal ones each expert has an own order, the same at every look."""
    world = make_world(projects=6, experts=4).play("filed", "checked")
    seen = {}
    for member in world.round.panel.select_related("person"):
        actor = world.actor(member.person.name)
        rows = [row.application.number for row in selectors.my_work(actor, world.round)]
        assert rows == [row.application.number for row in selectors.my_work(actor, world.round)]
        seen[member.code] = rows
    assert any(rows != sorted(rows) for rows in seen.values())
    assert len({rows[0] for rows in seen.values() if rows}) > 1


def test_two_windows_do_not_overwrite_one_another(scoring, own, client):
    """The second window is told what the first has kept, and may put its own in its place knowingly."""
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    client.force_login(own.member.person)
    url = reverse("selection:sheet", args=[scoring.round.slug, own.application.number])
    opened = revision_in(client.get(url))
    first = client.post(
        url, {"score.К1": "9", "comment": "Первое окно", "revision": opened}, headers={"X-Autosave": "1"}
    )
    assert first.status_code == 204 and first.headers["X-Revision"] != opened
    again = client.post(
        url, {"score.К1": "9", "comment": "Первое окно", "revision": opened}, headers={"X-Autosave": "1"}
    )
    assert again.status_code == 204, "the answer was lost and the browser sent the same once more"
    late = client.post(url, {"score.К1": "3", "comment": "Второе", "revision": opened}, headers={"X-Autosave": "1"})
    assert (late.status_code, late.headers["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert "в другом окне" in late.content.decode()
    shown = client.post(url, {"score.К1": "3", "comment": "Второе", "revision": opened})
    page = shown.content.decode()
    assert shown.status_code == 422 and "Первое окно" in page and "Второе" in page
    assert revision_in(shown) == again.headers["X-Revision"]
    assert f'data-autosave="{url}"' not in page, "a pause in typing puts nothing in its place, a press of a button does"
    assert selectors.draft_of(actor(scoring, own), own)["comment"] == "Первое окно"
    whole = {f"score.{row['code']}": "7" for row in build.CRITERIA_2021} | {"comment": "Второе", "submit": "1"}
    assert client.post(url, whole | {"revision": opened}).status_code == 422, "an old window does not seal either"
    assert client.post(url, whole | {"revision": revision_in(shown)}).status_code == 302


def revision_in(answer) -> str:
    return re.search(r'name="revision" value="(\w+)"', answer.content.decode()).group(1)
