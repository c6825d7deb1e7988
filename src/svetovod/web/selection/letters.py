"""Letters to applicants: receipt, decisions of the formal check, the result with its grounds. Never a score."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holdings, people_holding
from svetovod.web.audit.selectors import head
from svetovod.web.common import formatting
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.services import tell

from . import bridge
from .enums import REGISTERED, ApplicationState, LegalMode, RoundState
from .grounds import grounds, place_of
from .models import Application, Clarification, Protocol, RankingRun, SelectionRound
from .phrases import application_state

Said = tuple[str, str]
# days before a term on which whoever still owes something is reminded
LADDER = (1, 3)


def applicants(row: Application) -> list[Any]:
    """Those who may file for the organisation that leads the project."""
    return people_holding(Scope.ORGANISATION, [row.project.initiator_id], Role.INITIATOR)


def application_url(row: Application) -> str:
    return reverse("selection:application", args=[row.round.slug, row.number])


def registered(row: Application, *, at: datetime) -> None:
    """The receipt, also to whoever filed; a replacement and a correction have receipts of their own."""

    def words() -> Said:
        shadow = row.round.legal_mode == LegalMode.SHADOW
        subject = _("Ready to file: %(number)s") if shadow else _("Application registered: %(number)s")
        text = _(
            "Project %(project)s, version %(version)d, %(time)s. Checksum of the version: %(sha)s. "
            "Journal entry %(index)d."
        )
        return subject % {"number": row.number}, text % {
            "project": row.project.code, "version": row.pinned.number, "time": formatting.moment(at),
            "sha": row.pinned.sha256, "index": row.ledger_index,
        }  # fmt: skip

    tell(applicants(row), words, key=f"application:{row.pk}:{row.revision}", url=application_url(row), at=at)


def withdrawn(row: Application, *, at: datetime) -> None:
    def words() -> Said:
        return (
            _("Application withdrawn: %(number)s") % {"number": row.number},
            _("The application takes no further part in the selection; its number is not given again:"),
        )

    tell(applicants(row), words, key=f"application:{row.pk}:withdrawn", url=application_url(row), at=at)


def not_submitted(row: Application, *, at: datetime) -> None:
    """The intake is over and the draft was not filed."""

    def words() -> Said:
        named = {"project": row.project.code, "round": row.round.title}
        return (
            _("Not submitted in time: %(project)s") % named,
            _("The intake of “%(round)s” is over and the draft was not filed. What was typed is kept:") % named,
        )

    url = reverse("selection:apply", args=[row.round.slug, row.project.code])
    tell(applicants(row), words, key=f"application:{row.pk}:not_submitted", url=url, at=at)


def decided(row: Application, action: str, *, at: datetime) -> None:
    """`action`: admit, refuse or return; each return after a correction is told anew."""

    def words() -> Said:
        subject, text = _decision(action)
        named = {
            "number": row.number, "reason": row.reason,
            "until": formatting.deadline(row.correct_until) if row.correct_until else "",
        }  # fmt: skip
        return subject % named, text % named

    key = f"application:{row.pk}:{action}:{row.revision}"
    tell(applicants(row), words, key=key, url=application_url(row), at=at)


def _decision(action: str) -> Said:
    return {
        "admit": (
            _("Application admitted: %(number)s"),
            _("The formal check is passed: the application goes to the experts."),
        ),
        "refuse": (
            _("Application not admitted: %(number)s"),
            _("The formal check is not passed. Reason: %(reason)s"),
        ),
        "return": (
            _("Application returned for correction: %(number)s"),
            _("To be corrected by %(until)s: %(reason)s"),
        ),
    }[action]


def asked(row: Clarification, *, at: datetime) -> None:
    """To the secretary: the question, not whose it is."""

    def words() -> Said:
        named = {"number": row.number, "round": row.round.title}
        return _("Question No. %(number)d: %(round)s") % named, _("It is answered in public, without naming who asked:")

    people = people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)
    tell(people, words, key=f"question:{row.pk}", url=questions_url(row.round), at=at)


def clarified(row: Clarification, *, at: datetime) -> None:
    """To whoever asked and to all who filed or began an application; each reads the same. Who asked waits for it."""

    def words() -> Said:
        named = {"number": row.number, "round": row.round.title, "question": row.shown, "answer": row.answer}
        return (
            _("A clarification of the announcement: %(round)s") % named,
            _("Question No. %(number)d: %(question)s\nAnswer: %(answer)s") % named,
        )

    rows = row.round.applications.exclude(state=ApplicationState.WITHDRAWN).select_related("project")
    people = {person.pk: person for each in rows for person in applicants(each)}
    key, url = f"question:{row.pk}:answered", questions_url(row.round)
    if row.asked_by is not None and row.asked_by.is_active:
        people.pop(row.asked_by.pk, None)
        tell([row.asked_by], words, key=key, url=url, at=at)
    tell(people.values(), words, key=key, url=url, at=at, topic=Topic.ANSWERS)


def questions_url(round_: SelectionRound) -> str:
    return reverse("selection:questions", args=[round_.slug])


def drafts_due(round_: SelectionRound, *, at: datetime) -> None:
    """Nobody should find out after the intake that a saved draft was not a filed application."""
    days = days_left(round_.closes_at, at)
    if round_.state != RoundState.OPEN or days is None:
        return
    rows = round_.applications.filter(state=ApplicationState.DRAFT).select_related("round", "project")
    for row in rows:
        draft_due(row, days, at=at)


def draft_due(row: Application, days: int, *, at: datetime) -> None:
    round_ = row.round

    def words() -> Said:
        named = {"project": row.project.code, "round": round_.title, "until": formatting.deadline(round_.closes_at)}
        return (
            _("Not filed yet: %(project)s") % named,
            _("The application to “%(round)s” is a draft. The intake ends on %(until)s; to file it:") % named,
        )

    url = reverse("selection:apply", args=[round_.slug, row.project.code])
    tell(applicants(row), words, key=f"application:{row.pk}:due:{days}", url=url, at=at)


def days_left(term: datetime | None, at: datetime) -> int | None:
    """The nearest step of the ladder reached, or None while the term is far or over."""
    if term is None or at >= term:
        return None
    return next((days for days in LADDER if at >= term - timedelta(days=days)), None)


def root_now() -> str:
    """The journal as it stands, as a letter keeps it."""
    now = head()
    return bridge.root_line(now.size, now.root)


def cancelled(round_: SelectionRound, *, root: str, at: datetime) -> None:
    """To everybody who has filed; the reason is published. `root` goes with it."""
    for row in round_.applications.filter(state__in=REGISTERED).select_related("round", "project"):
        ended(row, round_, root=root, at=at)


def ended(row: Application, round_: SelectionRound, *, root: str, at: datetime) -> None:
    def words() -> Said:
        named = {"number": row.number, "round": round_.title, "reason": round_.reason}
        if round_.state == RoundState.FAILED:
            subject = _("The selection did not take place: %(number)s") % named
        else:
            subject = _("The selection is cancelled: %(number)s") % named
        said = [_("“%(round)s”. Reason: %(reason)s") % named, witness(root)]
        return subject, " ".join(said)

    url = reverse("selection:round", args=[round_.slug])
    tell(applicants(row), words, key=f"application:{row.pk}:{round_.state}", url=url, at=at)


def witness(root: str) -> str:
    return _("Keep this letter: it is a witness of the journal as it stood, %(root)s.") % {"root": root}


def result(round_: SelectionRound, protocol: Protocol, *, at: datetime) -> None:
    """The outcome and its grounds to each applicant, once for every protocol."""
    for row, words in _results(round_, protocol):
        key = f"result:{protocol.pk}:{row.pk}"
        tell(applicants(row), words, key=key, url=reverse("selection:result", args=[round_.slug]), at=at)


def result_ahead(round_: SelectionRound, protocol: Protocol) -> list[tuple[Application, int, Said]]:
    """What the publication would send: of each application to how many people, and the letter itself."""
    found = _results(round_, protocol)
    leads = [row.project.initiator_id for row, _words in found]
    people = Counter(int(each.scope_id) for each in holdings(Scope.ORGANISATION, leads, Role.INITIATOR))
    return [(row, people[row.project.initiator_id], words()) for row, words in found]


def _results(round_: SelectionRound, protocol: Protocol) -> list[tuple[Application, Callable[[], Said]]]:
    run = round_.runs.latest("id")
    rows = round_.applications.filter(state__in=REGISTERED).select_related("round", "project").order_by("serial")
    return [(row, partial(_result, row, protocol, run)) for row in rows]


def _result(row: Application, protocol: Protocol, run: RankingRun) -> Said:
    place = place_of(row.project.code, run.result)
    named = {
        "number": row.number, "protocol": protocol.number, "of": len(run.result["ranking"]),
        "state": application_state(row.state, row.round.legal_mode), "place": place["rank"] if place else "",
    }  # fmt: skip
    lines = [_("Protocol No. %(protocol)s is published.") % named]
    if protocol.corrects_id:
        lines[0] = _("Protocol No. %(protocol)s is published in place of the former one.") % named
    if place:
        lines.append(_("Place %(place)s of %(of)s in the ranking.") % named)
    lines.append(grounds(row, run))
    if row.round.legal_mode == LegalMode.SHADOW:
        lines.append(_("This is a calculation: the decision is taken by the authorised body."))
    lines.append(witness(bridge.root_line(protocol.ledger_size, protocol.ledger_root)))
    return _("Result of the selection, %(number)s: %(state)s") % named, " ".join(lines)
