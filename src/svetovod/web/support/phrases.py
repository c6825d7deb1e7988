"""The navigator in words: who, which costs, what a finding means, the answer."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from svetovod.web.common import formatting

from . import bridge

WHO = {
    "participant": gettext_lazy("an enterprise that takes part in a cluster"),
    "managing_organisation": gettext_lazy("the managing organisation of a cluster"),
    "sme": gettext_lazy("a small or medium enterprise"),
    "enterprise": gettext_lazy("an industrial enterprise outside clusters"),
}
OTHER_COSTS = {
    "investment": gettext_lazy("an investment project as a whole (loan)"),
    "taxes": gettext_lazy("taxes and contributions"),
    "services": gettext_lazy("consulting, papers, promotion"),
}
KIND = {
    "subsidy": gettext_lazy("subsidy"),
    "loan": gettext_lazy("loan"),
    "contract": gettext_lazy("contract with the state"),
    "service": gettext_lazy("services"),
    "regional": gettext_lazy("of the region"),
}
TOPIC = {
    "who": gettext_lazy("Who"),
    "costs": gettext_lazy("For which costs"),
    "registry": gettext_lazy("The registry of clusters"),
    "joint_project": gettext_lazy("Joint project"),
    "intake": gettext_lazy("Intake"),
    "rate": gettext_lazy("Rate"),
    "cap": gettext_lazy("Cap"),
    "period": gettext_lazy("Term"),
    "money": gettext_lazy("Money set aside"),
    "channel": gettext_lazy("Where to apply"),
    "rule": gettext_lazy("Also"),
}
FIT = {
    "fits": ("yes", gettext_lazy("fits")),
    "may": ("info", gettext_lazy("may fit")),
    "near": ("half", gettext_lazy("nearly fits")),
    "ask": ("info", gettext_lazy("ask the region")),
    "no": ("none", gettext_lazy("does not fit")),
    "closed": ("none", gettext_lazy("nothing known of this day")),
}
GROUP = {
    "fits": gettext_lazy("They fit"),
    "may": gettext_lazy("They may fit: it depends on what is not said yet"),
    "near": gettext_lazy("Nearly: something is missing"),
    "ask": gettext_lazy("To be asked about"),
    "no": gettext_lazy("They do not fit"),
    "closed": gettext_lazy("Nothing is known of this day"),
}
UNMET = {
    "who": gettext_lazy("It is for others: %(wanted)s"),
    "costs": gettext_lazy("It pays for other costs: %(wanted)s"),
    "registry": gettext_lazy("Get the cluster into the ministry's registry first"),
    "joint_project": gettext_lazy("Agree on a joint project with another participant first"),
    "intake": gettext_lazy("There was no intake on this day"),
    "region": gettext_lazy("It is of another region: %(wanted)s"),
}
JOIN = gettext_lazy("Join a cluster: it is for its participants")
OPEN = {
    "who": gettext_lazy("depends on who you are"),
    "costs": gettext_lazy("depends on the costs"),
    "registry": gettext_lazy("the cluster must be in the registry"),
    "joint_project": gettext_lazy("a joint project is needed"),
    "region": gettext_lazy("only in: %(wanted)s"),
}


def costs() -> list[tuple[str, Any]]:
    """Every kind of cost one may ask about, those of an estimate first."""
    return [(kind, cost(kind)) for kind in bridge.COSTS if kind != "other"]


def cost(kind: str) -> Any:
    return bridge.say_cost(kind, formatting.lang()) or OTHER_COSTS.get(kind, kind)


def joined(words: Any) -> str:
    return ", ".join(str(word) for word in words)


def wanted(measure: Any, topic: str, on: Any) -> str:
    """What the measure asks for, for the sentence that it is not so."""
    if topic == "region":
        return joined(bridge.region_name(iso, formatting.lang()) for iso in measure.regions)
    if topic == "costs":
        return joined(cost(kind) for kind in bridge.costs_of(measure, on)[1])
    term = measure.about_topic(topic, on)
    return joined(WHO[each] for each in term.value) if topic == "who" else ""


def fit_of(match: Any) -> str:
    """How it fits; `may` where nothing speaks against it and something that decides was not said."""
    fit = str(match.fit.value)
    return "may" if fit == "fits" and any(each.outcome.value == "open" for each in match.findings) else fit


def answer(matches: Sequence[Any], question: Any) -> str:
    """`2 measures of 8 fit, 3 more may fit, 1 more nearly fits`."""
    counts = Counter(map(fit_of, matches))
    every = len(matches) - counts["closed"]
    asked = question.who or question.costs or question.region or question.registered is not None
    if not asked and question.joint_project is None:
        said = ngettext("%(n)d measure of support is known", "%(n)d measures of support are known", every)
        return _("%(said)s: answer the questions and see which fit you") % {"said": said % {"n": every}}
    if counts["fits"]:
        said = ngettext("%(n)d measure of %(all)d fits", "%(n)d measures of %(all)d fit", counts["fits"])
        more = ngettext("%(n)d more may fit", "%(n)d more may fit", counts["may"])
    else:
        said = _("No measure fits as it is")
        more = ngettext("%(n)d may fit", "%(n)d may fit", counts["may"])
    parts = [said % {"n": counts["fits"], "all": every}]
    if counts["may"]:
        parts.append(more % {"n": counts["may"]})
    if counts["near"]:
        nearly = ngettext("%(n)d more nearly fits", "%(n)d more nearly fit", counts["near"])
        parts.append(nearly % {"n": counts["near"]})
    return ", ".join(parts)


def finding(measure: Any, found: Any, on: Any) -> str:
    """Why not, or what is still missing; a remembered condition is only asked about."""
    topic, outcome = str(found.topic), found.outcome.value
    if outcome == "open":
        return str(OPEN[topic]) % {"wanted": wanted(measure, topic, on)}
    if topic == "who" and found.mendable:
        said = str(JOIN)
    else:
        said = str(UNMET[topic]) % {"wanted": wanted(measure, topic, on)}
    return said if outcome == "unmet" else _("%(said)s (from memory: ask)") % {"said": said}
