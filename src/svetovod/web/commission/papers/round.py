"""Papers of the whole selection: opening, admission, summary, order with its annex, note, extracts, cards."""

from collections import Counter, defaultdict
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from svetovod.web.audit.selectors import entries
from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.registry.selectors import region_name
from svetovod.web.selection.enums import (
    REGISTERED,
    UNDECIDED,
    ApplicationState,
    EnvelopeState,
    KeyPurpose,
    RoundState,
    SheetState,
)
from svetovod.web.selection.grounds import lacking, place_of, without_place
from svetovod.web.selection.models import EnvelopeFile, PaperSheet, ScoreSheet
from svetovod.web.selection.phrases import OUTCOMES, application_state, plain, threshold_said
from svetovod.web.selection.selectors.custody import key_noted

from .words import DASH, common, lines, millions, named, rooted, say, texts


def _signs() -> list[str]:
    return [texts()["chair"], texts()["secretary"]]


def _applications(round_: Any) -> list[Any]:
    rows = round_.applications.filter(state__in=REGISTERED).select_related("project__cluster", "version")
    return list(rows.order_by("serial"))


def _result(round_: Any) -> dict[str, Any]:
    found: dict[str, Any] = round_.runs.latest("id").result
    return found


def opening(round_: Any, at: datetime) -> Paper:
    words = texts()["opening"]
    sheets = list(
        ScoreSheet.objects.filter(assignment__application__round=round_)
        .select_related("assignment__application", "assignment__member")
        .order_by("assignment__application__serial", "assignment__member__code")
    )
    done = [sheet for sheet in sheets if sheet.state == SheetState.OPENED]
    late = [sheet for sheet in sheets if sheet.state == SheetState.DRAFT]
    rows = [
        [s.assignment.application.number, s.assignment.member.code, formatting.moment(s.submitted_at), s.commitment]
        for s in done
    ]
    paper = _from_paper(round_)
    missing = ", ".join(f"{s.assignment.application.number} ({s.assignment.member.code})" for s in late)
    return Paper(
        **common(round_, at), title=words["title"], signs=_signs(),
        blocks=[
            Block(paragraphs=[words["text_paper" if paper else "text"]], head=words["consents"],
                  rows=_given(round_, KeyPurpose.SHEETS)),
            *_holders(round_, KeyPurpose.SHEETS, "opening"),
            Block(head=words["head"], rows=rows, wide=3, narrow=(0, 1, 2)),
            Block(paragraphs=[
                say("opening", "total", opened=len(done)), *([say("opening", "missing", list=missing)] if late else []),
            ]),
            *paper,
            rooted(),
        ],
    )  # fmt: skip


def _holders(round_: Any, purpose: KeyPurpose, kind: str) -> list[Block]:
    """Whose codes opened the sheets or envelopes, where the commission held their key."""
    noted, entered = key_noted(round_, purpose)
    rows = [[each.person.name, formatting.moment(each.entered_at)] for each in entered]
    if not rows:
        return []
    return [Block(paragraphs=[say(kind, "key", **noted)], head=texts()[kind]["holders"], rows=rows)]


def _from_paper(round_: Any) -> list[Block]:
    """Who knew scores before the opening, for they read scans of them."""
    words = texts()["opening"]
    rows = PaperSheet.objects.filter(assignment__application__round=round_).defer("scan")
    rows = rows.select_related("assignment__application", "assignment__member").prefetch_related("readings__person")
    said = [
        [p.assignment.application.number, p.assignment.member.code,
         *[f"{r.person.name}, {formatting.moment(r.read_at)}" for r in p.readings.all()][:2],
         formatting.moment(p.sealed_at) if p.sealed_at else words["not_sealed"]]
        for p in rows.order_by("assignment__application__serial", "assignment__member__code")
    ]  # fmt: skip
    filled = [[*row[:-1], *[DASH] * (len(words["paper_head"]) - len(row)), row[-1]] for row in said]
    return [Block(words["paper"], [words["paper_text"]], head=words["paper_head"], rows=filled)] if filled else []


def words_of_role(role: str) -> str:
    from svetovod.web.accounts.enums import Role

    return str(Role(role).label)


def admission(round_: Any, at: datetime) -> Paper:
    words, rows = texts()["admission"], _applications(round_)
    return Paper(
        **common(round_, at), title=words["title"], signs=_signs(),
        blocks=[
            Block(
                head=words["head"], rows=[_admitted(row) for row in rows], right=(5,), wide=7, room=1.6,
                narrow=(0, 1, 3, 6),
            ),
            Block(paragraphs=_counted(rows)),
            *_envelopes(round_),
            rooted(),
        ],
    )  # fmt: skip


