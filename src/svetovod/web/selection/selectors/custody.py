"""Who holds the key of the sheets and how far the ceremony is; never a share, and no code exists here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody import bridge
from svetovod.web.selection.enums import RoundState, SheetState
from svetovod.web.selection.models import KeyHolder, RoundKey, ScoreSheet, SelectionRound
from svetovod.web.selection.steps import BEFORE_OPENING, STEPS


@dataclass(frozen=True, slots=True)
class Custody:
    """`step`: server, unnamed, codes, made, entering, opened or ended; `purpose`: what a code is typed for now.

    `mine` is the actor's own part; `gone` are holders without a role in the round, who cannot enter a code.
    """

    step: str
    purpose: str
    holders: list[KeyHolder]
    key: RoundKey | None
    mine: KeyHolder | None
    sealed: bool
    gone: frozenset[int]

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
        left = [holder for holder in self.holders if holder.person_id not in self.gone]
        return [holder.person.name for holder in left if holder.entered_at is None]

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
    step = _step(round_, holders, key, at)
    purpose, taken = PURPOSES.get(step, ("", ""))
    able = {person.pk for person in who_may_hold(round_)}
    gone = {holder.person_id for holder in holders if holder.entered_at is None} - able
    return Custody(
        step, purpose if taken and round_.state in STEPS.states(taken) else "", holders, key, mine,
        sealed_sheets(round_).exists(), frozenset(gone if round_.state in BEFORE_OPENING else ()),
    )  # fmt: skip


def key_noted(key: RoundKey) -> dict[str, Any]:
    """What the protocol says of the key: its entry in the journal, and the fingerprint."""
    return {"entry": key.ledger_index, "fingerprint": bridge.fingerprint(key.public)}


def key_awaited(round_: SelectionRound) -> bool:
    """No sheet can be submitted: the commission keeps the key and has not made it yet."""
    return bool(round_.key_needed) and not RoundKey.objects.filter(round=round_).exists()


def sealed_sheets(round_: SelectionRound) -> QuerySet[ScoreSheet]:
    """Submitted and not taken back: what a split key must still open."""
    return ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.SUBMITTED)


def holders_left(round_: SelectionRound, without: int) -> int | None:
    """How many codes could be entered without that person; None where nothing depends on it."""
    waiting = round_.key_holders.filter(person=without, entered_at=None)
    made = RoundKey.objects.filter(round=round_).exists()
    if round_.state not in BEFORE_OPENING or not made or not waiting.exists():
        return None
    able = {person.pk for person in who_may_hold(round_)} - {without}
    held = round_.key_holders.values_list("person_id", "entered_at")
    return sum(person in able or entered is not None for person, entered in held)


@dataclass(frozen=True, slots=True)
class Risk:
    """A split key that waits for its opening: how many codes it needs, and how many could still come."""

    number: str
    needed: int
    able: int
    rehearsed: bool


def keys_at_risk() -> Iterator[Risk]:
    """For whoever keeps the server, who needs no role: numbers of people, no names and no shares."""
    waiting = RoundKey.objects.filter(round__state__in=BEFORE_OPENING).select_related("round").order_by("round_id")
    for key in waiting:
        able = {person.pk for person in who_may_hold(key.round)}
        held = key.round.key_holders.values_list("person_id", "entered_at")
        left = sum(person in able or entered is not None for person, entered in held)
        yield Risk(str(key.round), key.needed, left, key.rehearsed_at is not None)


def _step(round_: SelectionRound, holders: list[KeyHolder], key: RoundKey | None, at: Any) -> str:
    if not round_.key_needed:
        return "server"
    if round_.state not in BEFORE_OPENING:
        broken_off = round_.state in (RoundState.CANCELLED, RoundState.FAILED)
        return "ended" if broken_off or key is None else "opened"
    if key is None:
        return "codes" if holders else "unnamed"
    over = round_.state == RoundState.SCORING and round_.scoring_until is not None and at >= round_.scoring_until
    return "entering" if over else "made"


# what a code is typed for, and the step that takes it
PURPOSES = {"codes": ("confirm", "key_take"), "made": ("rehearse", "key_take"), "entering": ("enter", "key_enter")}
