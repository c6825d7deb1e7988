"""Verifications: one officer reads the text, another confirms; the item counts as hard from then on."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.rulebook import bridge, selectors
from svetovod.web.rulebook.access import ACCESS
from svetovod.web.rulebook.listeners import LawChange, law_changed
from svetovod.web.rulebook.models import OPEN, Verification
from svetovod.web.rulebook.states import VERIFICATION


@transaction.atomic
def verification_propose(
    *, actor: Any, act: Any, item: Any, edition: Any, value: str | None, point: str, publication: str, quote: str,
    upload: Any, at: datetime,
) -> Verification:  # fmt: skip
    """What was read, where, in which edition; `value` as typed, None: the text says what the rulebook says.

    A number other than the rulebook's is refused: verifying confirms what is there, it does not change it.
    """
    actor = ACCESS.admit("verification.propose", actor)
    listed = selectors.facts().value(item.key, edition.on)
    if listed is None or listed.value is None:
        raise Refused(
            "verification.not_listed",
            _("The rulebook has no value for the edition of %(day)s: there is nothing to verify in it.")
            % {"day": formatting.day(edition.on)},
        )
    _refuse_other_value(item, listed, value)
    _refuse_second(item.key, edition.on)
    made = Verification(
        act=act.id, key=item.key, edition=edition.on, value=bridge.plain(listed.value), point=point.strip(),
        publication=publication.strip(), quote=quote.strip(), proposed_by_id=actor.person_id, proposed_at=at,
    )  # fmt: skip
    columns_check(made)
    made.save()
    attachment_add(actor=actor, subject=made, upload=upload, kind="text", at=at)
    record(
        actor=actor, action="verification.propose", subject=made, at=at, act=made.act, key=made.key,
        edition=made.edition, value=made.value, point=made.point, publication=made.publication,
    )  # fmt: skip
    return made


def _refuse_other_value(item: Any, listed: Any, value: str | None) -> None:
    if not bridge.is_typed(item):
        return
    if bridge.typed(item, value or "") != bridge.plain(listed.value):
        raise Refused(
            "verification.value",
            _(
                "The rulebook says %(listed)s, not “%(value)s”. If the text does say so, the rulebook is wrong and is "
                "corrected first."
            )
            % {"listed": bridge.say_value(item, listed, formatting.lang()), "value": value or ""},
        )


def _refuse_second(key: str, edition: date) -> None:
    if Verification.objects.filter(key=key, edition=edition, state__in=OPEN).exists():
        raise Refused(
            "verification.known",
            _("This item is verified in that edition already, or waits for the second person."),
        )


def verification_confirm(*, actor: Any, verification: Verification, at: datetime) -> Verification:
    """The second person has compared the number with the text as well."""
    return _step(actor, verification, "confirm", at)


def verification_decline(*, actor: Any, verification: Verification, reason: str, at: datetime) -> Verification:
    return _step(actor, verification, "decline", at, reason)


def verification_withdraw(*, actor: Any, verification: Verification, reason: str, at: datetime) -> Verification:
    """Takes it back; the item is again as surely known as it was. Verdicts made meanwhile stay as they are."""
    return _step(actor, verification, "withdraw", at, reason)


@transaction.atomic
def _step(actor: Any, verification: Verification, action: str, at: datetime, reason: str = "") -> Verification:
    row = Verification.objects.select_for_update(no_key=True).get(pk=verification.pk)
    actor = ACCESS.admit("verification.withdraw" if action == "withdraw" else "verification.confirm", actor, row)
    before = selectors.facts()
    stands = bridge.stands(before, row.key, row.edition, row.value)
    VERIFICATION.move(row, action, by=actor.person_id, reason=reason, stands=stands)
    if action == "confirm":
        row.confirmed_by_id, row.confirmed_at = actor.person_id, at
    else:
        row.closed_by_id, row.closed_at, row.reason = actor.person_id, at, reason.strip()
    row.save()
    record(
        actor=actor, action=f"verification.{action}", subject=row, at=at, act=row.act, key=row.key,
        edition=row.edition, value=row.value, reference=row.reference, reason=row.reason,
    )  # fmt: skip
    selectors.forget()
    if action == "confirm" and (on := _felt_on(row, at)):
        law_changed(
            LawChange(
                act=row.act, before=before, after=selectors.facts(), on=on, subject=f"verification:{row.pk}",
                url=reverse("rulebook:verification", args=[row.pk]), said=partial(_said, row), actor=actor, at=at,
            )
        )  # fmt: skip
    return row


def _felt_on(row: Verification, at: datetime) -> date | None:
    """Today, where the edition that was read is in force; a verification of the past tells no verdict of today."""
    today = timezone.localtime(at).date()
    edition = selectors.facts().act(row.act).edition_on(today)
    return today if edition is not None and edition.on == row.edition else None


def _said(row: Verification) -> str:
    label = selectors.label_of(row.key, formatting.lang())
    return gettext("“%(item)s” is compared with the text of the act by two officers and is hard now.") % {"item": label}
