"""What of a person's work on joint projects passes to a successor: words kept aside. The projects are the teams'."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import person_of
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Item, Leaving

from . import services
from .access import ACCESS
from .enums import ProjectState, RemarkState
from .models import JointProject, Remark, SectionPen
from .sections.lists import asked_of
from .sections.lists import said as in_words

OPEN = (RemarkState.NEW, RemarkState.ACCEPTED)


class Projects:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        pens = SectionPen.objects.filter(person=leaving.person).exclude(text="")
        for pen in pens.select_related(
            "section__project__initiator", "section__project__section_list", "section__owner"
        ):
            project = pen.section.project
            owner = pen.section.owner
            own = owner if owner and owner.pk in leaving.ids(Scope.ORGANISATION) else project.initiator
            asked = asked_of(project).get(pen.section.key)
            said = _("Words kept aside: %(section)s") % {"section": in_words(asked.title) if asked else pen.section.key}
            yield Item(
                f"pen:{pen.pk}", Work.DRAFTS, said, (str(Scope.ORGANISATION), str(own.pk)), where=project.code,
                url=reverse("projects:project_detail", args=[project.code]), row=pen, holds=(pen,),
            )  # fmt: skip
        yield from self._projects(leaving)
        yield from self._judged(leaving)

    def _projects(self, leaving: Leaving) -> Iterator[Item]:
        leads = leaving.ids(Scope.ORGANISATION, Role.INITIATOR, Role.PREPARER)
        rows = JointProject.objects.filter(initiator__in=leads).exclude(state=ProjectState.ARCHIVED)
        asked = Count("remarks", filter=Q(remarks__state__in=OPEN))
        for row in rows.select_related("initiator").annotate(asked=asked):
            said = _("Joint project %(code)s") % {"code": row.code}
            if row.asked:
                waits = ngettext("%(n)d remark to answer", "%(n)d remarks to answer", row.asked) % {"n": row.asked}
                said = f"{said}: {waits}"
            yield Item(
                f"project:{row.pk}", Work.DRAFTS, said, (str(Scope.ORGANISATION), str(row.initiator_id)),
                str(row.initiator), reverse("projects:project_detail", args=[row.code]), follows=True,
            )  # fmt: skip

    def _judged(self, leaving: Leaving) -> Iterator[Item]:
        """Remarks of an expert that wait for the expert's own word."""
        answered = (RemarkState.FIXED, RemarkState.DECLINED)
        for row in Remark.objects.filter(author=leaving.person, state__in=answered).select_related("project"):
            scope, _sep, key = row.occasion.partition(":")
            yield Item(
                f"remark:{row.pk}", Work.JUDGEMENT, _("Remark on %(code)s") % {"code": row.project.code}, (scope, key),
                where=row.get_section_display(),
                stays=_("A remark is its author's word: nobody else closes or returns it."),
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        if ACCESS.allows("section.write", successor, item.row.section):
            return ""
        return _("The successor does not write this section: give a role in the organisation first.")

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        services.pen_hand_over(actor=giver, pen=item.row, person=person_of(successor), at=at)


SOURCE = Projects()
