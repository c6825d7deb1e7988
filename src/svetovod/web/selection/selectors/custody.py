"""Who holds a key in parts and how far the ceremony is; never a share, and no code exists here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody import bridge
from svetovod.web.selection.custody.uses import SHEETS, USES, Use
from svetovod.web.selection.enums import KeyPurpose, RoundState
from svetovod.web.selection.models import KeyHolder, RoundKey, SelectionRound
from svetovod.web.selection.steps import STEPS


@dataclass(frozen=True, slots=True)
class Custody:
    """`step`: server, unnamed, codes, made, entering, opened or ended; `purpose`: what a code is typed for now.

    `use`: what the key is for. `mine` is the actor's own part; `gone` are holders without a role in the round, who
    cannot enter a code.
    """

    step: str
    purpose: str
    holders: list[KeyHolder]
    key: RoundKey | None
    mine: KeyHolder | None
    sealed: bool
    gone: frozenset[int]
    use: Use = SHEETS

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


def custody_of(actor: Any, round_: SelectionRound, at: Any, use: Use = SHEETS) -> Custody:
    ACCESS.require("keys.view", actor, round_)
    rows = use.holders(round_).select_related("person").defer("share", "trial", "tried", "entered")
    holders = list(rows)
    key = use.key(round_)
    mine = next((holder for holder in holders if holder.person_id == actor.person_id), None)
    step = _step(use, round_, holders, key, at)
    purpose, taken = {
        "codes": ("confirm", use.taking), "made": ("rehearse", use.taking), "entering": ("enter", use.entering),
    }.get(step, ("", ""))  # fmt: skip
    able = {person.pk for person in who_may_hold(round_)}
    gone = {holder.person_id for holder in holders if holder.entered_at is None} - able
    return Custody(
        step, purpose if taken and round_.state in STEPS.states(taken) else "", holders, key, mine,
        use.closed(round_).exists(), frozenset(gone if use.ahead(round_) else ()), use,
    )  # fmt: skip


def key_noted(round_: SelectionRound, purpose: KeyPurpose) -> tuple[dict[str, Any], list[KeyHolder]]:
    """What a protocol says of a split key: its entry in the journal and fingerprint; who entered a code."""
    use = USES[purpose]
    key = use.key(round_)
    if key is None:
        return {}, []
    entered = use.holders(round_).exclude(entered_at=None).select_related("person").order_by("entered_at")
    return {"entry": key.ledger_index, "fingerprint": bridge.fingerprint(key.public)}, list(entered)


def key_awaited(round_: SelectionRound) -> bool:
    """No sheet can be submitted: the commission keeps the key and has not made it yet."""
    return SHEETS.awaited(round_)


def keys_lost(round_: SelectionRound, without: int) -> Iterator[tuple[RoundKey, int]]:
    """Keys with which nothing could be opened without that person, and how many codes could still be entered."""
    able = {person.pk for person in who_may_hold(round_)} - {without}
    for use in USES.values():
        key, holders = use.key(round_), use.holders(round_)
        if key and use.ahead(round_) and holders.filter(person=without, entered_at=None).exists():
            left = _able(holders, able)
            if left < key.needed:
                yield key, left


def _able(holders: QuerySet[KeyHolder], able: Collection[int]) -> int:
    """Of the holders, those who have entered a code or still could."""
    held = holders.values_list("person_id", "entered_at")
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
    for use in USES.values():
        waiting = RoundKey.objects.filter(purpose=use.purpose, round__state__in=use.before)
        for key in waiting.select_related("round").order_by("round_id"):
            if use.opened(key.round):
                continue
            able = {person.pk for person in who_may_hold(key.round)}
            yield Risk(str(key.round), key.needed, _able(use.holders(key.round), able), key.rehearsed_at is not None)


def _step(use: Use, round_: SelectionRound, holders: list[KeyHolder], key: RoundKey | None, at: Any) -> str:
    if not use.needed(round_):
        return "server"
    if not use.ahead(round_):
        broken_off = round_.state in (RoundState.CANCELLED, RoundState.FAILED)
        return "ended" if broken_off or key is None else "opened"
    if key is None:
        return "codes" if holders else "unnamed"
    return "entering" if round_.state == use.opening and use.over(round_, at) else "made"
