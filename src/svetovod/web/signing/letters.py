"""Who is told of rights to sign: the organisation's people, when one is entered or ended and before it runs out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.registry.models import Organisation

from . import phrases
from .models import SigningAuthority
from .selectors import Signer, Signers, people_of, signers_by

LEADING = (Role.CLUSTER_MANAGER, Role.INITIATOR)
# days before the end; the last step is the end itself
LADDER = (30, 7)
OVER = 0
LATE = timedelta(days=14)
Said = tuple[str, str]


def _url(organisation: Any) -> str:
    return reverse("signing:signers", args=[organisation.inn])


def _leaders(organisation: Any) -> list[Any]:
    return people_of(organisation, *LEADING)


def keys(row: SigningAuthority) -> str:
    """How the keys of everything told of this right begin."""
    return f"signing:{row.pk}:"


def _named(row: SigningAuthority) -> dict[str, Any]:
    return {"who": phrases.signer(row), "organisation": row.organisation, "ground": phrases.ground(row)}


def entered(row: SigningAuthority, *, but: Any, at: datetime) -> None:
    def words() -> Said:
        return (
            _("%(who)s signs for %(organisation)s") % _named(row),
            _("Ground: %(ground)s. If this is not so, end it on the page.") % _named(row),
        )

    _tell(row, "entered", words, at, but)


def ended(row: SigningAuthority, *, but: Any, at: datetime) -> None:
    def words() -> Said:
        named = _named(row) | {"day": formatting.day(row.ended_on)}
        return (
            _("%(who)s signs for %(organisation)s no more") % named,
            _("The last day was %(day)s. A power of attorney is revoked on paper, not here.") % named,
        )

    _tell(row, "ended", words, at, but)


def _tell(row: SigningAuthority, what: str, words: Callable[[], Said], at: datetime, but: Any = None) -> None:
    tell(_leaders(row.organisation), words, key=f"{keys(row)}{what}", url=_url(row.organisation), at=at, but=but)


@transaction.atomic
def remind(*, at: datetime) -> None:
    today = timezone.localdate(at)
    known = SigningAuthority.objects.values("organisation")
    rows = list(Organisation.objects.filter(pk__in=known, merged_into=None).order_by("pk"))
    for found in signers_by(rows, today).values():
        for each in (*found.now, *found.former):
            _of_right(found, each, today, at)
            _of_certificate(found, each, today, at)


def _step(day: date | None, today: date) -> int | None:
    if day is None or day + LATE < today:
        return None
    left = (day - today).days
    return OVER if left < 0 else min((days for days in LADDER if left <= days), default=None)


def _of_right(found: Signers, each: Signer, today: date, at: datetime) -> None:
    """One that a person has ended was told of then."""
    step = _step(each.last, today)
    if step is None or each.row.ended_at is not None:
        return
    last, row = each.last, each.row

    def words() -> Said:
        named = {"who": each.who, "organisation": found.organisation, "day": formatting.day(last)}
        head = (
            _("%(who)s signed for %(organisation)s until %(day)s")
            if step == OVER
            else _("%(who)s signs for %(organisation)s until %(day)s")
        )
        rest = found.nobody or _("Somebody else signs after that day.")
        return head % named, rest

    _tell(row, f"{last}:{step}", words, at)


def _of_certificate(found: Signers, each: Signer, today: date, at: datetime) -> None:
    day = each.row.certificate_until
    step = _step(day, today)
    if step is None or each.standing == "over":
        return

    def words() -> Said:
        named = {"who": each.who, "organisation": found.organisation, "day": formatting.day(day)}
        return (
            _("The certificate of %(who)s ends on %(day)s") % named,
            _("It signs for %(organisation)s. Order a new one and write its last day on the page.") % named,
        )

    _tell(each.row, f"certificate:{day}:{step}", words, at)
