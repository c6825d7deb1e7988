"""Which entries of the journal are a round's own: an export shows these in full and all others as leaf hashes."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import grant_ids, invitation_ids
from svetovod.web.audit.selectors import numbers_about

from . import evidence
from .access import CLOSED_DRAFT
from .mandate import parts
from .models import Application, SelectionRound
from .signed import signed_subjects


def entries_of(round_: SelectionRound) -> set[int]:
    """Numbers of the entries about the round and all that belongs to it, also what has been deleted since."""
    return numbers_about(subjects_of(round_))


def subjects_of(round_: SelectionRound) -> dict[str, set[Any]]:
    """Type of the subject -> ids. Applications never filed, and those still sealed, stay their authors' business."""
    closed = round_.applications.all() if round_.intake_sealed else round_.applications.filter(state__in=CLOSED_DRAFT)
    drafts = set(closed.values_list("pk", flat=True))
    found: dict[str, set[Any]] = defaultdict(set)
    for model, label, path in own_models():
        rows = model._default_manager.filter(**{path: round_.pk})
        found[label].update(rows.values_list("id", flat=True))
    found[Application._meta.label_lower] -= drafts
    filed = round_.applications.exclude(pk__in=drafts)
    found["projects.projectversion"].update(_filed_versions(filed.values_list("pk", flat=True)))
    attached = evidence.attached(filed.exclude(version=None).select_related("version"))
    if round_.envelopes_opened_at is not None:
        attached |= evidence.out_of_envelopes(filed)
    found["documents.attachment"].update(attached)
    for label, ids in signed_subjects(round_, filed, attached).items():
        found[label].update(ids)
    found["accounts.rolegrant"].update(grant_ids(Scope.ROUND, round_.pk))
    found["accounts.invitation"].update(invitation_ids(Scope.ROUND, round_.pk))
    return found


def own_models() -> Iterator[tuple[type[Model], str, str]]:
    """Each model of the apps of a round with the label of its subjects and the look-up that leads to the round.

    The tables of history are among them: an assignment taken back is deleted, and its entries stay the round's.
    """
    for model in (model for label in parts() for model in apps.get_app_config(label).get_models()):
        tracked = getattr(model, "pgh_tracked_model", model)
        path = _path(model)
        if path:
            yield model, tracked._meta.label_lower, path


def _path(model: type[Model]) -> str:
    """The shortest way to the round by foreign keys inside these apps, "" where there is none."""
    ways: list[tuple[Any, str]] = [(model, "")]
    for at, way in ways:
        if getattr(at, "pgh_tracked_model", at) is SelectionRound:
            return f"{way}id"
        ways += [
            (field.related_model, f"{way}{field.name}__") for field in at._meta.concrete_fields if _leads(at, field)
        ]
    return ""


def _leads(model: Any, field: Any) -> bool:
    target = field.related_model
    inside = target is not None and target is not model and target._meta.app_label in parts()
    return inside and not field.name.startswith("pgh_")


def _filed_versions(applications: Any) -> set[int]:
    """Every version that was ever filed, those replaced later included."""
    history: Any = apps.get_model("selection", "ApplicationEvent")
    rows = history.objects.filter(id__in=list(applications)).exclude(version=None)
    return set(rows.values_list("version_id", flat=True))
