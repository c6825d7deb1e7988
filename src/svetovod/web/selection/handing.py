"""What of a person's part in a selection passes to a successor: the secretary's office, to whom it may be given.

Sheets never do: a score is its expert's own. Places of experts and of the commission are replaced by the round's own
rules, which stand above a handover; whoever speaks for a party holds no office.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.handover.enums import Work
from svetovod.web.handover.roles import bar_of, give, role_label
from svetovod.web.handover.seam import Item, Leaving, Place

from .conflicts import SPEAKING, interest_of, party_spoken_for
from .enums import REGISTERED, ApplicationState, RoundState, SheetState
from .models import Application, Assignment, PanelMember, Seat, SelectionRound
from .selectors.custody import keys_lost

OVER = (RoundState.PUBLISHED, RoundState.CANCELLED, RoundState.FAILED)
SEATED = (Role.CHAIR, Role.COMMISSION_MEMBER)
JUDGING = (Role.EXPERT, Role.SECRETARY, *SEATED)
OFFICERS = (Role.SECRETARY, Role.CHAIR)


class Selections:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        rounds = SelectionRound.objects.in_bulk(leaving.ids(Scope.ROUND))
        for grant in leaving.grants:
            if grant.scope == Scope.ROUND:
                yield self._role(grant, rounds.get(int(grant.scope_id)) if grant.scope_id.isdigit() else None)
        yield from self._sheets(leaving)
        yield from self._applications(leaving)

    def _role(self, grant: Any, row: SelectionRound | None) -> Item:
        live = row is not None and row.state not in OVER
        return Item(
            str(grant.pk), Work.JUDGEMENT if grant.role == Role.EXPERT else Work.ROLES, role_label(grant),
            (grant.scope, grant.scope_id), where=grant.label, role=grant.role, stays=_why_not(grant, row),
            url=reverse("selection:round", args=[row.slug]) if row else "",
            needed="must" if live and grant.role in OFFICERS else "", row=row,
        )  # fmt: skip

    def _sheets(self, leaving: Leaving) -> Iterator[Item]:
        rows = Assignment.objects.filter(member__person=leaving.person).exclude(application__round__state__in=OVER)
        for row in rows.select_related("application", "sheet"):
            place = (str(Scope.ROUND), str(row.application.round_id))
            said = _("Score sheet of %(number)s") % {"number": row.application.number}
            where = row.sheet.get_state_display()
            yield Item(f"sheet:{row.pk}", Work.JUDGEMENT, said, place, where, stays=_why_not_sheet(row))

    def _applications(self, leaving: Leaving) -> Iterator[Item]:
        mine = leaving.ids(Scope.ORGANISATION, Role.INITIATOR)
        drafts = Application.objects.filter(project__initiator__in=mine, state=ApplicationState.DRAFT)
        for row in drafts.select_related("round", "project__initiator"):
            said = _("Application being prepared: %(code)s") % {"code": row.project.code}
            yield Item(
                f"application:{row.pk}", Work.DRAFTS, said, (str(Scope.ORGANISATION), str(row.project.initiator_id)),
                row.round.title, reverse("selection:apply", args=[row.round.slug, row.project.code]), follows=True,
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        return _unfit(item.row, item.role, successor) or bar_of(leaving.grant(item.key), successor, giver)

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        give(leaving.grant(item.key), successor, giver, at)


def _why_not(grant: Any, row: SelectionRound | None) -> str:
    if row is None or row.state in OVER:
        return _("The selection is over: the role only ends.")
    if grant.role == Role.EXPERT:
        return _("An expert is not succeeded: the secretary releases the expert and invites another.")
    if grant.role in SEATED:
        return _("A place in the commission is not handed over: the secretary sets it free and invites another person.")
    return ""


def _why_not_sheet(row: Assignment) -> str:
    if row.sheet.state == SheetState.DRAFT:
        return _("Not sent. It is nobody else's to read or to finish: the secretary gives the application to another.")
    return _("It is sealed or opened under the expert's own name and stays so.")


def _unfit(row: SelectionRound, role: str, successor: Any) -> str:
    """Why the successor may not sit in this round at all."""
    interest = interest_of(successor.places, row)
    if role != Role.AUDITOR and interest:
        return _("The successor speaks for %(party)s, a party to the application %(number)s.") % {
            "party": interest.party, "number": interest.number,
        }  # fmt: skip
    if row.panel.filter(person=successor.person_id).exists():
        return _("The successor is an expert of this selection.")
    if role == Role.SECRETARY and row.seats.filter(person=successor.person_id).exists():
        return _("The successor has a place in the commission of this selection.")
    return ""


def objection(successor: Any, place: Place) -> str:
    """Whoever judges a selection comes to speak for none of its parties."""
    if place[0] not in SPEAKING:
        return ""
    judged = successor.scope_ids(Scope.ROUND, *JUDGING)
    rounds = SelectionRound.objects.exclude(state__in=OVER).filter(
        Q(pk__in=[int(each) for each in judged if each.isdigit()])
        | Q(pk__in=PanelMember.objects.filter(person=successor.person_id).values("round"))
        | Q(pk__in=Seat.objects.filter(person=successor.person_id).values("round"))
    )
    rows = Application.objects.filter(round__in=rounds, state__in=REGISTERED)
    for row in rows.select_related("project__cluster__manager", "project__initiator"):
        if party_spoken_for({place}, row):
            return _("The successor judges the application %(number)s, to which this is a party.") % {
                "number": row.number,
            }  # fmt: skip
    return ""


def lacks(leaving: Leaving, lines: Sequence[Any]) -> Iterator[str]:
    """Selections in which sheets or envelopes would stay closed: too few holders of their key would be left."""
    rounds = SelectionRound.objects.filter(pk__in=leaving.ids(Scope.ROUND, Role.SECRETARY, *SEATED))
    for row in rounds.exclude(keys=None).distinct():
        for key, left in keys_lost(row, leaving.person.pk):
            yield _(
                "%(round)s: a key opens with %(needed)d codes, and without this holder only %(left)d could be entered. "
                "The code is not handed over: name the holders anew while nothing is closed with it."
            ) % {"round": row.title, "needed": key.needed, "left": left}


SOURCE = Selections()
