"""The home page as data: everything the template says, decided here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from svetovod.web.common.charts import tiles
from svetovod.web.common.linked import graph
from svetovod.web.common.ui import Step
from svetovod.web.events import linked, phrases
from svetovod.web.events.models import PracticalSession
from svetovod.web.events.selectors import own_part
from svetovod.web.selection.selectors import rounds_visible

from . import selectors
from .calendar import Month, month
from .news import news
from .public import schema


@dataclass(frozen=True, slots=True)
class Deadline:
    """A line of the calendar; `until` is set for a deadline with an hour."""

    first: date
    last: date | None
    title: Any
    text: Any
    url: str = ""
    until: datetime | None = None


def context(actor: Any, moment: datetime, *, show_future: bool) -> dict[str, Any]:
    """Context of `portal/home.html`."""
    session = selectors.session_nearest(moment)
    if session is not None:
        prefetch_related_objects([session], "bodies", "logos")  # programs read both of them
    views = rounds_visible(actor, moment, show_future=show_future)
    counts = selectors.cluster_counts(actor)
    region = session.region if session else ""
    shared = {
        "rounds_url": reverse("selection:round_list"),
        "clusters_url": reverse("registry:cluster_list"),
        "rounds": selectors.rounds_open(views),
        "map": tiles.build(
            str(_("Clusters by region")), counts, links=_links(counts), marked=[region] if region else []
        ),
        "cluster_total": sum(counts.values()),
        "steps": path_of_light(session, moment),
        "news": news(moment, views),
    }
    shared["ld"] = graph(schema.site(), *([linked.event(session)] if session else []))
    if session is None:
        return shared
    clusters = session.clusters_presented  # type: ignore[attr-defined]
    phase = phrases.phase(session, moment)
    own, mine = own_part(actor, session)
    return shared | {
        "session": session,
        "days": phrases.days(session),
        "seats": _("of %(seats)d seats") % {"seats": session.capacity},
        "clusters_note": ngettext("from %(n)d cluster", "from %(n)d clusters", clusters) % {"n": clusters},
        "session_url": reverse("events:session_detail", args=[session.slug]),
        "projects": session.projects_presented,  # type: ignore[attr-defined]
        "visits": selectors.visits_of(session),
        "home_clusters": selectors.clusters_in(region),
        "lines": calendar_lines(session),
        "month": month_of(session, moment),
        "over": phase == "over",
        "phase": phase,
        "own": own,
        "standing": phrases.standing(mine) if mine else "",
    }


def _links(counts: dict[str, int]) -> dict[str, str]:
    return {iso: f"{reverse('registry:cluster_list')}?region={iso}" for iso in counts}


def calendar_lines(session: PracticalSession) -> list[Deadline]:
    return [
        Deadline(
            _day(session.papers_until), None, _("Papers of projects are due"),
            _("Estimate, plan-schedule, indicators, presentation"), until=session.papers_until,
        ),
        Deadline(
            _day(session.registration_until), None, _("Registration closes"),
            _("Lists for the pass offices go to the enterprises"), until=session.registration_until,
        ),
        Deadline(
            session.starts_on, session.ends_on, session.title, session.place,
            url=reverse("events:session_detail", args=[session.slug]),
        ),
    ]  # fmt: skip


def month_of(session: PracticalSession, moment: datetime) -> Month:
    days = (session.ends_on - session.starts_on).days + 1
    events = [date.fromordinal(session.starts_on.toordinal() + shift) for shift in range(days)]
    return month(
        session.starts_on, today=_day(moment), events=events,
        deadlines=[_day(session.papers_until), _day(session.registration_until)],
    )  # fmt: skip


def path_of_light(session: PracticalSession | None, moment: datetime) -> list[Step]:
    """From the session to the agreement; lit as far as the calendar is."""
    over = session is not None and _day(moment) > session.ends_on
    parts = [
        (_("Practical session"), _("seminars, visits, presentations")),
        (_("Joint project"), _("estimate, plan-schedule, indicators")),
        (_("Remarks of experts"), _("obligatory, important, advice")),
        (_("Selection"), _("check, sealed scores, ranking")),
        (_("Agreement"), _("and reports every half-year")),
    ]
    now = 1 if over else 0
    states = ["done" if i < now else "now" if i == now else "next" for i in range(len(parts))]
    return [Step(str(title), str(sub), state) for (title, sub), state in zip(parts, states, strict=True)]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
