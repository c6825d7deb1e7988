"""What codes of this app mean in words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting

from .enums import ApplicationState, Distribution, LegalMode, Scoring, ThresholdUnit

# What the formal check looks at, with the rows of the collection of norms it rests on (C-06, C-14, B-..).
CHECKLIST: dict[str, tuple[Any, str]] = {
    "complete": (_("All documents of the list are there, signed by an authorised person"), "C-06, C-14"),
    "in_time": (_("Registered before the end of the intake"), "C-12"),
    "cluster": (_("The applicant takes part in a cluster that conforms to the requirements"), "C-05"),
    "participants": (_("At least two participants of the cluster carry out the project"), "B-45"),
    "functional_map": (_("A letter on conformity with the functional map and the programme is there"), "C-04"),
    "estimate": (_("Items of the estimate are those of the edition in force"), "B-27, B-28"),
    "amount": (_("The subsidy requested is within the rate and the cap"), "B-28, B-29"),
    "status": (_("The applicant's status is confirmed: no debt, no liquidation, no bankruptcy"), "B-47"),
    "no_double": (_("The same costs are not supported from other funds"), "B-46"),
}

# In shadow mode nothing is filed here: the legal act happens elsewhere, and pages say so.
_SHADOW = {
    ApplicationState.FILED: pgettext_lazy("application", "ready to file"),
    ApplicationState.WITHDRAWN: pgettext_lazy("application", "readiness withdrawn"),
    ApplicationState.NOT_SUBMITTED: pgettext_lazy("application", "was not ready in time"),
    ApplicationState.WINNER: pgettext_lazy("application", "winner by calculation"),
    ApplicationState.PARTIAL: pgettext_lazy("application", "winner in part by calculation"),
}
_KINDS = {
    ApplicationState.DRAFT: "half",
    ApplicationState.FILED: "info",
    ApplicationState.FORMAL_CHECK: "clock",
    ApplicationState.RETURNED: "warn",
    ApplicationState.NOT_ADMITTED: "block",
    ApplicationState.ADMITTED: "yes",
    ApplicationState.SCORING: "lock",
    ApplicationState.RANKED: "open",
    ApplicationState.WINNER: "yes",
    ApplicationState.PARTIAL: "half",
    ApplicationState.RESERVE: "wait",
    ApplicationState.AGREEMENT: "yes",
}
OUTCOMES: dict[str, tuple[str, Any]] = {
    "winner": ("yes", pgettext_lazy("application", "winner")),
    "partial": ("half", pgettext_lazy("application", "in part")),
    "reserve": ("wait", pgettext_lazy("application", "reserve list")),
    "below_threshold": ("none", pgettext_lazy("application", "not enough points")),
    "not_admitted": ("block", pgettext_lazy("application", "not admitted")),
    "no_scores": ("none", pgettext_lazy("application", "no scores")),
    "few_scores": ("none", pgettext_lazy("application", "too few sheets")),
    "refused": ("none", pgettext_lazy("application", "refused the award")),
    "declined": ("none", pgettext_lazy("application", "rejected by the commission")),
}


def application_state(state: str, legal_mode: str) -> Any:
    """The state in words that are true in this legal mode."""
    value = ApplicationState(state)
    return _SHADOW.get(value, value.label) if legal_mode == LegalMode.SHADOW else value.label


def application_kind(state: str) -> str:
    """The kind of the `state` tag."""
    return _KINDS.get(ApplicationState(state), "none")


def plain(value: Any) -> str:
    """A number without trailing zeros: 10, 12,5."""
    return (
        formatting.DASH if value in (None, "") else formatting.number(Decimal(format(Decimal(value).normalize(), "f")))
    )


def threshold_said(round_: Any) -> str:
    """The passing score in the words of the way scores are made."""
    return passing_score(round_.threshold, round_.threshold_unit, round_.scoring)


def passing_score(value: Any, unit: str, scoring: str) -> str:
    if value is None:
        return gettext("none")
    if unit == ThresholdUnit.PERCENT:
        return gettext("%(percent)s%% of the highest score") % {"percent": plain(value)}
    if scoring == Scoring.POINTS:
        # a fraction takes the form of a few
        figure = Decimal(value)
        n = int(figure) if figure == int(figure) else 2
        return ngettext("%(points)s point", "%(points)s points", n) % {"points": plain(value)}
    return gettext("%(points)s of 100") % {"points": plain(value)}


def least_said(least: Any) -> str:
    """With a smaller figure of a criterion there is no money; "" where it has no least."""
    return "" if least in (None, "") else gettext("at least %(least)s, else no money") % {"least": plain(least)}


ROLES: dict[str, Any] = {
    "economist": pgettext_lazy("role of an expert", "no economist"),
    "technologist": pgettext_lazy("role of an expert", "no technologist"),
}


def cost_said(change: dict[str, Any]) -> str:
    """A change by hand and what it cost: `E3 instead of E1: sum of fits 4.20 → 4.05`."""
    if change["give"]:
        said = gettext("%(expert)s is put in") % {"expert": change["give"]}
    else:
        said = gettext("%(expert)s is taken out") % {"expert": change["take"]}
    cost = change["cost"]
    parts = [said]
    for name, label in (("total", gettext("sum of fits")), ("least", gettext("least-served application"))):
        if name in cost:
            before, after = (formatting.number(Decimal(value).quantize(Decimal("0.01"))) for value in cost[name])
            parts.append(f"{label} {before} → {after}")
    if "missing" in cost:
        counts = [len(value) for value in cost["missing"]]
        parts.append(gettext("roles lacking: %(before)d → %(after)d") % {"before": counts[0], "after": counts[1]})
    return "; ".join(parts)


def share_name(share: Any) -> str:
    """A year, a region by its name, a direction as `OKPD2 27.3`."""
    words = {"year": gettext("year %(name)s"), "direction": gettext("OKPD2 %(name)s")}
    return words.get(share.kind, "%(name)s") % {"name": share.name}


CALIBRATION_REFUSED = {
    "one_expert": _("A correction cannot be computed: one expert or nobody has scored."),
    "disconnected": _("A correction cannot be computed: some experts share no project with the others."),
    "few_sheets": _("A correction cannot be computed: some experts have scored fewer than five projects."),
}
CONFLICTS: dict[str, Any] = {
    "organisation": _("the expert belongs to %(name)s, which takes part in the project"),
    "region": _("the expert is from the same region: %(name)s"),
    "declared": _("the expert has declared a conflict of interest: %(name)s"),
    "tied": _("a tie certain by its INN: %(name)s"),
}

DAY_OFF = _("A day off: the term ends at the same hour of the next working day (Civil Code, article 193).")
_LEAST_MEANS = {
    Distribution.WHOLE: _("This selection gives whole sums only: it changes nothing here."),
    Distribution.REST: _("If money for the whole sum is not left. Empty: whatever is left, be it little."),
    Distribution.PROPORTIONAL: _(
        "All get the same part of what they ask for. Empty: any part; with a sum named, a smaller part is not taken."
    ),
}


def least_means(distribution: str) -> Any:
    """What a least acceptable sum means by the rule of the round, and an empty one: `Distribution.least` counts so."""
    whole = _("If money for the whole sum is not left. Empty: only the whole sum.")
    return _LEAST_MEANS.get(Distribution(distribution), whole)