def cancellation(round_: Any, at: datetime) -> Paper:
    """Why there is no result, and what had been filed and submitted by then."""
    words, rows = texts()["cancellation"], _applications(round_)
    how = "failed" if round_.state == RoundState.FAILED else "cancelled"
    entry = entries(action="round.cancel", subject=f"{round_._meta.label_lower}:{round_.pk}").last()
    assert entry is not None, "a cancelled selection has its entry"
    sheets = Counter(ScoreSheet.objects.filter(assignment__application__round=round_).values_list("state", flat=True))
    opened = sheets[SheetState.OPENED]
    submitted = opened + sheets[SheetState.SUBMITTED]
    said = say(
        "cancellation", f"text_{how}", round=round_.title, order=round_.order_text or DASH,
        at=formatting.moment(entry.domain_at), reason=round_.reason.rstrip("."),
    )  # fmt: skip
    register = [
        [*_admitted(row)[:6], str(application_state(row.state, round_.legal_mode)), row.reason or DASH] for row in rows
    ]
    count = say("cancellation", "sheets", submitted=submitted, opened=opened) if submitted else words["no_sheets"]
    return Paper(
        **common(round_, at), title=words[how], signs=_signs(),
        blocks=[
            Block(paragraphs=[said, say("cancellation", "entry", entry=entry.index)]),
            *([Block(head=words["head"], rows=register, right=(5,), wide=7, room=1.6, narrow=(0, 1, 3, 6))]
              if register else []),
            Block(paragraphs=[say("cancellation", "total", filed=len(rows)), count]),
            *_envelopes(round_),
            rooted(),
        ],
    )  # fmt: skip


# their envelopes are erased unopened
UNFILED = (ApplicationState.DRAFT, ApplicationState.NOT_SUBMITTED, ApplicationState.WITHDRAWN)


def _envelopes(round_: Any) -> list[Block]:
    """Whose words and codes opened the envelopes, what came out of them and what did not."""
    if round_.envelopes_opened_at is None:
        return []
    words = texts()["envelopes"]
    files = EnvelopeFile.objects.filter(application__round=round_).select_related("application").defer("sealed", "note")
    rows = list(files.order_by("application__serial", "place"))
    opened = [row for row in rows if row.state == EnvelopeState.OPENED]
    unread = [row for row in rows if row.state != EnvelopeState.OPENED and row.application.state not in UNFILED]
    closed = ", ".join(f"{row.application.number} ({row.place})" for row in unread)
    said = lines(
        "envelopes", at=formatting.moment(round_.envelopes_opened_at), until=formatting.deadline(round_.closes_at),
        opened=len(opened), applications=len({row.application_id for row in opened}),
        erased=len(rows) - len(opened) - len(unread),
    )  # fmt: skip
    came = [[row.application.number, round_.envelope[row.place - 1]["name"], row.promise] for row in opened]
    return [
        Block(
            words["head"], [*said, *([say("envelopes", "closed", list=closed)] if closed else [])],
            head=words["consents"], rows=_given(round_, KeyPurpose.ENVELOPES),
        ),
        *_holders(round_, KeyPurpose.ENVELOPES, "envelopes"),
        *([Block(head=words["files"], rows=came, wide=2, narrow=(0,))] if came else []),
    ]  # fmt: skip


def _given(round_: Any, purpose: KeyPurpose) -> list[list[str]]:
    return [
        [str(c.person), words_of_role(c.role), formatting.moment(c.given_at)]
        for c in round_.consents.filter(purpose=purpose).select_related("person")
    ]


def _counted(rows: list[Any]) -> list[str]:
    """Printed before all are decided, it says so: nobody is counted as admitted who is not."""
    waiting = sum(row.state in UNDECIDED for row in rows)
    refused = sum(row.state == ApplicationState.NOT_ADMITTED for row in rows)
    said = [say("admission", "total", filed=len(rows), admitted=len(rows) - refused - waiting, refused=refused)]
    return [*said, say("admission", "waiting", waiting=waiting)] if waiting else said


def _admitted(row: Any) -> list[str]:
    party = row.initiator
    checked = row.state not in UNDECIDED
    state = ApplicationState.NOT_ADMITTED if row.state == ApplicationState.NOT_ADMITTED else ApplicationState.ADMITTED
    return [
        row.number, formatting.moment(row.filed_at), str(party.get("name", "")), str(party.get("inn", "")),
        region_name(str(party.get("region", ""))), millions(row.requested),
        str(state.label if checked else application_state(row.state, row.round.legal_mode)), row.reason,
    ]  # fmt: skip


