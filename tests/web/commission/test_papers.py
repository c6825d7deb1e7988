"""Papers of the field: each kind is made as PDF and DOCX, the folder has bookmarks, a template of one's own holds."""

import re
from datetime import timedelta
from io import BytesIO
from unittest.mock import MagicMock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.pdfs import outside
from tests.pdfs import text_of as pdf_text
from tests.web.commission.conftest import day, item_of, mark, plan, vote

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.selectors import head
from svetovod.web.commission import papers, services
from svetovod.web.commission.papers.folder import chair_folder
from svetovod.web.commission.selectors.papers import shelves
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.selection import services as selections
from svetovod.web.selection.completeness.bridge import gaps
from svetovod.web.selection.completeness.facts import facts_of_result
from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.mandate import sat_at
from svetovod.web.selection.models import ConflictDeclaration, RankingRun, ScoreSheet
from svetovod.web.selection.paper import protocol_snapshot


@pytest.fixture
def approved(ranked):
    sitting = plan(ranked)
    mark(ranked, sitting, "chair", "member-1")
    services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    item = services.item_open(actor=ranked.actor("chair"), item=item_of(sitting), at=day(ranked))
    vote(ranked, item, chair="for")
    services.ballot_cast(
        actor=ranked.actor("member-1"), item=item, choice="abstain", opinion="Мало экспертов", at=day(ranked)
    )
    services.item_close(actor=ranked.actor("chair"), item=item, at=day(ranked))
    services.sitting_close(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    selections.round_approve(actor=ranked.actor("chair"), round=ranked.round, at=day(ranked))
    selections.protocol_issue(actor=ranked.actor("secretary"), round=ranked.round, at=day(ranked))
    ranked.round.refresh_from_db()
    return ranked


def test_what_there_is_of_papers_is_asked_once_for_all_of_a_kind(approved, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):  # experts, sheets, applications, two of sittings, opinions, the protocol
        found = shelves(approved.actor("secretary"), approved.round)
    assert max(len(shelf.targets) for shelf in found) > 2


def text_of(docx: bytes) -> str:
    document = Document(BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_every_kind_of_paper_is_made(approved, browse):
    found = shelves(approved.actor("secretary"), approved.round)
    assert {shelf.kind.key for shelf in found if shelf.targets} == set(papers.KINDS) - {"cancellation"}
    client = browse(approved.people["secretary"])
    for shelf in found:
        key = shelf.targets[0][0]
        for sort, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
            url = f"/selections/{approved.round.slug}/papers/{shelf.kind.key}/{key}.{sort}"
            answer = client.get(url)
            assert answer.status_code == 200, url
            assert answer.content.startswith(magic), url
            assert sort == "docx" or outside(answer.content) == [], url
    assert "Мало экспертов" in text_of(
        client.get(f"/selections/2021/papers/opinion/{found_opinion(found)}.docx").content
    )


def test_a_statement_of_no_conflict_leaves_out_what_was_declared(approved):
    member = approved.round.panel.filter(assignments__isnull=False).first()
    barred = member.assignments.first().application
    ConflictDeclaration.objects.create(
        member=member, application=barred, reason="Консультировал заявителя", declared_at=day(approved)
    )
    made = papers.make(papers.KINDS["no_conflict"], member, day(approved))
    stated, apart = (block.rows for block in made.blocks if block.rows)
    assert barred.number not in [row[0] for row in stated] and [row[0] for row in apart] == [barred.number]
    assert "Дата подписания" in text_of(papers.docx(made))


def test_papers_say_every_field_of_their_list(approved):
    """Admission, opening and sitting, as DOCX and as PDF, against what the rows themselves know."""
    round_, at = approved.round, day(approved)
    sitting, item = round_.sittings.get(), round_.sittings.get().items.get(position=1)
    sheets = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED)
    consents = round_.consents.select_related("person")
    facts = facts_of_result(round_, at=at) | {
        "sheet": [{"commitment": row.commitment} for row in sheets],
        "consent": [{"name": row.person.name, "given_at": formatting.moment(row.given_at)} for row in consents],
        "member": [{"name": "chair"}, {"name": "member-1"}], "sitting": [{"quorum": "2"}],
        "item": [{"title": item.title, "decision": str(item.get_state_display())}],
        "signer": [{"office": "Секретарь комиссии"}], "journal": [{"root": head().root}],
    }  # fmt: skip
    for application in facts["application"]:
        application["decision"] = "допущена"
    for kind, subject in (("admission", round_), ("opening", round_), ("sitting", sitting)):
        facts["protocol"][0]["number"] = str(sitting.number)
        made = papers.make(papers.KINDS[kind], subject, at)
        for text in (text_of(papers.docx(made)), pdf_text(papers.pdf(made, at))):
            assert [gap for gap in gaps(kind, facts, text) if gap.binds] == [], kind
    made = papers.make(papers.KINDS["opening"], round_, at)
    told = text_of(papers.docx(made)).replace(facts["sheet"][0]["commitment"], "")
    assert [gap.reason for gap in gaps("opening", facts, told) if gap.binds] == ["not_said"]


def test_every_protocol_prints_the_journal_as_it_stands(approved):
    """What anybody can hold an export against later, in words and as the line of a witness."""
    sitting, at, now = approved.round.sittings.get(), day(approved), head()
    for kind, subject in (("admission", approved.round), ("opening", approved.round), ("sitting", sitting)):
        made = papers.make(papers.KINDS[kind], subject, at)
        for text in (text_of(papers.docx(made)), re.sub(r"\s", "", pdf_text(papers.pdf(made, at)))):
            assert f"svetovod-root:{now.size}:{now.root}" in text, kind


@pytest.mark.parametrize("failed", [False, True])
def test_a_selection_without_a_result_has_a_protocol_of_that_alone(make_world, browse, failed):
    world = make_world(projects=2).play("filed")
    address = "/selections/2021/papers/cancellation/round."
    client = browse(world.people["secretary"])
    assert client.get(f"{address}pdf").status_code == 404
    secretary, at = world.actor("secretary"), world.round.closes_at
    selections.intake_close(actor=secretary, round=world.round, at=at)
    selections.round_cancel(actor=secretary, round=world.round, reason="Нет средств.", failed=failed, at=at)
    world.round.refresh_from_db()
    assert [shelf.kind.key for shelf in shelves(secretary, world.round)] == ["cancellation"]
    assert address.rpartition("/")[0].encode() in client.get("/selections/2021/papers/").content
    entry = LedgerEntry.objects.get(action="round.cancel")
    title = "признании отбора несостоявшимся" if failed else "Протокол об отмене отбора"
    made = papers.make(papers.KINDS["cancellation"], world.round, at)
    for text in (text_of(client.get(f"{address}docx").content), pdf_text(client.get(f"{address}pdf").content)):
        words = " ".join(text.replace("\xa0", " ").split())
        assert title in words and "Причина: Нет средств." in words and f"Запись журнала № {entry.index}." in words
        assert all(row.number in words for row in world.round.applications.all())
        assert "Зарегистрировано заявок: 2." in words
        assert head().root in "".join(text.split())
    assert made.blocks[0].paragraphs[0].count(formatting.moment(at)) == 1
    assert made.blocks[2].paragraphs[1] == "Оценочных листов никто не сдал."
    assert client.get("/selections/2021/papers/admission/round.pdf").status_code == 404


@pytest.mark.parametrize(
    ("vote_", "said"),
    [
        ("for", "Решение принято голосом председательствующего."),
        ("against", "Решение не принято голосом председательствующего."),
    ],
)
def test_the_protocol_of_a_sitting_says_once_what_was_decided(ranked, vote_, said):
    sitting = plan(ranked)
    mark(ranked, sitting, "chair", "member-1")
    services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=day(ranked))
    item = services.item_open(actor=ranked.actor("chair"), item=item_of(sitting), at=day(ranked))
    vote(ranked, item, chair=vote_, member_1="against" if vote_ == "for" else "for")
    services.item_close(actor=ranked.actor("chair"), item=item, at=day(ranked))
    made = papers.make(papers.KINDS["sitting"], sitting, day(ranked))
    whole = f"Голосование поимённое: за — 1, против — 1, воздержались — 0. {said}"
    for text in (text_of(papers.docx(made)), pdf_text(papers.pdf(made, day(ranked)))):
        letters = re.sub(r"[\s\u00ad\ufffe-]", "", text)  # a line of the PDF ends within a word
        assert re.sub(r"[\s-]", "", whole) in letters


