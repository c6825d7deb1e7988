"""The call for projects: an answer on completeness, the choice of presenters, slides until the eve."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.events.access import ACCESS
from svetovod.web.events.call_page import SLIDES, slides_until
from svetovod.web.events.models import PapersAnswer, Pitch, PresenterChoice
from svetovod.web.notices.services import tell


@transaction.atomic
def papers_answer(
    *, actor: Any, pitch: Pitch, missing: Sequence[str], note: str, at: datetime
) -> PapersAnswer:  # fmt: skip
    """On the version handed in last; said again, it takes the place of what was said. The initiator gets a letter."""
    row = _locked(pitch)
    actor = ACCESS.admit("pitch.plan", actor, row)
    lacking = [title for title in row.session.pack if title in set(missing)]
    values = {"missing": lacking, "note": note.strip(), "said_at": at, "said_by_id": actor.person_id}
    answer, _made = PapersAnswer.objects.update_or_create(pitch=row, version=row.version, defaults=values)
    record(
        actor=actor, action="papers.answer", subject=row, at=at, session=row.session.slug,
        version=row.version.number, missing=lacking,
    )  # fmt: skip

    def words() -> tuple[str, str]:
        named = {"project": row.project.code, "missing": "; ".join(lacking), "number": row.version.number}
        if not lacking:
            return (
                _("Papers are accepted: %(project)s") % named,
                _("Version %(number)s has everything the pack asks for:") % named,
            )
        return (
            _("Papers are incomplete: %(project)s") % named,
            _("Version %(number)s lacks: %(missing)s. Add it and hand in again:") % named,
        )

    _told(row, words, f"papers:{answer.pk}:{at.isoformat()}", actor, at)
    return answer


@transaction.atomic
def presenter_choose(
    *, actor: Any, pitch: Pitch, presents: bool, grounds: str, at: datetime
) -> PresenterChoice:  # fmt: skip
    """With grounds, which the initiator reads. Who does not present gives the hour back; remarks are still written."""
    row = _locked(pitch)
    actor = ACCESS.admit("pitch.plan", actor, row)
    if not grounds.strip():
        raise Refused("choice.grounds", gettext_lazy("Say why: the initiator reads the grounds."))
    if row.started_at:
        raise Refused("choice.heard", gettext_lazy("The project was heard already: there is nothing to choose."))
    values = {"presents": presents, "grounds": grounds.strip(), "chosen_at": at, "chosen_by_id": actor.person_id}
    choice, _made = PresenterChoice.objects.update_or_create(pitch=row, defaults=values)
    if not presents and row.slot:
        row.slot = None
        row.save(update_fields=["slot"])
    record(
        actor=actor, action="pitch.choose", subject=row, at=at, session=row.session.slug, presents=presents,
        grounds=choice.grounds,
    )  # fmt: skip

    def words() -> tuple[str, str]:
        named = {"project": row.project.code}
        if presents:
            return (
                _("Chosen to be presented: %(project)s") % named,
                _("The project is presented in the hall. The grounds and what is needed next:"),
            )
        return (
            _("Not presented in the hall: %(project)s") % named,
            _("Slots are few and the project is not presented in the hall; experts read it and write remarks. "
              "The grounds:"),
        )  # fmt: skip

    _told(row, words, f"choice:{choice.pk}:{at.isoformat()}", actor, at)
    return choice


@transaction.atomic
def slides_put(*, actor: Any, pitch: Pitch, upload: Any, at: datetime) -> Any:
    """Until the evening before; the file given last is the one that is shown."""
    row = _locked(pitch)
    actor = ACCESS.admit("pitch.submit", actor, row)
    until = slides_until(row)
    if at >= until:
        raise Refused(
            "slides.frozen",
            _("Slides were frozen on %(until)s: the hall shows what was given before. Ask the organiser.")
            % {"until": formatting.moment(until)},
        )
    kept = attachment_add(actor=actor, subject=row, upload=upload, kind=SLIDES, at=at)
    record(actor=actor, action="slides.put", subject=row, at=at, session=row.session.slug, sha256=kept.sha256)
    return kept


def _locked(pitch: Pitch) -> Pitch:
    rows = Pitch.objects.select_for_update(of=("self",)).select_related("session", "project", "version")
    return rows.get(pk=pitch.pk)


def _told(pitch: Pitch, words: Any, key: str, actor: Any, at: datetime) -> None:
    leading = (Role.INITIATOR, Role.PREPARER)
    people = people_holding(Scope.ORGANISATION, [pitch.project.initiator_id], *leading)
    people += people_holding(Scope.PROJECT, [pitch.project_id], *leading)
    url = reverse("events:hand_in", args=[pitch.session.slug, pitch.project.code])
    tell({one.pk: one for one in people}.values(), words, key=key, url=url, at=at, but=actor)
