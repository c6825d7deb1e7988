"""A draft of a selection: begun from a set or from an earlier round, edited in parts. Nobody else sees it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import person_get
from svetovod.web.accounts.services import role_entrust
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.projects.selectors import section_list
from svetovod.web.projects.services import list_write, template_write
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.announcement.content import occasion
from svetovod.web.selection.announcement.library import set_get
from svetovod.web.selection.enums import LegalMode
from svetovod.web.selection.models import AskedDocument, Criterion, SelectionRound
from svetovod.web.selection.steps import STEPS

from ._common import locked_round

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# what a page edits of a draft, and what is taken over from an earlier round: never its order, days or sums
EDITED = (
    "title", "expected", "order_text", "legal_mode", "edition", "limit", "years", "per_project", "threshold",
    "distribution", "scoring", "threshold_unit", "winners", "sheets_needed", "per_project_least", "appeal_working",
    "unsealed_days", "aggregation", "ties", "quotas", "reserve_until", "quorum", "experts_needed", "appeal_days",
    "prolong_days", "questions_days", "sealed_intake", "return_days", "check_officers", "blindness", "spread",
    "key_needed", "envelope", "envelope_needed", "criteria_source", "opens_at", "closes_at", "scoring_until",
    "opening_at", "sitting_at", "publishing_at",
)  # fmt: skip
COPIED = (
    "threshold", "distribution", "scoring", "threshold_unit", "winners", "sheets_needed", "per_project_least",
    "appeal_working", "unsealed_days", "aggregation", "ties", "quorum", "experts_needed", "appeal_days", "prolong_days",
    "questions_days", "sealed_intake", "return_days", "check_officers", "blindness", "spread", "key_needed",
    "envelope", "envelope_needed", "criteria_source", "per_project", "edition",
)  # fmt: skip
CRITERION = ("code", "name", "meaning", "kind", "formula", "scale", "weight", "maximum", "least")
MOST_ROWS = 40


@transaction.atomic
def round_begin(
    *, actor: Any, title: str, slug: str, legal_mode: str = LegalMode.SHADOW, earlier: SelectionRound | None = None,
    criteria_set: str = "", lang: str = "ru", at: datetime,
) -> SelectionRound:  # fmt: skip
    """A draft whose secretary is the actor. `earlier` gives its rules, criteria, documents and sections, else a set
    of the library its criteria and documents; days, sums and the order are always written anew.
    """
    actor = ACCESS.admit("round.create", actor)
    _refuse_name(slug)
    if earlier is not None and not ACCESS.allows("round.view", actor, earlier):
        raise Hidden
    kept = {name: getattr(earlier, name) for name in COPIED} if earlier else {}
    row = SelectionRound(title=title.strip(), slug=slug, legal_mode=legal_mode, limit=Decimal(0), **kept)
    chosen = set_get(criteria_set)
    if chosen and not earlier:
        row.criteria_source = chosen.source
        for name, value in chosen.rules_of(COPIED).items():
            setattr(row, name, value)
    columns_check(row)
    row.save()
    person = person_get(actor, actor.person_id)
    role_entrust(
        actor=actor, person=person, role=Role.SECRETARY, scope=Scope.ROUND, scope_id=str(row.pk),
        label=row.title, at=at,
    )  # fmt: skip
    if earlier is not None:
        _copy_rows(row, earlier)
        _copy_sections(actor_of(person), row, earlier, at)
    elif chosen is not None:
        _rows_write(row, Criterion, chosen.criteria(lang))
        _rows_write(row, AskedDocument, chosen.documents(lang))
    record(
        actor=actor, action="round.create", subject=row, at=at, slug=row.slug, legal_mode=str(row.legal_mode),
        earlier=earlier.slug if earlier else "", criteria_set=chosen.key if chosen and not earlier else "",
    )  # fmt: skip
    return row


def _refuse_name(slug: str) -> None:
    if not NAME.fullmatch(slug) or slug == "new" or len(slug) > 40:
        raise Refused(
            "round.name",
            _("The short name stands in addresses and registration numbers: small Latin letters, digits and hyphens."),
        )
    if SelectionRound.objects.filter(slug=slug).exists():
        raise Refused("round.name_taken", _("There is a selection with this short name. Choose another."))


def _copy_rows(row: SelectionRound, earlier: SelectionRound) -> None:
    _rows_write(row, Criterion, earlier.criteria.values(*CRITERION))
    _rows_write(row, AskedDocument, earlier.documents.values("title", "meaning", "required"))


def _copy_sections(actor: Any, row: SelectionRound, earlier: SelectionRound, at: datetime) -> None:
    asked = section_list(occasion(earlier))
    if asked is not None:
        rows = [each.row() for each in asked.sections]
        sections_write(actor=actor, round=row, title=asked.title, source=asked.source, rows=rows, at=at)


def _rows_write(row: SelectionRound, model: Any, rows: Iterable[Mapping[str, Any]]) -> int:
    """In place of all rows of that kind."""
    made = [model(round=row, position=place, **values) for place, values in enumerate(rows)]
    if len(made) > MOST_ROWS:
        raise Refused("rows.too_many", _("At most %(count)d rows.") % {"count": MOST_ROWS})
    for each in made:
        columns_check(each)
    model.objects.filter(round=row).delete()
    model.objects.bulk_create(made)
    return len(made)


def _draft(actor: Any, round_: SelectionRound) -> tuple[Any, SelectionRound]:
    """The actor who may edit and the locked row, still a draft."""
    actor = ACCESS.admit("round.update", actor, round_)
    row = locked_round(round_)
    if row.state not in STEPS.states("round_edit"):
        raise Refused(
            "round.announced",
            _("The selection is announced: what was announced changes only by a published amendment."),
        )
    return actor, row


@transaction.atomic
def round_edit(*, actor: Any, round: SelectionRound, fields: Mapping[str, Any], at: datetime) -> SelectionRound:
    """Fields of a draft, as many as are given. What is missing yet is told by `announcement.faults`."""
    actor, row = _draft(actor, round)
    changed = [name for name, value in fields.items() if name in EDITED and getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        columns_check(row)
        row.save(update_fields=changed)
        record(actor=actor, action="round.edit", subject=row, at=at, fields=changed)
    return row


@transaction.atomic
def criteria_write(
    *, actor: Any, round: SelectionRound, rows: Sequence[Mapping[str, Any]], source: str | None = None, at: datetime
) -> None:
    """In place of the criteria of a draft. A weight or a maximum may be missing until the announcement."""
    actor, row = _draft(actor, round)
    codes = [each["code"] for each in rows]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Refused("criteria.twice", _("The code %(code)s stands twice.") % {"code": ", ".join(twice)})
    _rows_write(row, Criterion, rows)
    if source is not None and source != row.criteria_source:
        row.criteria_source = source
        row.save(update_fields=["criteria_source"])
    record(actor=actor, action="criteria.write", subject=row, at=at, codes=codes)


@transaction.atomic
def documents_write(*, actor: Any, round: SelectionRound, rows: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """In place of the list of documents of a draft: title, meaning, required."""
    actor, row = _draft(actor, round)
    count = _rows_write(row, AskedDocument, rows)
    record(actor=actor, action="documents.write", subject=row, at=at, count=count)


@transaction.atomic
def sections_write(
    *, actor: Any, round: SelectionRound, title: Mapping[str, str], source: str, rows: Sequence[Mapping[str, Any]],
    at: datetime,
) -> None:  # fmt: skip
    """What texts applications to this round consist of; projects choose the list once it is there."""
    actor, row = _draft(actor, round)
    list_write(actor=actor, occasion=occasion(row), title=title, source=source, sections=rows, at=at)


@transaction.atomic
def template_keep(*, actor: Any, round: SelectionRound, upload: Any, at: datetime) -> Any:
    """The DOCX that applications to this round are filled into; frozen once the round is announced."""
    actor, row = _draft(actor, round)
    return template_write(actor=actor, occasion=occasion(row), upload=upload, at=at)
