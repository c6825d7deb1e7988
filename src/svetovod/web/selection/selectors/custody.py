"""Who holds the key of the sheets and how far the ceremony is; never a share, and no code exists here."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody import bridge
from svetovod.web.selection.models import KeyHolder, RoundKey, ScoreSheet, SelectionRound


@dataclass(frozen=True, slots=True)
class Custody:
    """`step`: server, unnamed, codes, made, entering or opened; `mine`: the actor's own part."""

    step: str
    holders: list[KeyHolder]
    key: RoundKey | None
    mine: KeyHolder | None
    sealed: bool

    @property
    def confirmed(self) -> int:
        return sum(holder.confirmed_at is not None for holder in self.holders)

    @property
    def entered(self) -> int:
        return sum(holder.entered_at is not None for holder in self.holders)

    @property
    def tried(self) -> int:
        return sum(holder.tried_at is not None for holder in self.holders)

    @property
    def lacking(self) -> int:
        """Codes that are still needed for the opening."""
        return max((self.key.needed if self.key else 0) - self.entered, 0)

    @property
    def waited(self) -> list[str]:
        return [holder.person.name for holder in self.holders if holder.entered_at is None]

    @property
    def fingerprint(self) -> str:
        return bridge.fingerprint(self.key.public) if self.key else ""


def who_may_hold(round_: SelectionRound) -> list[Any]:
    """Those of the commission and the secretary. For services and the form, which have asked."""
    return people_holding(Scope.ROUND, [round_.pk], Role.CHAIR, Role.COMMISSION_MEMBER, Role.SECRETARY)


def custody_of(actor: Any, round_: SelectionRound, at: Any) -> Custody:
    ACCESS.require("keys.view", actor, round_)
    rows = round_.key_holders.select_related("person").defer("share", "trial", "tried", "entered")
    holders = list(rows)
    key = RoundKey.objects.filter(round=round_).first()
    mine = next((holder for holder in holders if holder.person_id == actor.person_id), None)
    sheets = ScoreSheet.objects.filter(assignment__application__round=round_).exclude(commitment="")
    return Custody(_step(round_, holders, key, at), holders, key, mine, sheets.exists())


def _step(round_: SelectionRound, holders: list[KeyHolder], key: RoundKey | None, at: Any) -> str:
    if not round_.key_needed:
        return "server"
    if key is None:
        return "codes" if holders else "unnamed"
    if round_.state not in STILL_SEALED:
        return "opened"
    over = round_.state == "scoring" and round_.scoring_until is not None and at >= round_.scoring_until
    return "entering" if over else "made"


STILL_SEALED = ("announced", "open", "intake_closed", "formal_check", "scoring")
