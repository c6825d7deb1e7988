"""What a protocol of the result must say, gathered from the rows themselves and not from the paper."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import override

from svetovod.web.common import formatting
from svetovod.web.selection import bridge, paper, phrases
from svetovod.web.selection.enums import REGISTERED, ApplicationState, Choice
from svetovod.web.selection.mandate import mandate_of, sat_at
from svetovod.web.selection.models import Application, Protocol, SelectionRound
from svetovod.web.selection.models.panel import VOTING

from .bridge import Gap, gaps, said

Rows = dict[str, list[dict[str, str]]]


def gaps_of_result(
    row: SelectionRound, *, snapshot: Mapping[str, Any] | None = None, corrects: Protocol | None = None,
    reason: str = "", at: datetime,
) -> list[Gap]:  # fmt: skip
    """Of the protocol that would be issued now; with its snapshot, whether all that is known stands in it.

    The snapshot is what the PDF is set from. The text of the PDF itself is not read at the issue, only in tests: what
    a page leaves out of its data would pass here.
    """
    facts = facts_of_result(row, at=at)
    if corrects is not None:
        facts["correction"] = [{"reason": reason}]
    # the root is signed in the moment of issue: before it there is nothing to look for
    root = snapshot["ledger"] if snapshot else {"root": "later", "signature": "later"}
    facts["journal"] = [{"root": root["root"], "signature": root["signature"]}]
    return gaps("result", facts, "\n".join(said(snapshot)) if snapshot else None)


def facts_of_result(row: SelectionRound, *, at: datetime) -> Rows:
    """In the words of the paper; without the journal."""
    with override(paper.LANG):
        return _facts(row, at)


def _facts(row: SelectionRound, at: datetime) -> Rows:
    result = row.runs.latest("id").result
    last = row.protocols.order_by("-number").first()
    applications = list(row.applications.filter(state__in=REGISTERED).select_related("project").order_by("serial"))
    numbers = {each.project.code: each.number for each in applications}
    addresses = paper.addresses(row)
    return {
        "protocol": [{
            "number": str(last.number + 1 if last else 1), "issued_at": formatting.moment(at), "title": row.title,
            "order": row.order_text, "sitting_at": formatting.moment(sat_at(row)),
            "limit": formatting.millions(row.limit, 2), "allocated": formatting.millions(result["allocated"], 2),
            "appeal": str(row.appeal_days or ""),
        }],
        "application": [_registered(each, addresses) for each in applications],
        "refusal": [
            {"number": each.number, "ground": each.reason, "clause": ""}
            for each in applications if each.state == ApplicationState.NOT_ADMITTED
        ],
        "place": [
            {
                "number": numbers[each["project"]], "rank": str(each["rank"]),
                "score": formatting.number(each["score"]), "allocated": formatting.millions(each["allocated"], 2),
                "outcome": str(phrases.OUTCOMES[each["status"]][1]),
            }
            for each in result["ranking"]
        ],
        "criterion": [{"name": each.name, "weight": phrases.plain(each.weight)} for each in row.criteria.all()],
        "change": [
            {"number": numbers[each["project"]], "ground": each["ground"]} for each in result.get("changes", [])
        ],
        "signer": [{"office": str(office)} for office in paper.SIGNERS],
        **_votes(row),
    }  # fmt: skip


def _registered(each: Application, addresses: Mapping[str, str]) -> dict[str, str]:
    party = each.initiator
    return {
        "number": each.number, "filed_at": formatting.moment(each.filed_at), "name": str(party.get("name", "")),
        "inn": str(party.get("inn", "")), "region": bridge.region_name(str(party.get("region", "")), paper.LANG),
        "address": addresses.get(str(party.get("inn", "")), ""), "requested": formatting.millions(each.requested, 2),
        "decision": str(phrases.application_state(each.state, each.round.legal_mode)),
    }  # fmt: skip


def _votes(row: SelectionRound) -> Rows:
    """Votes of a sitting that has the ranking on its agenda, or of the page; of a secret vote numbers alone."""
    mandate = mandate_of(row)
    if mandate is not None:
        given = [(line[0], line[2], line[3]) for line in mandate.votes["rows"]]
        counts = [str(count) for _choice, count in mandate.votes["counts"]]
    else:
        votes = list(row.votes.select_related("seat__person"))
        given = [(str(vote.seat.person), str(vote.get_choice_display()), vote.conflict) for vote in votes]
        counts = [str(sum(vote.choice == choice for vote in votes)) for choice in Choice] if votes else []
    out = str(Choice.RECUSED.label)
    seats = row.seats.filter(VOTING).count()
    return {
        "tally": [{"count": count} for count in counts] if seats else [],
        "member": [{"name": name, "vote": choice} for name, choice, _ground in given],
        "withdrawal": [{"name": name, "ground": ground} for name, choice, ground in given if choice == out],
    }
