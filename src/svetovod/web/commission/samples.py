"""Letters of a commission, of appeals and awards with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial

from svetovod.web.notices.samples import MOMENT, Write, standin
from svetovod.web.selection.enums import ApplicationState

from . import letters
from .enums import AmendmentState, AppealState, Form, OfferState


def of(at: datetime) -> Iterator[Write]:
    round_ = standin(title="Отбор совместных проектов", appeal_judges=standin(person=None))
    row = standin(round=round_, number="2021-007")
    for form, absentia in ((Form.IN_PERSON, False), (Form.ABSENTIA, True)):
        yield partial(letters.planned, standin(round=round_, absentia=absentia, form=form), actor=None, at=at)
    appeal = standin(application=row, until=MOMENT)
    yield partial(letters.appealed, appeal, at=at)
    yield partial(letters.appointed, standin(round=round_, person=None), at=at)
    yield partial(letters.considered, appeal, at=at)
    for judged in (AppealState.UPHELD, AppealState.REJECTED):
        yield partial(letters.decided, standin(application=row, state=judged), at=at)
    yield partial(letters.award_asked, standin(application=row, until=MOMENT), at=at)
    for state in (OfferState.ACCEPTED, OfferState.DECLINED):
        yield partial(letters.award_answered, standin(application=row, state=state), at=at)
    silent = standin(application=row, until=MOMENT, state=OfferState.EXPIRED)
    yield partial(letters.award_expired, silent, at=at)
    partly = standin(round=round_, number="2021-007", state=ApplicationState.PARTIAL)
    for one, granted in ((row, row.requested), (partly, Decimal(30_000_000)), (row, Decimal(0))):
        yield partial(letters.award_outdated, standin(application=one), granted, at=at)
    for coming in AmendmentState:
        for ends, back in ((False, {}), (False, {"2022": "1"}), (True, {"2022": "1"})):
            total = Decimal(0) if ends else Decimal(60_000_000)
            made = standin(
                application=row,
                state=coming,
                total=total,
                ends=ends,
                back=back,
                back_total=Decimal(5_000_000),
                back_by=MOMENT.date(),
            )
            yield partial(letters.amendment_told, made, at=at)
    yield partial(letters.demand_overdue, standin(agreement=standin(application=row), due_on=MOMENT.date()), at=at)