def test_the_order_approves_the_annexes_it_has_and_is_signed_before_them(approved):
    run, order = approved.round.runs.latest("id"), papers.KINDS["order"]
    for status, kept in (("reserve", ["1.", "2.", "3.", "4."]), ("below_threshold", ["1.", "2.", "3."])):
        places = [place | {"status": "winner"} for place in run.result["ranking"]]
        places[-1]["status"] = status
        RankingRun.objects.create(
            round=approved.round, input=run.input, result=run.result | {"ranking": places}, engine="test",
            made_at=day(approved),
        )  # fmt: skip
        made = papers.make(order, approved.round, day(approved))
        assert [text.split()[0] for text in made.blocks[0].paragraphs if text[0].isdigit()] == kept
        text = text_of(papers.docx(made))
        assert ("приложению 2" in text) is ("Приложение 2" in text) is (status == "reserve")
        for said in (text, pdf_text(papers.pdf(made, day(approved)))):
            assert said.count("Руководитель уполномоченного органа") == 1
            assert said.index("Руководитель уполномоченного органа") < said.index("Приложение 1. Перечень")


def test_the_protocol_names_the_day_of_the_sitting_that_was_held(ranked):
    later = day(ranked) + timedelta(days=1)
    sitting = plan(ranked, starts_at=later)
    assert sat_at(ranked.round) == day(ranked), "planned is not held"
    mark(ranked, sitting, "chair", "member-1")
    services.sitting_open(actor=ranked.actor("chair"), sitting=sitting, at=later)
    said = formatting.moment(later)
    assert facts_of_result(ranked.round, at=later)["protocol"][0]["sitting_at"] == said
    assert protocol_snapshot(
        ranked.round, number=1, corrects=None, reason="", signed=MagicMock(signed_at=later), at=later
    )["sitting_at"] == said  # fmt: skip


