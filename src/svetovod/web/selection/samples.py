"""Letters of a selection with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin
from svetovod.web.projects.path import ConsentTurn

from . import consents, letters, proclaim, summons
from .custody import letters as holders
from .custody.uses import ENVELOPES
from .enums import LegalMode, OfferState, PlaceKind, RoundState


def of(at: datetime) -> Iterator[Write]:
    round_ = standin(title="Отбор совместных проектов", state=RoundState.OPEN, legal_mode=LegalMode.OWN)
    row = standin(round=round_, number="2021-007")
    shadow = standin(round=standin(legal_mode=LegalMode.SHADOW), number="2021-007")
    made = standin(version=2)
    yield partial(proclaim.announced, round_, at=at)
    yield partial(proclaim.amended, round_, made, at=at)
    yield partial(proclaim.prolonged, round_, made, at=at)
    tied = standin(round=round_, series=standin(title="Практические сессии", slug="sample"))
    yield partial(proclaim.prepared, tied, at=at)
    for one in (row, shadow):
        yield partial(letters.registered, one, at=at)
    yield partial(letters.withdrawn, row, at=at)
    yield partial(letters.not_submitted, row, at=at)
    for action in ("admit", "refuse", "return"):
        yield partial(letters.decided, row, action, at=at)
    question = standin(round=round_)
    yield partial(letters.asked, question, at=at)
    yield partial(letters.clarified, question, at=at)
    yield partial(letters.draft_due, row, 3, at=at)
    for state in (RoundState.CANCELLED, RoundState.FAILED):
        yield partial(letters.ended, row, standin(title=round_.title, state=state), root="svetovod-root:4200:5f", at=at)
    yield partial(summons.sheets_assigned, None, ["2021-007", "2021-009"], round_, at=at)
    yield partial(summons.sheets_owed, None, ["2021-007", "2021-009"], round_, 3, at=at)
    scoring = standin(round=standin(title=round_.title, state=RoundState.SCORING), number="2021-007")
    yield partial(summons.assigned, standin(application=scoring), at=at)
    yield partial(holders.key_held, round_, [None], at=at)
    yield partial(holders.key_owed, round_, [None], at=at)
    for needed in (2, 5):
        yield partial(holders.code_owed, round_, [None], needed, at=at)
        yield partial(holders.code_owed, round_, [None], needed, ENVELOPES, at=at)
    yield partial(holders.key_held, round_, [None], ENVELOPES, at=at)
    yield partial(holders.key_owed, round_, [None], ENVELOPES, at=at)
    yield partial(holders.opening_owed, round_, [None], at=at)
    yield partial(holders.file_lost, standin(round=round_, number="2021-007"), [None], [1], at=at)
    for count in (1, 3):
        yield partial(holders.files_lost, round_, [None], count, at=at)
    yield partial(summons.opened, round_, actor=None, at=at)
    yield partial(summons.paper_sealed, standin(application=row), at=at)
    yield partial(summons.ranked, round_, actor=None, at=at)
    for state in (RoundState.CANCELLED, RoundState.FAILED):
        over = standin(title=round_.title, state=state, reason="Нет средств")
        yield partial(summons.cancelled, over, root="svetovod-root:4200:5f", actor=None, at=at)
    yield partial(summons.witnessed, round_, standin(ledger_size=4_200, ledger_root="5f" * 32), at=at)
    for answer in (OfferState.ACCEPTED, OfferState.DECLINED):
        yield partial(summons.answered, standin(round=round_, state=answer, kind=PlaceKind.EXPERT), standin(), at=at)
    yield partial(summons.offered, standin(round=round_, kind=PlaceKind.EXPERT), None, at=at)
    yield partial(summons.released, round_, None, at=at)
    for turn in ConsentTurn:
        yield partial(consents.told, row, standin("Предприятие (условное)"), turn, at)
