"""A trial selection with a sealed envelope, open on the first day of the demonstration: all of it an illustration.

One application is filed and its envelope closed; the other is a draft, left to whoever plays the applicant. The key is
the server's, so that no code on paper has to be handed out with the demonstration: two words open the envelopes. The
first day of the session finds the intake closed and leaves the words to the player; then the trial comes to its end.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.documents.papers import Block, Paper, pdf
from svetovod.web.projects.models import JointProject
from svetovod.web.selection import services
from svetovod.web.selection.enums import KeyPurpose, RoundState
from svetovod.web.selection.models import SelectionRound

from . import build_selection as script
from .build_selection import moment
from .cast import Company, grant
from .preparing import prepare

MARK = "(демонстрационные данные)"
PREPARED = moment("2021-06-07 12:00")
PUT = moment("2021-06-08 10:00")
FILED = moment("2021-06-08 10:10")
OPENED = moment("2021-06-25 19:00")
CHECKED = moment("2021-06-25 19:20")
ENDED = moment("2021-06-25 19:30")
ENDING = f"Пробный отбор окончен: показано, как закрывают и вскрывают конверты {MARK}"
SAID = "Чистая приведённая стоимость для демонстрации"
ROUND: Mapping[str, Any] = {
    **script.ROUND_2021,
    "slug": "2021-envelopes",
    "title": f"Пробный отбор с конвертами заявок {MARK}",
    "expected": "",
    "order_text": f"Приказ о пробном отборе {MARK}",
    "announced_at": moment("2021-06-04 10:00"),
    "opens_at": moment("2021-06-07 10:00"),
    "closes_at": moment("2021-06-23 18:00"),
    "scoring_until": moment("2021-07-09 18:00"),
    "opening_at": moment("2021-07-12 10:00"),
    "sitting_at": moment("2021-07-14 11:00"),
    "publishing_at": moment("2021-07-15 12:00"),
    "limit": Decimal("300000000.00"),
    "envelope": [{"name": "Финансовая модель", "required": True}],
    "envelope_needed": 0,
}
# where a player who went on with it may have brought it, and where it is not ended any more
OVER = {RoundState.APPROVED, RoundState.PUBLISHED, RoundState.CANCELLED, RoundState.FAILED}


def envelopes_build(company: Company, cast: script.Cast, projects: Sequence[JointProject]) -> None:
    """Once. `projects`: of the filed application, and of the draft, for whose enterprise `applicant` speaks."""
    if SelectionRound.objects.filter(slug=ROUND["slug"]).exists():
        return
    round_ = script.round_2021(cast, data=ROUND)
    theirs, own = projects
    person, enterprise = company.people["applicant"], own.initiator
    grant(person, Role.INITIATOR, Scope.ORGANISATION, enterprise.pk, label=enterprise.name, at=PREPARED)
    for project in (theirs, own):
        prepare(project, company, PREPARED)
    row = services.application_draft(actor=cast.initiator_of(theirs), round=round_, project=theirs, at=PUT)
    services.application_draft(actor=company.actor("applicant"), round=round_, project=own, at=PUT)
    upload = SimpleUploadedFile("Финансовая модель.pdf", _model())
    services.envelope_put(actor=cast.initiator_of(theirs), application=row, place=1, upload=upload, at=PUT)
    services.application_file(actor=cast.initiator_of(theirs), application=row, at=FILED)


def envelopes_close(cast: script.Cast) -> None:
    """The intake ends on its day; whoever plays the secretary and the chair opens the envelopes."""
    round_ = _round()
    if round_ is not None and round_.state == RoundState.OPEN:
        services.intake_close(actor=actor_of(cast.secretary), round=round_, at=ROUND["closes_at"])


def envelopes_end(cast: script.Cast) -> None:
    """Words that were not given are given, the check begins, and the trial is over: it asks nothing of anybody then."""
    round_, secretary = _round(), actor_of(cast.secretary)
    if round_ is None or round_.state in OVER:
        return
    if round_.state == RoundState.INTAKE_CLOSED:
        given = set(round_.consents.filter(purpose=KeyPurpose.ENVELOPES).values_list("role", flat=True))
        for role, person in ((Role.SECRETARY, cast.secretary), (Role.CHAIR, cast.chair)):
            if role not in given:
                services.envelopes_open(actor=actor_of(person), round=round_, role=role, at=OPENED)
        services.check_start(actor=secretary, round=round_, at=CHECKED)
    services.round_cancel(actor=secretary, round=round_, reason=ENDING, at=ENDED)


def _round() -> SelectionRound | None:
    """None in a demonstration begun before it had the trial."""
    return SelectionRound.objects.filter(slug=ROUND["slug"]).first()


def _model() -> bytes:
    paper = Paper(title="Финансовая модель", kicker=ROUND["title"], demo=True, blocks=[Block(paragraphs=[SAID])])
    return pdf(paper, PUT)