def found_opinion(found):
    return next(shelf.targets[0][0] for shelf in found if shelf.kind.key == "opinion")


def test_a_closed_sheet_is_a_blank_and_has_no_conclusion(make_world):
    world = make_world(projects=2).play("filed", "checked", "scored")
    found = {shelf.kind.key: shelf for shelf in shelves(world.actor("secretary"), world.round)}
    assert "conclusion" not in found
    sheet = ScoreSheet.objects.filter(state=SheetState.SUBMITTED).select_related("assignment").first()
    assert sheet is not None
    made = papers.make(papers.KINDS["score_sheet"], sheet.assignment, world.round.scoring_until)
    assert {row[3] for row in made.blocks[0].rows} == {""}


def test_the_folder_has_bookmarks(approved):
    made = chair_folder(approved.round.sittings.get(), day(approved))
    assert b"/Outlines" in made
    assert len(re.findall(rb"/Type\s*/Page\b", made)) >= 1 + 4


def upload(*texts: str) -> SimpleUploadedFile:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile("t.docx", out.getvalue())


def test_a_template_of_ones_own_takes_the_place_of_the_usual(approved, browse):
    texts = ("НАШ БЛАНК {{ title }}", "{%p for part in blocks %}", "{{ part.heading }}", "{%p endfor %}")
    keep = {"actor": approved.actor("secretary"), "round": approved.round, "kind": "order", "at": day(approved)}
    with pytest.raises(Refused, match="titel"):
        services.paper_template_keep(**keep, upload=upload("{{ titel }}", *texts[1:]))
    services.paper_template_keep(**keep, upload=upload(*texts))
    client = browse(approved.people["secretary"])
    made = client.get("/selections/2021/papers/order/round.docx")
    assert "НАШ БЛАНК Проект приказа" in text_of(made.content)
    assert client.get("/selections/2021/papers/order/round.pdf").content.startswith(b"%PDF")


def test_a_protocol_of_admission_printed_early_counts_nobody_as_admitted(make_world):
    """Of two applications one is admitted, of the other nothing is decided yet."""
    world = make_world(projects=2).play("filed")
    rows = list(world.round.applications.order_by("serial"))
    type(rows[0]).objects.filter(pk=rows[0].pk).update(state="admitted")
    type(rows[1]).objects.filter(pk=rows[1].pk).update(state="formal_check")
    said = papers.KINDS["admission"].maker(world.round, day(world)).blocks[-2].paragraphs
    assert "Допущено: 1." in said[0] and said[1].endswith(": 1.")
