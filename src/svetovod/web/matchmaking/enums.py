"""Kinds and states of business meetings; state names are those of the design."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.accounts.enums import Role

SPEAKING = (Role.INITIATOR, Role.PARTICIPANT, Role.PREPARER)


class LineKind(TextChoices):
    MAKES = "makes", pgettext_lazy("line of a profile", "makes")
    BUYS = "buys", pgettext_lazy("line of a profile", "buys")
    SEEKS = "seeks", pgettext_lazy("line of a profile", "looks for")


class Visibility(TextChoices):
    SESSION = "session", _("everybody who takes part in the meetings")
    INVITED = "invited", _("only those with whom a meeting is proposed or agreed")


class Priority(TextChoices):
    MUST = "must", pgettext_lazy("priority of a meeting", "must meet")
    WISH = "wish", pgettext_lazy("priority of a meeting", "would like to meet")


class WishState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("state of an invitation to meet", "waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("state of an invitation to meet", "agreed")
    DECLINED = "declined", pgettext_lazy("state of an invitation to meet", "declined")
    EXPIRED = "expired", pgettext_lazy("state of an invitation to meet", "not answered in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an invitation to meet", "called off")


class SeatRole(TextChoices):
    INITIATOR = "initiator", pgettext_lazy("role at a cooperation table", "initiator")
    MAKER = "maker", pgettext_lazy("role at a cooperation table", "maker")
    BUYER = "buyer", pgettext_lazy("role at a cooperation table", "buyer")
    BANK = "bank", pgettext_lazy("role at a cooperation table", "bank or investor")


class TableState(TextChoices):
    """`AGREED`: three or more have accepted, so that it is a meeting of the next schedule."""

    GATHERING = "gathering", pgettext_lazy("state of a cooperation table", "gathers its participants")
    AGREED = "agreed", pgettext_lazy("state of a cooperation table", "agreed")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a cooperation table", "called off")


class RunKind(TextChoices):
    SCHEDULE = "schedule", pgettext_lazy("kind of a calculation", "whole schedule")
    REPAIR = "repair", pgettext_lazy("kind of a calculation", "fewest changes")
    TABLE = "table", pgettext_lazy("kind of a calculation", "from a workbook")


class RunState(TextChoices):
    QUEUED = "queued", pgettext_lazy("state of a calculation", "waits for its turn")
    RUNNING = "running", pgettext_lazy("state of a calculation", "is being computed")
    DONE = "done", pgettext_lazy("state of a calculation", "ready")
    FAILED = "failed", pgettext_lazy("state of a calculation", "failed")


class MeetingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("state of a meeting", "planned")
    MOVED = "moved", pgettext_lazy("state of a meeting", "moved")
    HELD = "held", pgettext_lazy("state of a meeting", "held")
    MISSED = "missed", pgettext_lazy("state of a meeting", "did not take place")


class Result(TextChoices):
    CONTACT = "contact", pgettext_lazy("outcome of a meeting", "contact")
    INTENTION = "intention", pgettext_lazy("outcome of a meeting", "intention to work together")
    PROJECT = "project", pgettext_lazy("outcome of a meeting", "joint project")
    NOTHING = "nothing", pgettext_lazy("outcome of a meeting", "nothing in common")
    MISSED = "missed", pgettext_lazy("outcome of a meeting", "did not take place")


class ListKind(TextChoices):
    """Lists of the organiser: the steps from proposals to money, and what a schedule leaves open."""

    PROPOSED = "proposed", pgettext_lazy("list of meetings", "Proposals shown")
    INVITED = "invited", pgettext_lazy("list of meetings", "Invitations")
    AGREED = "agreed", pgettext_lazy("list of meetings", "Agreed meetings")
    UNPLACED = "unplaced", pgettext_lazy("list of meetings", "Agreed, without a place")
    BROKEN = "broken", pgettext_lazy("list of meetings", "Cannot be held as they stand")
    CHANGES = "changes", pgettext_lazy("list of meetings", "What the newest calculation would change")
    HELD = "held", pgettext_lazy("list of meetings", "Held")
    INTENTIONS = "intentions", pgettext_lazy("list of meetings", "Intentions to work together")
    PROJECTS = "projects", pgettext_lazy("list of meetings", "Joint projects")
    FUNDED = "funded", pgettext_lazy("list of meetings", "Funded, by published results")


LIVE = (WishState.PROPOSED, WishState.ACCEPTED)
WORKING = (RunState.QUEUED, RunState.RUNNING)
AHEAD = (MeetingState.PLANNED, MeetingState.MOVED)
