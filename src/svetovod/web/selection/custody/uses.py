"""What a key held in parts is for: when its codes are given out and entered, and what is closed with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from svetovod.web.selection.enums import ApplicationState, EnvelopeState, KeyPurpose, RoundState, SheetState
from svetovod.web.selection.models import EnvelopeFile, KeyHolder, RoundKey, ScoreSheet, SelectionRound
from svetovod.web.selection.steps import BEFORE_CHECK, BEFORE_OPENING


@dataclass(frozen=True, slots=True)
class Use:
    """One purpose of a key.

    `word` binds a code to it beside the round. `naming`, `taking` and `entering` are steps of `steps`. It is owed in
    the states `before` its opening; codes are entered in the state `opening`, from the moment `until` on. `needed`: how
    many codes the announcement asks for, 0 where the server keeps the key; `closed`: what it must still open, and
    `left_over`: what stays closed for good after the opening. `opened`: whether it has opened that. `told`: what an
    entry of the journal says of the use.
    """

    purpose: KeyPurpose
    word: str
    naming: str
    taking: str
    entering: str
    before: tuple[RoundState, ...]
    opening: RoundState
    until: Callable[[SelectionRound], datetime | None]
    needed: Callable[[SelectionRound], int]
    closed: Callable[[SelectionRound], QuerySet[Any]]
    left_over: Callable[[SelectionRound], QuerySet[Any]]
    opened: Callable[[SelectionRound], bool] = lambda row: False
    told: Mapping[str, str] = field(default_factory=dict)

    def ahead(self, round_: SelectionRound) -> bool:
        """What it opens is not opened yet, and may be."""
        return round_.state in self.before and not self.opened(round_)

    def key(self, round_: SelectionRound) -> RoundKey | None:
        return RoundKey.objects.filter(round=round_, purpose=self.purpose).first()

    def holders(self, round_: SelectionRound) -> QuerySet[KeyHolder]:
        return KeyHolder.objects.filter(round=round_, purpose=self.purpose)

    def awaited(self, round_: SelectionRound) -> bool:
        """Nothing can be closed: the commission keeps the key and has not made it yet."""
        return bool(self.needed(round_)) and self.key(round_) is None

    def over(self, round_: SelectionRound, at: datetime) -> bool:
        """The time has come in which codes are entered, or is past."""
        until = self.until(round_)
        return until is not None and at >= until


def sealed_sheets(round_: SelectionRound) -> QuerySet[ScoreSheet]:
    """Submitted and not taken back: what a split key must still open."""
    return ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.SUBMITTED)


def _withdrawn(round_: SelectionRound) -> QuerySet[ScoreSheet]:
    """Submitted by experts who have stepped back since."""
    rows = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.CONFLICT_DECLARED)
    return rows.exclude(commitment="")


SHEETS = Use(
    KeyPurpose.SHEETS, "round", naming="holders_name", taking="key_take", entering="key_enter",
    before=BEFORE_OPENING, opening=RoundState.SCORING, until=lambda row: row.scoring_until,
    needed=lambda row: row.key_needed, closed=sealed_sheets, left_over=_withdrawn,
)  # fmt: skip


def closed_envelopes(round_: SelectionRound) -> QuerySet[EnvelopeFile]:
    """Files put in and not opened yet."""
    return EnvelopeFile.objects.filter(application__round=round_, state=EnvelopeState.CLOSED)


def filed_envelopes(round_: SelectionRound) -> QuerySet[EnvelopeFile]:
    """Of those, what the opening opens."""
    return closed_envelopes(round_).filter(application__state=ApplicationState.FILED)


ENVELOPES = Use(
    KeyPurpose.ENVELOPES, "envelopes of round", naming="envelope_holders", taking="envelope_take",
    entering="envelope_enter", before=BEFORE_CHECK, opening=RoundState.INTAKE_CLOSED, until=lambda row: row.closes_at,
    needed=lambda row: row.envelope_needed, closed=closed_envelopes, left_over=lambda row: EnvelopeFile.objects.none(),
    opened=lambda row: row.envelopes_opened_at is not None, told={"purpose": KeyPurpose.ENVELOPES.value},
)  # fmt: skip
USES = {use.purpose: use for use in (SHEETS, ENVELOPES)}
