"""The operator's desk: whether letters leave, jobs run and the journal is signed. No content of the domain."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from svetovod.web.accounts import standing
from svetovod.web.accounts.selectors import sign_ins_recent, team_invitations
from svetovod.web.audit import selectors as journal
from svetovod.web.common import formatting
from svetovod.web.common.backed_up import Known, remembered
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.selectors import mail_counts, mail_leaves, mail_trouble, problems

from .shape import Board, Cell, Listing, Task

SHOWN = 10
# a job that waits longer than this has no worker
PATIENCE = timedelta(minutes=15)
SOON = timedelta(days=3)
# the root is signed every night; a night may be missed by a restart
SIGNED_DAILY = timedelta(hours=36)
# a backup is made every night and restored to try it, with a day of patience, as for the doctor
BACKED_UP_DAILY = timedelta(days=2)


def administrator(actor: Any, moment: datetime) -> Iterator[Board]:
    if not standing.administrator.test(actor):
        return
    # letters, jobs and invitations live in real time, not in the demonstration's
    now = timezone.now()
    mails, jobs = mail_counts(actor), _jobs(now)
    invitations = list(team_invitations(actor, now))
    yield Board(
        "operations", _("The installation"),
        [
            (
                _("Letters that need a decision"), mails[MailState.FAILED] + mails[MailState.UNCLEAR],
                _("waiting: %(count)d") % {"count": mails[MailState.QUEUED]},
            ),
            (_("Jobs that failed"), jobs["failed"], _("waiting: %(count)d") % {"count": jobs["waiting"]}),
            (_("Invitations open"), len(invitations), _expiring(invitations, now)),
            (_("Entries of the journal"), journal.head().size, ""),
        ],
        [_state(actor, jobs, now), _letters(actor), _invited(invitations, now), _sign_ins(actor)],
        [*_to_decide(mails), *_to_answer(actor), *_to_start(jobs)],
    )  # fmt: skip


def _to_decide(mails: dict[str, int]) -> Iterator[Task]:
    stuck = mails[MailState.FAILED] + mails[MailState.UNCLEAR]
    if stuck:
        yield Task(
            _("Decide about letters that did not arrive"), _("letters: %(count)d") % {"count": stuck},
            reverse("notices:mail_list"),
        )  # fmt: skip


def _to_answer(actor: Any) -> Iterator[Task]:
    if waiting := problems(actor, waiting=True).count():
        yield Task(
            _("Answer the reports of problems"), _("reports: %(count)d") % {"count": waiting},
            reverse("notices:problem_list"),
        )  # fmt: skip


def _to_start(jobs: dict[str, int]) -> Iterator[Task]:
    if jobs["late"]:
        yield Task(
            _("Start the worker: jobs wait too long"), _("jobs: %(count)d") % {"count": jobs["late"]},
            reverse("portal:desk") + "#operations-state",
        )  # fmt: skip


def _jobs(now: datetime) -> dict[str, int]:
    # a job put for at once has no moment of its own: of those, only that they wait is known
    late = Q(status="todo", scheduled_at__lt=now - PATIENCE)
    return ProcrastinateJob.objects.aggregate(
        failed=Count("pk", filter=Q(status="failed")),
        waiting=Count("pk", filter=Q(status="todo")),
        late=Count("pk", filter=late),
    )


def _expiring(invitations: list[Any], now: datetime) -> str:
    soon = sum(row.expires_at - now <= SOON for row in invitations)
    return _("end within three days: %(count)d") % {"count": soon}


def _state(actor: Any, jobs: dict[str, int], now: datetime) -> Listing:
    """What `svetovod doctor` would say first; the whole examination is a command."""
    sends = mail_leaves()
    root = journal.signed_roots(actor).order_by("-pk").first()
    size = journal.head().size
    signed = datetime.fromisoformat(root.timestamp) if root else None
    rows = [
        (_("Mail"), sends, _("letters go to the mail server") if sends else _("letters are kept here and go nowhere")),
        (_("Worker"), not jobs["late"], _("jobs that wait too long: %(count)d") % {"count": jobs["late"]}),
        (
            _("Journal"), not size or bool(signed and now - signed < SIGNED_DAILY),
            _("signed over %(size)d entries of %(all)d, %(when)s")
            % {"size": root.size, "all": size, "when": formatting.moment(signed)}
            if root else _("not signed yet"),
        ),
    ]  # fmt: skip
    if not settings.DEMO:
        rows.append(_backups(now))
    else:
        invented = _(
            "people and data are invented; the command svetovod demo reset removes them with the built-in database, "
            "svetovod demo remove takes them out of a database of your own if nothing else is in it"
        )
        rows.append((_("Demonstration"), False, invented))
    words = {True: ("yes", _("all right")), False: ("info", _("to be looked at"))}
    return Listing(
        "state", _("State of the installation"), [_("Part"), _("State")],
        [
            [Cell(name), Cell(words[good][1], kind=words[good][0], sub=said)] for name, good, said in rows
        ],
        "", reverse("audit:head"), _("Check the journal"),
    )  # fmt: skip


def _backups(now: datetime) -> tuple[str, bool, str]:
    """What is known of them on the machine of this process."""
    try:
        known = remembered()
    except (ValueError, OSError):  # of root's, where a backup was made by hand
        return _("Backups"), False, _("what was noted of them cannot be read")
    told = [_made(known.get("made"), now), _tried(known.get("tried"), now)]
    return _("Backups"), all(good for good, _said in told), "; ".join(said for _good, said in told)


def _made(known: Known | None, now: datetime) -> tuple[bool, str]:
    """One is made here wherever it is tried."""
    if known is None:
        return False, _("none has been made here")
    said = _("the last was made %(when)s") % {"when": formatting.moment(known.at)}
    if known.lost:
        return False, said + ", " + _("files it has not: %(count)d") % {"count": known.lost}
    return now - known.since < BACKED_UP_DAILY, said


def _tried(known: Known | None, now: datetime) -> tuple[bool, str]:
    elsewhere = settings.BACKUPS_TRIED_ELSEWHERE
    if known is None:
        return elsewhere, _("they are tried on another machine") if elsewhere else _(
            "none has been restored here to try it"
        )
    said = _("the last that restored when tried is of %(when)s") % {"when": formatting.moment(known.since)}
    return elsewhere or now - known.since < BACKED_UP_DAILY, said


def _letters(actor: Any) -> Listing:
    return Listing(
        "letters", _("Letters that need a decision"), [_("Subject"), _("State"), _("Queued")],
        [
            [
                Cell(mail.subject or mail.key, reverse("notices:mail_detail", args=[mail.pk])),
                Cell(mail.get_state_display(), kind="no", sub=mail.answer), Cell(formatting.moment(mail.queued_at)),
            ]
            for mail in mail_trouble(actor, SHOWN)
        ],
        _("No letter is stuck."), reverse("notices:mail_list"), _("Outbox"),
    )  # fmt: skip


def _invited(invitations: list[Any], now: datetime) -> Listing:
    return Listing(
        "invitations", _("Invitations that wait for an answer"), [_("Role"), _("Where"), _("Until")],
        [
            [
                Cell(row.get_role_display()), Cell(row.label or row.get_scope_display()),
                Cell(formatting.moment(row.expires_at), kind="warn" if row.expires_at - now <= SOON else ""),
            ]
            for row in invitations[:SHOWN]
        ],
        _("Nobody is invited now."), reverse("accounts:team"), _("My people"),
    )  # fmt: skip


def _sign_ins(actor: Any) -> Listing:
    return Listing(
        "sign-ins", _("What changed: last sign-ins"), [_("Who"), _("Last seen"), _("Since")],
        [
            [Cell(str(row.user)), Cell(formatting.moment(row.last_seen_at)), Cell(formatting.moment(row.created_at))]
            for row in sign_ins_recent(actor, SHOWN)
        ],
        _("Nobody has signed in yet."),
    )  # fmt: skip
