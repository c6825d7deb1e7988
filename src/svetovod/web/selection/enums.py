"""States and choices of a selection; the names are those of the design and of the API."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LegalMode(TextChoices):
    """Where the legal act happens."""

    REHEARSAL = "rehearsal", _("rehearsal: prejudges nothing")
    SHADOW = "shadow", _("alongside: the decision is taken outside the platform")
    OWN = "own", _("own: the decision is taken here")


class CriterionKind(TextChoices):
    """Who gives the points of a criterion; the values are those of the engine."""

    EXPERT = "expert", pgettext_lazy("criterion", "scored by experts")
    COMPUTED = "computed", pgettext_lazy("criterion", "computed from the application")


class Distribution(TextChoices):
    STRICT = "strict", _("strictly in the order of the ranking")
    SKIP = "skip", _("passing on to the next application")
    WHOLE = "whole", _("in the order of the ranking, whole sums only")
    REST = "rest", _("in the order of the ranking, the last one gets what is left")
    PROPORTIONAL = "proportional", _("to all that pass, the same part of what they ask for")


class Scoring(TextChoices):
    """What a score is of; the values are those of the engine."""

    WEIGHTS = "weights", _("by weights: 100 is the highest score")
    POINTS = "points", _("a plain sum of points: the highest score is the sum of the maxima")


class ThresholdUnit(TextChoices):
    POINTS = "points", pgettext_lazy("passing score", "points")
    PERCENT = "percent", _("per cent of the highest score")


class Aggregation(TextChoices):
    """How scores of several experts become one."""

    MEAN = "mean", _("mean of the experts, by weights, exactly")
    TRIMMED_MEAN = "trimmed_mean", _("mean without the highest and the lowest score of each criterion")
    MEDIAN = "median", _("median of the experts in each criterion")


class TieRule(TextChoices):
    """What decides between equal scores; the code of the project is the last resort of each."""

    REGISTERED_AT = "registered_at", _("the earlier registration stands higher")
    REQUESTED = "requested", _("who asks for less stands higher, then the earlier registration")
    OWN_FUNDS = "own_funds", _("more own funds stand higher, then the earlier registration")
    HEAVIEST = "heaviest", _("more points in the criterion of the greatest weight, then the earlier registration")


class Blindness(TextChoices):
    """Who is told to whom: experts to the team beside their remarks, applicants to the experts."""

    NONE = "none", _("none: experts and applicants are named to one another")
    SINGLE = "single", _("single: the team is not told who its experts are")
    DOUBLE = "double", _("double: nor are experts told who applies, until the result is published")


class RoundState(TextChoices):
    DRAFT = "draft", pgettext_lazy("selection", "draft")
    ANNOUNCED = "announced", pgettext_lazy("selection", "announced")
    OPEN = "open", pgettext_lazy("selection", "intake is open")
    INTAKE_CLOSED = "intake_closed", pgettext_lazy("selection", "intake is closed")
    FORMAL_CHECK = "formal_check", pgettext_lazy("selection", "formal check")
    SCORING = "scoring", pgettext_lazy("selection", "scoring")
    OPENED = "opened", pgettext_lazy("selection", "scores are opened")
    RANKED = "ranked", pgettext_lazy("selection", "ranking is made")
    APPROVED = "approved", pgettext_lazy("selection", "approved")
    PUBLISHED = "published", pgettext_lazy("selection", "published")
    CANCELLED = "cancelled", pgettext_lazy("selection", "cancelled")
    FAILED = "failed", pgettext_lazy("selection", "did not take place")


class ApplicationState(TextChoices):
    DRAFT = "draft", pgettext_lazy("application", "draft")
    FILED = "filed", pgettext_lazy("application", "filed")
    FORMAL_CHECK = "formal_check", pgettext_lazy("application", "in the formal check")
    RETURNED = "returned", pgettext_lazy("application", "returned for correction")
    NOT_ADMITTED = "not_admitted", pgettext_lazy("application", "not admitted")
    ADMITTED = "admitted", pgettext_lazy("application", "admitted")
    SCORING = "scoring", pgettext_lazy("application", "being scored")
    RANKED = "ranked", pgettext_lazy("application", "ranked")
    WINNER = "winner", pgettext_lazy("application", "winner")
    PARTIAL = "partial", pgettext_lazy("application", "winner, subsidy in part")
    RESERVE = "reserve", pgettext_lazy("application", "reserve list")
    REJECTED = "rejected", pgettext_lazy("application", "rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")
    NOT_SUBMITTED = "not_submitted", pgettext_lazy("application", "not submitted in time")
    AGREEMENT = "agreement", pgettext_lazy("application", "agreement signed")
    REFUSED_AGREEMENT = "refused_agreement", pgettext_lazy("application", "agreement refused")


class SheetState(TextChoices):
    DRAFT = "draft", pgettext_lazy("score sheet", "draft")
    SUBMITTED = "submitted", pgettext_lazy("score sheet", "submitted, sealed")
    OPENED = "opened", pgettext_lazy("score sheet", "opened")
    CONFLICT_DECLARED = "conflict_declared", pgettext_lazy("score sheet", "conflict of interest declared")


class KeyPurpose(TextChoices):
    """What a key held in parts opens; each has its own, so that codes entered for one open nothing of another."""

    SHEETS = "sheets", pgettext_lazy("key", "score sheets")
    ENVELOPES = "envelopes", pgettext_lazy("key", "envelopes of applications")


class EnvelopeState(TextChoices):
    """Of a file in the envelope of an application."""

    CLOSED = "closed", pgettext_lazy("envelope", "closed")
    OPENED = "opened", pgettext_lazy("envelope", "opened")
    ERASED = "erased", pgettext_lazy("envelope", "erased unopened")


class CheckAnswer(TextChoices):
    YES = "yes", pgettext_lazy("formal check", "conforms")
    NO = "no", pgettext_lazy("formal check", "does not conform")
    NONE = "none", pgettext_lazy("formal check", "not checked")


class SeatRole(TextChoices):
    CHAIR = "chair", _("chair of the commission")
    MEMBER = "member", _("member of the commission")
    SUBSTITUTE = "substitute", _("substitute member of the commission")


class PlaceKind(TextChoices):
    """What a person is invited to be in a selection."""

    CHAIR = "chair", _("chair of the commission")
    MEMBER = "member", _("member of the commission")
    SUBSTITUTE = "substitute", _("substitute member of the commission")
    EXPERT = "expert", _("expert")


class OfferState(TextChoices):
    OFFERED = "offered", pgettext_lazy("place", "invited, no answer yet")
    ACCEPTED = "accepted", pgettext_lazy("place", "accepted")
    DECLINED = "declined", pgettext_lazy("place", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("place", "withdrawn")


class PlanWay(TextChoices):
    """By what a proposal of panels is made."""

    TOTAL = "total", _("the greatest sum of fits")
    FAIR = "fair", _("the least-served application first")
    RANDOM = "random", _("drawn, so that nobody can count on a certain expert")


class PlanState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("plan", "proposed")
    CONFIRMED = "confirmed", pgettext_lazy("plan", "confirmed")
    DROPPED = "dropped", pgettext_lazy("plan", "dropped")


class Choice(TextChoices):
    FOR = "for", pgettext_lazy("vote", "for")
    AGAINST = "against", pgettext_lazy("vote", "against")
    ABSTAIN = "abstain", pgettext_lazy("vote", "abstained")
    RECUSED = "recused", pgettext_lazy("vote", "withdrew, not counted")


class Speciality(TextChoices):
    ECONOMIST = "economist", pgettext_lazy("expert", "economist")
    TECHNOLOGIST = "technologist", pgettext_lazy("expert", "technologist")
    BOTH = "both", pgettext_lazy("expert", "economist and technologist")


class OfficialStep(TextChoices):
    """A step of a selection that is a legal act elsewhere while the round is kept in its shadow."""

    ANNOUNCED = "announced", pgettext_lazy("official step", "announcement")
    OPENED = "opened", pgettext_lazy("official step", "opening of applications")
    ADMITTED = "admitted", pgettext_lazy("official step", "protocol of admission")
    SCORED = "scored", pgettext_lazy("official step", "protocol of scoring")
    DECIDED = "decided", pgettext_lazy("official step", "protocol of the result")
    ORDERED = "ordered", pgettext_lazy("official step", "order on subsidies")


class SignKind(TextChoices):
    """A sign of a conflict of interest that nobody declared."""

    LINKED = "linked", pgettext_lazy("sign", "founder, owner or head")
    DIRECTOR = "director", pgettext_lazy("sign", "director")
    FOUNDER = "founder", pgettext_lazy("sign", "founder")
    TELEPHONE = "telephone", pgettext_lazy("sign", "same telephone")
    ADDRESS = "address", pgettext_lazy("sign", "same address")
    SECOND = "second", pgettext_lazy("sign", "through another organisation")
    REGION = "region", pgettext_lazy("sign", "same region")
    DOMAIN = "domain", pgettext_lazy("sign", "same domain of e-mail")
    TOGETHER = "together", pgettext_lazy("sign", "earlier project together")
    REMARKS = "remarks", pgettext_lazy("sign", "remarks on each other's projects")


class SignStrength(TextChoices):
    """What a sign does by itself."""

    BARS = "bars", pgettext_lazy("sign", "certain by its INN: bars")
    CONFIRM = "confirm", pgettext_lazy("sign", "waits for a decision")
    TOLD = "told", pgettext_lazy("sign", "many share it: only told")


# Filed and not taken back: what a register, a formal check and a protocol speak of.
REGISTERED = (
    ApplicationState.FILED, ApplicationState.FORMAL_CHECK, ApplicationState.RETURNED, ApplicationState.NOT_ADMITTED,
    ApplicationState.ADMITTED, ApplicationState.SCORING, ApplicationState.RANKED, ApplicationState.WINNER,
    ApplicationState.PARTIAL, ApplicationState.RESERVE, ApplicationState.REJECTED, ApplicationState.AGREEMENT,
    ApplicationState.REFUSED_AGREEMENT,
)  # fmt: skip
# Registered, and no last word is said of it yet.
UNDER_WAY = (
    ApplicationState.FILED, ApplicationState.FORMAL_CHECK, ApplicationState.RETURNED, ApplicationState.ADMITTED,
    ApplicationState.SCORING, ApplicationState.RANKED, ApplicationState.WINNER, ApplicationState.PARTIAL,
    ApplicationState.RESERVE,
)  # fmt: skip
# The formal check of these is not finished.
UNDECIDED = (ApplicationState.FILED, ApplicationState.FORMAL_CHECK, ApplicationState.RETURNED)
# What an approved ranking makes of an application.
OUTCOMES = (
    ApplicationState.WINNER, ApplicationState.PARTIAL, ApplicationState.RESERVE, ApplicationState.REJECTED,
)  # fmt: skip
# Scores are readable from here on, and never before.
SCORES_OPEN = (RoundState.OPENED, RoundState.RANKED, RoundState.APPROVED, RoundState.PUBLISHED)

# of remarks for the team in one sheet
MOST_REMARKS, LONGEST_REMARK, LONGEST_GROUND = 10, 4000, 1000
