"""Kinds of work that can have a successor of their own, states of a handover, what becomes of each piece of work."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Work(TextChoices):
    ROLES = "roles", _("roles and seats")
    DRAFTS = "drafts", _("drafts")
    CASES = "cases", _("applications under review")
    FIGURES = "figures", _("requests for figures")
    SIGNING = "signing", _("right to sign")
    REGISTRATIONS = "registrations", _("registrations for sessions")
    JUDGEMENT = "judgement", _("sheets and remarks of an expert")


# whatever an expert judged is the expert's own word: nobody succeeds to it
HANDED = (Work.ROLES, Work.DRAFTS, Work.CASES, Work.FIGURES, Work.REGISTRATIONS)


class HandoverState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("state of a handover", "waits for consent")
    AGREED = "agreed", pgettext_lazy("state of a handover", "agreed")
    DONE = "done", pgettext_lazy("state of a handover", "carried out")
    REVOKED = "revoked", pgettext_lazy("state of a handover", "called off")


OPEN = (HandoverState.PROPOSED, HandoverState.AGREED)


class Outcome(TextChoices):
    """What becomes of one piece of work."""

    MOVES = "moves", _("goes to the successor")
    FOLLOWS = "follows", _("stays with the organisation")
    STAYS = "stays", _("cannot be handed over")
    BARRED = "barred", _("this successor cannot take it")
    WAITS = "waits", _("has no successor yet")
