"""Remarks on paper: sheets to print, scans that file themselves or are filed by hand, what is typed from them."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from svetovod.engine.scans import ScanProblem
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents import services as documents
from svetovod.web.documents.models import Attachment
from svetovod.web.events import bridge, codes, live_page, services, sheet_page
from svetovod.web.events.models import PitchNote, PracticalSession, SheetPage, SheetScan


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


@pytest.fixture
def pitch(session, project, initiator, at):
    item = session.items.get(kind="pitches")
    made = services.pitch_submit(actor=actor_of(initiator), session=session, project=project, at=at)
    begins, _ends = live_page.hours(item)
    PracticalSession.objects.filter(pk=session.pk).update(state="running")
    session.refresh_from_db()
    return services.pitch_plan(actor=SYSTEM, pitch=made, slot=begins, hall=item.hall, at=at)


@pytest.fixture
def expert(person, session):
    return person("expert@example.org", ("expert", "session", session.slug))


@pytest.fixture
def scribe(person, session):
    return person("scribe@example.org", ("scribe", "session", session.slug))


@pytest.fixture
def sheets(session, pitch, expert, scribe, at):
    services.sheets_make(actor=actor_of(scribe), session=session, spare=1, at=at)
    return list(session.remark_sheets.all())


@pytest.fixture
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def scan(session, scribe, kept, at):
    """scan(file) -> the scan, read as its job reads it."""

    def give(content, name="hall.pdf"):
        upload = SimpleUploadedFile(name, content)
        made, _new = services.scan_take(actor=actor_of(scribe), session=session, upload=upload, at=at)
        services.scan_read(scan_id=made.pk)
        made.refresh_from_db()
        return made

    return give


def printed(session, at, *sorts):
    """Pictures of the sheets as a scanner gives them: a little turned."""
    found = []
    for sort in sorts:
        for page in pypdfium2.PdfDocument(sheet_page.paper(session, sort, at)):
            found.append(page.render(scale=2).to_pil().convert("RGB").rotate(1, fillcolor="white"))
    return found


def bound(pictures):
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def test_there_is_a_sheet_for_each_expert_and_project_but_ones_own(session, pitch, expert, person, sheets, at):
    own = ("participant", "organisation", pitch.project.initiator_id)
    person("party@example.org", ("expert", "session", session.slug), own)
    services.sheets_make(actor=SYSTEM, session=session, spare=1, at=at)
    assert [(each.number, each.spare, each.expert) for each in session.remark_sheets.all()] == [
        (1, False, expert), (2, True, None),
    ]  # fmt: skip


def test_a_sheet_says_that_it_is_advice_whose_it_is_and_its_code(session, sheets, at):
    page = pypdfium2.PdfDocument(sheet_page.paper(session, "experts", at))[0]
    text = " ".join(page.get_textpage().get_text_range().split())
    for said in ("Совет, а не решение", sheets[0].expert.name, "Fibre", codes.sheet_code(sheets[0])):
        assert said in text


def test_a_scan_of_many_pages_files_itself_and_twice_is_once(session, sheets, scan, at):
    pictures = [*printed(session, at, "experts", "spare"), Image.new("RGB", (900, 1200), "white")]
    content = bound(pictures)
    made = scan(content)
    assert (made.state, made.pages, made.again) == ("read", 3, 0)
    assert [page.sheet for page in session.sheet_pages.order_by("number")] == [sheets[0], sheets[1], None]
    assert scan(content) == made
    # the same pages saved as another file
    again = scan(content + b"\n")
    assert again != made and again.again == 3
    assert SheetPage.objects.count() == 3 and Attachment.objects.filter(kind="page").count() == 3
    services.scan_read(scan_id=made.pk)
    assert SheetPage.objects.count() == 3


def test_a_photograph_of_a_sheet_is_filed_and_a_paper_of_another_session_is_not(session, sheets, scan, at):
    out = BytesIO()
    printed(session, at, "experts")[0].rotate(90, expand=True).save(out, "JPEG", quality=60)
    assert scan(out.getvalue(), "photo.jpg").rows.get().sheet == sheets[0]
    assert codes.sheet_of(session.pk, f"{sheets[0].pk}-000000") is None
    assert codes.sheet_of(session.pk, f"\u00a0{codes.sheet_code(sheets[0]).upper()}\u2009") == sheets[0], "as pasted"
    assert codes.sheet_of(session.pk + 1, codes.sheet_code(sheets[0])) is None


@pytest.mark.parametrize(("content", "problem"), [(b"%PDF-1.4 nothing", "broken"), (b"\xff\xd8\xff nothing", "broken")])
def test_a_file_that_cannot_be_read_is_told(scan, content, problem):
    made = scan(content)
    assert (made.state, made.problem) == ("broken", problem)


def test_a_scan_whose_worker_died_is_read_on_and_after_a_day_can_be_given_again(session, scribe, kept, at):
    given = {"actor": actor_of(scribe), "session": session}
    made, new = services.scan_take(upload=SimpleUploadedFile("a.pdf", b"%PDF-1.4"), at=at, **given)
    jobs = ProcrastinateJob.objects.filter(task_name="events.scan_read", args={"scan_id": made.pk})
    assert new and jobs.count() == 1
    assert services.scans_sweep(at=at + timedelta(minutes=10)) == 0
    assert services.scans_sweep(at=at + timedelta(minutes=30)) == 1 and jobs.count() == 2
    later = at + timedelta(hours=25)
    assert services.scans_sweep(at=later) == 0
    made.refresh_from_db()
    assert (made.state, made.problem) == ("broken", "stopped")
    again, new = services.scan_take(upload=SimpleUploadedFile("a.pdf", b"%PDF-1.4"), at=later, **given)
    again.refresh_from_db()
    assert (again, new, again.state, again.given_at) == (made, True, "queued", later) and jobs.count() == 3


def test_a_scan_that_is_not_looked_through_waits_to_be_read(session, scribe, scan, client, at):
    made = scan(b"%PDF-1.4 nothing")
    file = Attachment.objects.get(kind="scan")
    file.path.rename(file.waiting_path)
    SheetScan.objects.filter(pk=made.pk).update(state="queued")
    services.scan_read(scan_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == ("queued", "unscanned")
    client.force_login(scribe)
    page = client.get(reverse("events:sheets", args=[session.slug])).content.decode()
    assert "файл ещё не проверен на вредоносный код" in page
    assert services.scans_sweep(at=at + timedelta(minutes=30)) == 1
    services.scans_sweep(at=at + timedelta(hours=25))
    made.refresh_from_db()
    assert (made.state, made.problem) == ("broken", "unscanned")


def test_why_a_scan_is_not_read_is_told(session, scan, scribe, kept, at, monkeypatch):
    made = scan(b"%PDF-1.4 nothing")
    file = Attachment.objects.get(kind="scan")

    def told():
        SheetScan.objects.filter(pk=made.pk).update(state="queued")
        services.scan_read(scan_id=made.pk)
        made.refresh_from_db()
        assert made.state == "broken"
        return made.problem

    def denied(*_args, **_kwargs):
        raise Denied("sheets.scan")

    page = {"number": 1, "total": 1, "picture": b"\xff\xd8\xff", "mark": "0" * 64, "codes": ()}
    monkeypatch.setattr(bridge, "scanned", lambda _content, seconds: iter([page]))
    monkeypatch.setattr(documents, "produced_keep", denied)
    assert told() == "closed"
    file.path.unlink()
    assert told() == "missing"
    here = {"closed", "missing", "changed", "unscanned"}
    assert {each.value for each in ScanProblem} | here == set(sheet_page.PROBLEMS)


def test_a_workbook_is_no_scan(session, scribe, kept, at):
    upload = SimpleUploadedFile("a.html", b"<html>")
    with pytest.raises(Refused):
        services.scan_take(actor=actor_of(scribe), session=session, upload=upload, at=at)
    assert not SheetScan.objects.exists()


def test_a_page_without_a_code_is_filed_by_hand(session, pitch, expert, sheets, scan, client, clock, scribe, at):
    page = scan(bound([Image.new("RGB", (900, 1200), "white")])).rows.get()
    client.force_login(scribe)
    form = client.get(url("sheet_file", page.pk))
    assert form.status_code == 200 and form.context["picture"] is not None
    spare = codes.sheet_code(sheets[1])
    with pytest.raises(Refused):
        services.page_file(actor=actor_of(scribe), page=page, code=spare, at=at)
    refused = client.post(url("sheet_file", page.pk), {"code": spare})
    said = "Укажите, чьи это замечания"
    assert refused.status_code == 422 and said in str(refused.context["form"].non_field_errors())
    assert f'value="{spare}"' in refused.content.decode(), "what was typed stays"
    answer = client.post(url("sheet_file", page.pk), {"code": spare.upper(), "expert": expert.pk, "pitch": pitch.pk})
    assert answer.url == url("sheet", sheets[1].number)
    sheets[1].refresh_from_db()
    assert (sheets[1].expert, sheets[1].pitch) == (expert, pitch)
    client.post(url("sheet_file", page.pk), {"aside": "1"})
    page.refresh_from_db()
    assert page.sheet is None and page.aside_at is not None


def test_the_scribe_types_beside_the_picture_and_the_expert_confirms(session, sheets, scan, client, clock, at, scribe):
    scan(bound(printed(session, at, "experts")))
    client.force_login(scribe)
    page = url("sheet", 1)
    assert client.get(page).context["pictures"][0][1] is not None
    words = {"section": "estimate", "severity": "important", "text": "Откуда цена", "idempotency_key": "k"}
    for _twice in range(2):
        client.post(page, words)
    note = PitchNote.objects.get()
    assert (note.expert, note.state) == (sheets[0].expert, "typed")
    client.post(page, {"done": "1"})
    client.post(page, {"done": "1"})  # pressed twice
    assert session.remark_sheets.get(number=1).done_at is not None
    assert 'name="done" value="0"' in client.get(page).content.decode()
    client.post(page, {"done": "0"})
    assert session.remark_sheets.get(number=1).done_at is None
    client.force_login(sheets[0].expert)
    assert page in client.get(url("notes")).content.decode()
    shown = client.get(page)
    assert shown.status_code == 200 and "form" in shown.context and not shown.context["types"]
    assert client.post(page, words).status_code == 403
    client.post(url("note_move", "release", note.pk))
    note.refresh_from_db()
    assert note.remark is not None
    assert client.get(url("sheet_open", codes.sheet_code(sheets[0]))).url == page


def test_a_scribe_reads_nothing_that_an_expert_typed(session, pitch, expert, sheets, client, clock, scribe, at):
    own = {"pitch": pitch, "expert": expert, "section": "estimate", "severity": "important", "at": at}
    services.note_write(actor=actor_of(expert), text="Для себя", then="hold", key="own", **own)
    services.note_write(actor=actor_of(scribe), text="С листа", key="paper", **own)
    for who, seen in ((scribe, ["С листа"]), (expert, ["Для себя", "С листа"])):
        client.force_login(who)
        page = client.get(url("sheet", 1))
        assert sorted(note.text for note in page.context["notes"]) == seen
        assert ("Для себя" in page.content.decode()) == (who == expert)


def test_handwriting_is_read_by_the_scribe_and_its_expert_alone(
    session, sheets, scan, client, clock, at, person, organiser
):
    scan(bound(printed(session, at, "experts")))
    file = Attachment.objects.get(kind="page")
    other = person("other@example.org", ("expert", "session", session.slug))
    for who, status in ((organiser, 404), (other, 404), (sheets[0].expert, 200)):
        client.force_login(who)
        assert client.get(url("sheet", 1)).status_code == status
        answer = client.get(reverse("documents:attachment", args=[file.pk]))
        assert b"".join(answer).startswith(b"\xff\xd8") == (status == 200)
        assert (answer.status_code == 200) == (status == 200)
    with pytest.raises((Denied, Hidden)):
        services.page_aside(actor=actor_of(organiser), page=SheetPage.objects.get(), at=at)


def test_the_desk_says_what_is_to_be_done(session, sheets, scan, client, clock, scribe, organiser, at):
    scan(bound([*printed(session, at, "experts"), Image.new("RGB", (900, 1200), "white")]))
    client.force_login(scribe)
    desk = client.get(url("sheets"))
    assert len(desk.context["unfiled"]) == 1 and [line.state for line in desk.context["lines"]] == ["waits"]
    scan(bound(printed(session, at, "spare")))
    desk = client.get(url("sheets"))
    assert [page.sheet and page.sheet.number for page in desk.context["unfiled"]] == [2, None]
    assert len(desk.context["lines"]) == 1
    assert client.post(url("scan_new"), {}).status_code == 422
    assert client.post(url("sheets_make"), {"spare": "3"}).url == url("sheets")
    assert session.remark_sheets.filter(spare=True).count() == 3
    assert client.get(url("sheets_pdf", "spare")).content.startswith(b"%PDF")
    assert client.get(url("sheets_pdf", "all")).status_code == 404
    client.force_login(organiser)
    assert client.get(url("sheets")).context["scans"] == []
    assert client.post(url("scan_new"), {}).status_code == 403