def summary(round_: Any, at: datetime) -> Paper:
    words, result = texts()["summary"], _result(round_)
    by_code = {row.project.code: row for row in _applications(round_)}
    totals = _totals(round_)
    rows = [
        [str(p["rank"]), by_code[p["project"]].number, by_code[p["project"]].pinned.content["title"],
         "; ".join(totals.get(p["project"], ())) or DASH, formatting.number(Decimal(p["score"])),
         millions(by_code[p["project"]].requested), millions(Decimal(p["allocated"])), str(OUTCOMES[p["status"]][1])]
        for p in result["ranking"] if p["project"] in by_code
    ]  # fmt: skip
    out = [
        [by_code[p["project"]].number, by_code[p["project"]].pinned.content["title"], str(OUTCOMES[p["status"]][1])]
        for p in result["unranked"] if p["project"] in by_code
    ]  # fmt: skip
    total = say(
        "summary", "total", allocated=millions(Decimal(result["allocated"])), left=millions(Decimal(result["left"])),
        limit=millions(round_.limit), threshold=threshold_said(round_),
    )  # fmt: skip
    return Paper(
        **common(round_, at), title=words["title"], signs=_signs(),
        blocks=[
            Block(head=words["head"], rows=rows, right=(0, 4, 5, 6), wide=2, room=1.6, narrow=(1, 3)),
            *([Block(words["out"], head=words["out_head"], rows=out, wide=1, narrow=(0,))] if out else []),
            Block(paragraphs=[total]),
        ],
    )  # fmt: skip


def _totals(round_: Any) -> dict[str, list[str]]:
    """Project -> the weighted per cent of each opened sheet, with the first where a second opinion counts."""
    criteria = [(c.code, c.weight or 0, c.maximum or 1) for c in round_.criteria.all()]
    found: dict[str, list[str]] = defaultdict(list)
    rows = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED)
    for sheet in rows.select_related("second").order_by("assignment__member__code"):
        body: dict[str, Any] = sheet.counted or {}
        total = _total(body["scores"], criteria)
        if total is None:
            continue
        said = f"{body['expert']}: {formatting.number(total)}"
        first = _total((sheet.body or {})["scores"], criteria)
        if hasattr(sheet, "second") and first is not None:
            said += say("summary", "second", first=formatting.number(first))
        found[body["project"]].append(said)
    return found


def _total(scores: dict[str, str], criteria: list[tuple[str, Any, Any]]) -> Decimal | None:
    given = [(Decimal(scores[code]), weight, top) for code, weight, top in criteria if code in scores]
    if not given:
        return None
    total = sum((points * weight / top for points, weight, top in given), Decimal(0))
    return total.quantize(Decimal("0.01"), ROUND_HALF_UP)


def order(round_: Any, at: datetime) -> Paper:
    words, result = texts()["order"], _result(round_)
    by_code = {row.project.code: row for row in _applications(round_)}
    places = [p for p in result["ranking"] if p["project"] in by_code]
    won = [p for p in places if p["status"] in ("winner", "partial")]
    spare = [p for p in places if p["status"] == "reserve"]
    last = round_.protocols.order_by("-number").first()
    said = lines(
        "order", round=round_.title, order=round_.order_text or DASH, protocol=last.number if last else "____",
        day=formatting.day(last.issued_at) if last else "____________",
    )  # fmt: skip
    clauses = [words["winners"], *([words["spare"]] if spare else []), *words["duties"]]
    said += [f"{n}. {text}" for n, text in enumerate(clauses, 1)]
    total = sum((Decimal(p["allocated"]) for p in won), Decimal(0))
    return Paper(
        **common(round_, at), title=words["title"], place="____________ № ______",
        blocks=[
            # what is signed is the order itself: its annexes stand below the signature
            Block(paragraphs=[*said, say("order", "sign", office=texts()["head"])]),
            Block(words["annex"], head=words["annex_head"], rows=_annex(won, by_code), **ANNEX),
            Block(paragraphs=[say("order", "total", sum=formatting.money(total))]),
            *([Block(words["reserve"], head=words["reserve_head"], rows=_annex(spare, by_code, granted=False), **ANNEX)]
              if spare else []),
        ],
    )  # fmt: skip


ANNEX: Any = {"right": (0, 5), "wide": 4, "narrow": (1, 3)}


def _annex(places: list[Any], by_code: dict[str, Any], *, granted: bool = True) -> list[list[str]]:
    """With the sums granted, or with those requested where nothing is granted yet."""
    return [
        [str(n), by_code[p["project"]].number, str(by_code[p["project"]].initiator.get("name", "")),
         str(by_code[p["project"]].initiator.get("inn", "")), by_code[p["project"]].pinned.content["title"],
         formatting.money(Decimal(p["allocated"]) if granted else by_code[p["project"]].requested)]
        for n, p in enumerate(places, 1)
    ]  # fmt: skip


