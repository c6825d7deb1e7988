"""Texts of the application: written by several people at once, planned, and asked for by a list."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Conflict, Hidden, Refused
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import ProjectState
from svetovod.web.projects.models import JointProject, ProjectSection, SectionList, SectionPen
from svetovod.web.projects.sections import letters
from svetovod.web.projects.sections.lists import MOST, ListError, asked_of, read

from .locking import locked, opened_for_edit, refuse_archived, touch

# an open form tells of itself every twenty seconds; what it could not save is kept for a month
PENS_KEPT = timedelta(days=30)
# how long before and after its day a text that is not written is reminded of
REMIND_SOON, REMIND_OVER = timedelta(days=3), timedelta(days=14)


@transaction.atomic
def section_write(
    *,
    actor: Any,
    project: JointProject,
    key: str,
    text: str,
    revision: int,
    edit_key: str = "",
    settles: str = "",
    at: datetime,
) -> ProjectSection:
    """Writes a section whose form was opened on `revision`.

    `Conflict` when somebody else wrote since: nobody's words are ever replaced or joined unseen. `edit_key` names the
    open form: its own earlier saves are no conflict. `settles` names a form whose words were kept aside and are decided
    on by this text.
    """
    row = locked(project)
    section = _section(row, key)
    actor = ACCESS.admit("section.write", actor, section)
    refuse_archived(row)
    if len(text) > MOST:
        raise Refused("section.too_long", _("A section has at most %(limit)d characters.") % {"limit": MOST})
    if text != section.text:
        if revision != section.revision and not (edit_key and edit_key == section.edit_key):
            raise Conflict(
                "section.conflict",
                _("Somebody else changed this section while you were writing. Save to see both texts side by side."),
                revision=section.revision,
            )
        section.text, section.edit_key = text, edit_key
        section.revision += 1
        section.changed_at, section.changed_by_id = at, actor.person_id
        section.save()
        touch(row, at)
        record(
            actor=actor, action="section.write", subject=section, at=at,
            project=row.code, key=key, revision=section.revision, characters=len(text),
        )  # fmt: skip
    pens = SectionPen.objects.filter(section=section, person=actor.person_id, edit_key__in=[edit_key, settles])
    pens.update(text="")
    return section


@transaction.atomic
def sections_write(
    *, actor: Any, project: JointProject, rows: Iterable[tuple[str, str, int]], at: datetime
) -> list[ProjectSection]:
    """Several sections at once, all or none: key, text and the revision it was compared with."""
    return [
        section_write(actor=actor, project=project, key=key, text=text, revision=revision, at=at)
        for key, text, revision in rows
    ]


@transaction.atomic
def section_hold(
    *, actor: Any, project: JointProject, key: str, edit_key: str, at: datetime, base: int = 0, text: str | None = None
) -> None:
    """Somebody has the section open; `text` keeps, aside, words that the section could not take.

    A sign of presence and a draft: neither changes the project, so neither is journaled.
    """
    # a section is made under the project's lock, by whoever touches it first
    known = ProjectSection.objects.filter(project=project, key=key).exists()
    section = _section(project if known else locked(project), key)
    actor = ACCESS.admit("section.write", actor, section)
    own: dict[str, Any] = {"seen_at": at} | ({} if text is None else {"text": text[:MOST], "base": base})
    pen, made = SectionPen.objects.get_or_create(
        section=section, edit_key=edit_key, defaults=own | {"person_id": actor.person_id}
    )
    if pen.person_id != actor.person_id:
        raise Hidden
    if not made:
        SectionPen.objects.filter(pk=pen.pk).update(**own)
    SectionPen.objects.filter(section=section, seen_at__lt=at - PENS_KEPT).delete()


@transaction.atomic
def pen_hand_over(*, actor: Any, pen: SectionPen, person: Any, at: datetime) -> None:
    """Words kept aside become a colleague's, who decides on them. For a handover, which has asked whether it may."""
    row = SectionPen.objects.select_for_update(no_key=True).get(pk=pen.pk)
    row.person = person
    row.save(update_fields=["person"])
    record(
        actor=actor, action="section.pen_hand_over", subject=pen.section, at=at, key=pen.section.key,
        person=str(person.pseudonym),
    )  # fmt: skip


@transaction.atomic
def section_plan(*, actor: Any, project: JointProject, key: str, owner: Any, due: date | None, at: datetime) -> None:
    """Which organisation answers for the section, and by which day; None for nobody, for no day."""
    row = locked(project)
    section = _section(row, key)
    actor = ACCESS.admit("section.plan", actor, section)
    refuse_archived(row)
    if owner is not None and not row.participants.filter(organisation=owner).exists():
        raise Refused(
            "section.owner",
            _("%(name)s is not in the project: only the initiator and participants answer for its sections.")
            % {"name": owner},
        )
    if (section.owner_id, section.due) == (owner.pk if owner else None, due):
        return
    section.owner, section.due = owner, due
    section.save()
    record(
        actor=actor, action="section.plan", subject=section, at=at, project=row.code, key=key,
        owner=owner.inn if owner else None, due=due,
    )  # fmt: skip
    letters.asked(section, actor=actor, at=at)


def sections_remind(*, at: datetime) -> None:
    """Letters before the day set for a text that is not written, and once after it; each goes once."""
    today = timezone.localdate(at)
    rows = ProjectSection.objects.filter(due__range=(today - REMIND_OVER, today + REMIND_SOON))
    rows = rows.exclude(project__state=ProjectState.ARCHIVED)
    for section in rows.select_related("owner", "project__initiator", "project__section_list"):
        asked = asked_of(section.project).get(section.key)
        if asked is None or 0 < len(section.text.strip()) <= asked.most:
            continue
        letters.due(section, step="over" if section.due and section.due < today else "soon", at=at)


@transaction.atomic
def list_choose(*, actor: Any, project: JointProject, section_list: SectionList | None, at: datetime) -> None:
    """The list the application is written to; None for the usual one. Texts it does not ask for stay kept."""
    actor, row = opened_for_edit(actor, project)
    if row.section_list == section_list:
        return
    row.section_list = section_list
    touch(row, at, section_list=1)
    record(
        actor=actor, action="project.list", subject=row, at=at,
        occasion=section_list.occasion if section_list else None,
    )  # fmt: skip


@transaction.atomic
def list_write(
    *, actor: Any, occasion: str, title: Mapping[str, str], source: str = "", sections: Iterable[Mapping[str, Any]],
    at: datetime,
) -> SectionList:  # fmt: skip
    """What a round asks for. `source` is the paper it stands in; a list without one warns and never blocks."""
    row = SectionList.objects.select_for_update(no_key=True).filter(occasion=occasion).first() or SectionList(
        occasion=occasion
    )
    actor = ACCESS.admit("section_list.write", actor, row)
    try:
        rows = [each.row() for each in read(sections)]
    except ListError as wrong:
        raise Refused("section_list.wrong", _("The list cannot be read: %(faults)s.") % {"faults": wrong}) from wrong
    row.title_ru, row.title_en, row.source = title["ru"], title["en"], source
    row.sections, row.written_at = rows, at
    columns_check(row)
    row.save()
    record(actor=actor, action="section_list.write", subject=row, at=at, occasion=occasion, sections=rows)
    return row


def _section(project: JointProject, key: str) -> ProjectSection:
    """The section of that key, made at the first touch under the project’s lock; a key nobody asks for hides."""
    section = project.sections.select_related("owner").filter(key=key).first()
    if section is None:
        if asked_of(project).get(key) is None:
            raise Hidden
        section = ProjectSection.objects.create(project=project, key=key)
    section.project = project
    return section
