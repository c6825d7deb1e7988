"""Editions: an officer drafts and tries one, a second publishes it; from then on it is the law and never changes."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.rulebook import selectors
from svetovod.web.rulebook.access import ACCESS
from svetovod.web.rulebook.bridge import amending
from svetovod.web.rulebook.enums import EditionState
from svetovod.web.rulebook.listeners import LawChange, law_changed
from svetovod.web.rulebook.models import LawEdition
from svetovod.web.rulebook.states import EDITION

TYPED = ("number", "signed_on", "effective_from", "publication", "note_ru", "note_en", "changes")


@transaction.atomic
def edition_draft(
    *, actor: Any, act: Any, typed: Mapping[str, Any], until: date | None, at: datetime, is_demo: bool = False
) -> LawEdition:
    """Keeps a draft; `until` is the last day whose law its author knows. It tells nobody's verdict."""
    actor = ACCESS.admit("edition.draft", actor)
    made = LawEdition(
        act=act.id, drafted_by_id=actor.person_id, drafted_at=at, edited_at=at, is_demo=is_demo, **_kept(typed)
    )
    _save(made, until)
    _record(actor, made, "draft", at)
    return made


@transaction.atomic
def edition_edit(
    *, actor: Any, edition: LawEdition, typed: Mapping[str, Any], until: date | None, at: datetime
) -> LawEdition:
    """Its author rewrites a draft."""
    row = LawEdition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    actor = ACCESS.admit("edition.edit", actor, row)
    if row.state != EditionState.DRAFT:
        raise Refused("edition.closed", gettext_lazy("Only a draft can be changed: make a new one."))
    for name, value in _kept(typed).items():
        setattr(row, name, value)
    row.edited_at = at
    _save(row, until)
    _record(actor, row, "edit", at)
    return row


@transaction.atomic
def edition_hand_over(*, actor: Any, edition: LawEdition, person: Any, at: datetime) -> LawEdition:
    """Another officer writes on; neither of them publishes it. For a handover, which has asked whether it may."""
    row = LawEdition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if row.state != EditionState.DRAFT:
        raise Refused("edition.closed", gettext_lazy("Only a draft can be changed: make a new one."))
    row.earlier_drafters = [*row.earlier_drafters, row.drafted_by_id]
    row.drafted_by = person
    row.save(update_fields=["drafted_by", "earlier_drafters"])
    record(actor=actor, action="edition.hand_over", subject=row, at=at, act=row.act, person=str(person.pseudonym))
    return row


def _kept(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in typed.items() if name in TYPED}


def _save(row: LawEdition, until: date | None) -> None:
    _refuse_faults(row, until)
    columns_check(row)
    row.save()


def _refuse_faults(row: LawEdition, until: date | None) -> None:
    if faults := selectors.faults_of(row, until):
        said = " ".join(amending.say(fault, formatting.lang()) for fault in faults)
        raise Refused("edition.faults", said, faults=faults)


@transaction.atomic
def edition_publish(*, actor: Any, edition: LawEdition, at: datetime) -> LawEdition:
    """The second person puts it in force: every page and new verdict takes it from its day on."""
    rows = {row.pk: row for row in LawEdition.objects.select_for_update(no_key=True).filter(act=edition.act)}
    row = rows[edition.pk]
    actor = ACCESS.admit("edition.publish", actor, row)
    EDITION.move(row, "publish", by=actor.person_id, today=timezone.localtime(at).date())
    _refuse_faults(row, None)
    before = selectors.facts()
    row.closed_by_id, row.closed_at = actor.person_id, at
    row.save()
    selectors.forget()
    after = selectors.facts()
    _record(actor, row, "publish", at, facts_before=before.version, facts_after=after.version)
    law_changed(
        LawChange(
            act=row.act, before=before, after=after, on=row.effective_from, subject=f"edition:{row.pk}",
            url=reverse("rulebook:edition", args=[row.pk]), said=partial(_said, row), actor=actor, at=at,
        )
    )  # fmt: skip
    return row


def _said(row: LawEdition) -> str:
    return _("Decree No. %(number)s is published; it is in force from %(day)s.") % {
        "number": row.number, "day": formatting.day(row.effective_from),
    }  # fmt: skip


@transaction.atomic
def edition_discard(*, actor: Any, edition: LawEdition, reason: str, at: datetime) -> LawEdition:
    """Puts a draft aside, with the reason; it stays readable."""
    row = LawEdition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    actor = ACCESS.admit("edition.discard", actor, row)
    EDITION.move(row, "discard", by=actor.person_id, reason=reason)
    row.closed_by_id, row.closed_at, row.reason = actor.person_id, at, reason.strip()
    row.save()
    _record(actor, row, "discard", at, reason=row.reason)
    return row


def _record(actor: Any, row: LawEdition, action: str, at: datetime, **more: Any) -> None:
    record(
        actor=actor, action=f"edition.{action}", subject=row, at=at, act=row.act, number=row.number,
        signed_on=row.signed_on, effective_from=row.effective_from, publication=row.publication, changes=row.changes,
        **more,
    )  # fmt: skip
