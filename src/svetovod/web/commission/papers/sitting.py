"""Papers of a sitting: agenda, protocol, a dissenting opinion."""

from datetime import datetime
from typing import Any

from svetovod.web.commission.enums import ItemKind, ItemState, SittingState
from svetovod.web.commission.selectors.sittings import needed_for, places_of, voting_seats
from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.selection.enums import ApplicationState

from .words import DASH, common, rooted, say, signed, texts


def _usual(item: Any) -> str:
    return str(texts()["agenda"]["ranking"]) if item.kind == ItemKind.RANKING else DASH


def agenda(sitting: Any, at: datetime) -> Paper:
    words = texts()["agenda"]
    rows = [
        [str(i.position), i.title, i.proposal or _decision(i) or _usual(i), words["secret" if i.secret else "named"]]
        for i in sitting.items.select_related("application__project")
    ]
    return Paper(
        **common(sitting.round, at), title=say("agenda", "title", number=sitting.number), facts=_facts(sitting)[:3],
        blocks=[Block(head=words["head"], rows=rows, right=(0,), wide=1, room=2)], signs=[texts()["secretary"]],
    )  # fmt: skip


def _facts(sitting: Any) -> list[list[str]]:
    seats = voting_seats(sitting.round)
    present = sum(place.votes for place in places_of(sitting))
    values = [
        str(sitting.get_form_display()), formatting.moment(sitting.opened_at or sitting.starts_at),
        sitting.place or DASH, str(sitting.presides.person) if sitting.presides else DASH,
        say("sitting", "quorum", present=present, seats=seats, needed=needed_for(sitting.round, seats)),
    ]  # fmt: skip
    return [list(pair) for pair in zip(texts()["sitting"]["facts"], values, strict=True)]


def _decision(item: Any) -> str:
    if item.application is None:
        return ""
    return say(
        "sitting", "decision", outcome=ApplicationState(item.outcome).label, amount=formatting.money(item.amount),
        ground=item.ground,
    )  # fmt: skip


def protocol(sitting: Any, at: datetime) -> Paper:
    words = texts()["sitting"]
    items = sitting.items.select_related("application__project").prefetch_related(
        "ballots__seat__person", "withdrawals__seat__person"
    )
    blocks = [Block(words["attendance"], head=words["attendance_head"], rows=_attendance(sitting))]
    for item in items:
        blocks += _item(item)
    if sitting.minutes:
        blocks.append(Block(paragraphs=sitting.minutes.split("\n")))
    draft = [] if sitting.state == SittingState.CLOSED else [Block(paragraphs=[words["draft"]])]
    return Paper(
        **common(sitting.round, at), title=say("sitting", "title", number=sitting.number), facts=_facts(sitting),
        blocks=[*draft, *blocks, rooted()], signs=[texts()["presides"], texts()["secretary"]],
    )  # fmt: skip


def _attendance(sitting: Any) -> list[list[str]]:
    rows = []
    for place in places_of(sitting):
        row = place.attendance
        said = str(row.get_presence_display()) if row else texts()["sitting"]["absent"]
        if row and row.stands_for:
            said = f"{said}, {say('sitting', 'instead', name=row.stands_for.person)}"
        rows.append([str(place.seat.person), str(place.seat.get_role_display()), said])
    return rows


def _item(item: Any) -> list[Block]:
    words = texts()["sitting"]
    said = [
        say("sitting", "proposal", text=item.proposal) if item.proposal else "", _decision(item),
        say("sitting", "minutes", text=item.minutes) if item.minutes else "", _voted(item),
    ]  # fmt: skip
    rows = [[str(b.seat.person), str(b.get_choice_display()), b.opinion] for b in item.ballots.all()]
    rows += [[str(w.seat.person), say("sitting", "withdrawn", ground=w.ground), ""] for w in item.withdrawals.all()]
    title = say("sitting", "item", position=item.position, title=item.title)
    head = words["votes_head"] if rows else ()
    return [Block(title, [text for text in said if text], head=head, rows=rows, wide=2)]


def _voted(item: Any) -> str:
    words = texts()["sitting"]
    if item.state not in (ItemState.ACCEPTED, ItemState.REJECTED):
        return str(words["undecided"])
    return say(
        "sitting", "votes", kind=words["secret" if item.secret else "named"], pro=item.count["for"],
        contra=item.count["against"], abstain=item.count["abstain"], decided=words[item.state],
        casting=words["casting"] if item.count["by"] == "casting" else "",
    )  # fmt: skip


def opinion(ballot: Any, at: datetime) -> Paper:
    item = ballot.item
    said = say(
        "opinion", "text", position=item.position, title=item.title, number=item.sitting.number,
        day=formatting.day(item.sitting.starts_at), choice=ballot.get_choice_display(),
    )  # fmt: skip
    return Paper(
        **common(item.sitting.round, at), title=texts()["opinion"]["title"],
        blocks=[Block(paragraphs=[said, *ballot.opinion.split("\n")])],
        signs=[signed("member", str(ballot.seat.person))],
    )  # fmt: skip