def note(round_: Any, at: datetime) -> Paper:
    words, result, rows = texts()["note"], _result(round_), _applications(round_)
    refused = [row for row in rows if row.state == ApplicationState.NOT_ADMITTED]
    counts = Counter(p["status"] for p in result["ranking"])
    said = lines(
        "note", round=round_.title, filed=len(rows), admitted=len(rows) - len(refused), refused=len(refused),
        experts=round_.panel.count(), criteria=round_.criteria.count(),
        allocated=formatting.money(Decimal(result["allocated"])), limit=formatting.money(round_.limit),
        winners=counts["winner"] + counts["partial"], partial=counts["partial"], reserve=counts["reserve"],
    )  # fmt: skip
    changes = [
        [c["project"], str(OUTCOMES[c["ranked"]["status"]][1]), str(OUTCOMES[c["status"]][1]), c["ground"]]
        for c in result.get("changes", [])
    ]
    body = Block(words["changes"], head=words["changes_head"], rows=changes, wide=3)
    return Paper(
        **common(round_, at), title=words["title"], signs=_signs(),
        blocks=[Block(paragraphs=said), body if changes else Block(words["changes"], [words["no_changes"]])],
    )  # fmt: skip


def extract(application: Any, at: datetime) -> Paper:
    """The applicant's own part of the last protocol."""
    protocol, run = application.round.protocols.latest("number"), application.round.runs.latest("id")
    result, decided = run.result, texts()["extract"]["decided"]
    place = place_of(application.project.code, result)
    if application.state == ApplicationState.NOT_ADMITTED:
        said = [say("extract", "refused", number=application.number, reason=application.reason or DASH)]
    elif place is None:
        said = [say("extract", "unplaced", number=application.number, reason=without_place(application, result))]
    else:
        said = [say(
            "extract", "text", number=application.number, applicant=application.initiator.get("name", DASH),
            project=application.pinned.content["title"], rank=place["rank"],
            outcome=decided.get(place["status"], OUTCOMES[place["status"]][1]),
            of=len(result["ranking"]), score=formatting.number(Decimal(place["score"])),
            granted=formatting.money(Decimal(place["allocated"])), requested=formatting.money(application.requested),
        )]  # fmt: skip
        if place["status"] == "below_threshold":
            said += lacking(place, run)
        if place.get("decided"):
            said.append(say("extract", "ground", ground=place["decided"]))
    root = say("extract", "root", root=protocol.ledger_root)
    title = say("extract", "title", protocol=protocol.number)
    return Paper(
        **common(application.round, at), title=title, place=formatting.day(protocol.issued_at),
        blocks=[Block(paragraphs=[*said, root])], signs=[texts()["secretary"]],
    )  # fmt: skip


def card(application: Any, at: datetime) -> Paper:
    """One page on a project for who decides."""
    words, content, round_ = texts()["card"], application.pinned.content, application.round
    run = round_.runs.order_by("-id").first()
    place = place_of(application.project.code, run.result) if run else None
    money = content["money"]
    facts = named("card", [
        application.number, str(application.initiator.get("name", DASH)), content["cluster"]["name"],
        formatting.money(application.requested), formatting.money(application.minimum), _sum(money.get("own_funds")),
        f"{_day(content['start'])} – {_day(content['end'])}",
        say("card", "place", rank=place["rank"], score=formatting.number(Decimal(place["score"]))) if place
        else words["none"],
        f"{OUTCOMES[place['status']][1]}, {formatting.money(Decimal(place['allocated']))}" if place else DASH,
    ])  # fmt: skip
    parties = [[p["name"], p["inn"], region_name(p["region"])] for p in application.parties]
    texts_ = [f"{label}: {content['canvas'][key]}" for key, label in words["canvas"].items() if content["canvas"][key]]
    return Paper(
        **common(round_, at), title=content["title"], subtitle=f"{words['label']} {application.project.code}",
        facts=facts, blocks=[
            Block(paragraphs=[text[:600] for text in texts_]),
            Block(words["parties"], head=words["parties_head"], rows=parties[:8]),
            *_scores(application, words),
        ],
    )  # fmt: skip


def _sum(value: Any) -> str:
    return formatting.money(Decimal(value)) if value else DASH


def _day(text: Any) -> str:
    return formatting.day(datetime.fromisoformat(str(text))) if text else DASH


def _scores(application: Any, words: Any) -> list[Block]:
    rows = ScoreSheet.objects.filter(assignment__application=application, state=SheetState.OPENED)
    bodies: list[dict[str, Any]] = [sheet.body or {} for sheet in rows.order_by("assignment__member__code")]
    if not bodies:
        return []
    counted = {
        row.criterion_id: say("card", "computed", points=plain(row.points)) for row in application.computed.all()
    }
    table = [
        [f"{c.code} {c.name}", counted.get(c.pk, ", ".join(plain(body["scores"].get(c.code)) for body in bodies))]
        for c in application.round.criteria.all()
    ]
    return [Block(words["scores"], head=words["scores_head"], rows=table, right=(1,))]
