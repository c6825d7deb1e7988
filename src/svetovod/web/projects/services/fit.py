"""Products and purchases of a project on the functional map and in the programme; requests to change these."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.dossier.selectors import programme_on
from svetovod.web.projects import letters
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import ChangeState, FitPart
from svetovod.web.projects.fit.standing import offered
from svetovod.web.projects.models import ChangeRequest, FitLine, JointProject
from svetovod.web.registry.selectors import map_on

from .locking import locked, opened_for_edit, touch

FIELDS = ("what", "name", "okpd2", "place", "measure")
MAX_LINES = 40


@transaction.atomic
def fit_add(*, actor: Any, project: JointProject, fields: Mapping[str, Any], at: datetime) -> FitLine:
    """A product or a purchase. Without a place or a measure it is off the map or the programme, and says so."""
    actor, row = opened_for_edit(actor, project)
    lines = list(row.fit_lines.all())
    if len(lines) >= MAX_LINES:
        raise Refused("fit.too_many", _("At most %(limit)d products and purchases.") % {"limit": MAX_LINES})
    line = FitLine(project=row, position=max((each.position for each in lines), default=0) + 1)
    _fill(line, row, fields)
    line.save()
    touch(row, at)
    record(actor=actor, action="fit.add", subject=line, at=at, project=row.code, position=line.position)
    return line


@transaction.atomic
def fit_edit(*, actor: Any, line: FitLine, fields: Mapping[str, Any], at: datetime) -> FitLine:
    actor, row = opened_for_edit(actor, line.project)
    fresh = FitLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    before = {name: getattr(fresh, name) for name in FIELDS}
    _fill(fresh, row, fields)
    changed = [name for name in FIELDS if getattr(fresh, name) != before[name]]
    if not changed:
        return fresh
    fresh.save(update_fields=[*changed, "place_name"])
    touch(row, at)
    record(actor=actor, action="fit.edit", subject=fresh, at=at, project=row.code, fields=changed)
    return fresh


@transaction.atomic
def fit_delete(*, actor: Any, line: FitLine, at: datetime) -> None:
    """Takes the line out with its requests; what was asked and answered stays in the journal."""
    actor, row = opened_for_edit(actor, line.project)
    subject = ("projects.fitline", str(line.pk))
    FitLine.objects.filter(pk=line.pk).delete()
    touch(row, at)
    record(actor=actor, action="fit.delete", subject=subject, at=at, project=row.code, position=line.position)


def _fill(line: FitLine, project: JointProject, fields: Mapping[str, Any]) -> None:
    """A place must be on the map in force and of the project's own participants, a measure in the programme."""
    kept = (line.place, line.place_name)
    for name in FIELDS:
        setattr(line, name, fields.get(name, getattr(line, name)))
    line.name = line.name.strip()
    inns = project.participants.values_list("organisation__inn", flat=True)
    places = dict(offered(map_on(project.cluster), inns))
    if line.place and line.place != kept[0] and line.place not in places:
        raise Refused("fit.place", _("There is no such place on the functional map of the cluster: choose another."))
    line.place_name = places.get(line.place, kept[1] if line.place == kept[0] else "")
    programme = programme_on(project.cluster)
    if line.measure and line.measure not in (programme.measures if programme else ()):
        raise Refused("fit.measure", _("The development programme in force has no such measure: choose another."))
    columns_check(line)


@transaction.atomic
def change_ask(*, actor: Any, line: FitLine, part: str, text: str, at: datetime) -> ChangeRequest:
    """Asks the managing organisation for a change. While a request of a part is open, asking again does nothing."""
    actor, row = opened_for_edit(actor, line.project)
    fresh = FitLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    known = fresh.requests.filter(part=part, state=ChangeState.ASKED).first()
    if known:
        return known
    if not text.strip():
        raise Refused("change.reasons", _("Say what should be changed and why."))
    request = ChangeRequest(line=fresh, part=FitPart(part), text=text.strip(), asked_at=at, asked_by_id=actor.person_id)
    columns_check(request)
    request.save()
    record(actor=actor, action="change.ask", subject=request, at=at, project=row.code, part=part)
    letters.change_asked(request, row, actor=actor, at=at)
    return request


@transaction.atomic
def change_answer(*, actor: Any, request: ChangeRequest, state: str, answer: str, at: datetime) -> ChangeRequest:
    """The managing organisation's word: changed, or declined with reasons. An answer given is not given again."""
    row = locked(request.line.project)  # the project before what belongs to it, as everywhere
    fresh = (
        ChangeRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("line__project")
        .get(pk=request.pk)
    )
    actor = ACCESS.admit("change.answer", actor, fresh)
    if fresh.state != ChangeState.ASKED:
        return fresh
    if state not in {ChangeState.DONE, ChangeState.DECLINED}:
        raise Refused("change.state", _("Say whether it was changed or is declined."))
    if state == ChangeState.DECLINED and not answer.strip():
        raise Refused("change.reasons", _("Give the reasons: a request is declined in words, not in silence."))
    fresh.state, fresh.answer, fresh.answered_at = ChangeState(state), answer.strip(), at
    fresh.answered_by_id = actor.person_id
    fresh.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record(actor=actor, action="change.answer", subject=fresh, at=at, project=row.code, state=state)
    letters.change_answered(fresh, row, actor=actor, at=at)
    return fresh
