"""The press release of a session, before and after it, in Russian and English: every number comes from the data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.registry import selectors as registry
from svetovod.web.rulebook import selectors as rulebook

from . import phrases, selectors
from .enums import LIVE, ItemKind, RegistrationState
from .models import BodyRole, PracticalSession, PressDesk, PressQuote, Visit

ACTS = ("pp779", "pp41")  # of the registry of clusters, and of subsidies to joint projects
KINDS, LANGUAGES = ("before", "after"), ("ru", "en")


@dataclass(slots=True)
class Release:
    """`missing` are names without an English wording; they stand in Russian until one is given."""

    lang: str
    kind: str
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    place: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join([self.title, *self.paragraphs, *(f"{name}: {said}" for name, said in self.facts)])


class Material:
    """What the releases of a session are made of, each part asked once: two kinds in two languages say the same."""

    def __init__(self, session: PracticalSession) -> None:
        self.session = session

    @cached_property
    def desk(self) -> PressDesk:
        return PressDesk.objects.filter(session=self.session).first() or PressDesk(session=self.session)

    @cached_property
    def earlier(self) -> list[PracticalSession]:
        if self.session.series is None:
            return []
        return list(self.session.series.sessions.filter(starts_on__lt=self.session.starts_on).exclude(state="draft"))

    @cached_property
    def bodies(self) -> list[BodyRole]:
        return list(self.session.bodies.all())

    @cached_property
    def regions(self) -> set[str]:
        """Of whoever is going to come."""
        return set(self.session.registrations.filter(state__in=LIVE).values_list("region", flat=True))

    @cached_property
    def came(self) -> list[tuple[str, int | None]]:
        """Region and cluster of each."""
        rows = self.session.registrations.filter(state=RegistrationState.CHECKED_IN)
        return list(rows.values_list("region", "cluster"))

    @cached_property
    def seminars(self) -> list[Any]:
        days = selectors.programme(self.session)
        return [row for _day, rows in days for row in rows if row.kind == ItemKind.SEMINAR]

    @cached_property
    def presented(self) -> dict[str, int]:
        ours = Q(project__remarks__occasion=f"session:{self.session.slug}")
        return self.session.pitches.aggregate(
            projects=Count("pk", distinct=True), clusters=Count("project__cluster", distinct=True),
            remarks=Count("project__remarks", filter=ours, distinct=True),
        )  # fmt: skip

    @cached_property
    def visits(self) -> list[Visit]:
        rows = Visit.objects.filter(item__session=self.session).select_related("host", "item")
        return list(rows.order_by("pk"))

    @cached_property
    def quotes(self) -> list[PressQuote]:
        """Approved ones alone."""
        return list(self.session.quotes.filter(approved_at__isnull=False))

    @cached_property
    def photographs(self) -> bool:
        return bool(self.session.archive.exclude(published_at=None).exists())


def all_of(session: PracticalSession, *, at: datetime, show_future: bool) -> list[Release]:
    """Both kinds, each in both languages."""
    known = Material(session)
    return [_made(known, kind, lang, at, show_future) for kind in KINDS for lang in LANGUAGES]


def of(session: PracticalSession, kind: str, lang: str, *, at: datetime, show_future: bool) -> Release:
    return _made(Material(session), kind, lang, at, show_future)


def _made(known: Material, kind: str, lang: str, at: datetime, show_future: bool) -> Release:
    session, made = known.session, Release(lang, kind)
    say = _speaker(known.desk, made)
    with translation.override(lang):
        made.title, made.place = _titled(session, kind, say), say(session.place)
        day_known = selectors.selection_day_known(session, at, show_future=show_future)
        parts = [
            _lead(session, kind, say), _series(known, say, phrases.selection(session, day_known=day_known)),
            _bodies(known, say), (_came if kind == "after" else _comes)(known, say),
            _seminars(known, say), say(known.desk.culmination), _presented(known) if kind == "after" else "",
            _visits(known, say), "" if kind == "after" else _deadlines(session, say),
            _law(session, at), *_quotes(known, kind, say),
        ]  # fmt: skip
        made.paragraphs = [each for each in parts if each]
        made.facts = _facts(known, kind, say)
    made.missing = sorted(set(made.missing))
    return made


def _speaker(desk: PressDesk, made: Release) -> Callable[[str], str]:
    def say(text: str) -> str:
        if made.lang == "ru" or not text:
            return text
        if text not in desk.english:
            made.missing.append(text)
        return str(desk.english.get(text, text))

    return say


def _place(session: PracticalSession, say: Callable[[str], str]) -> str:
    return f"{say(session.place)}, {registry.region_name(session.region)}"


def _titled(session: PracticalSession, kind: str, say: Callable[[str], str]) -> str:
    words = _("%(title)s: results") if kind == "after" else _("%(title)s will be held in %(place)s")
    return words % {"title": say(session.title), "place": say(session.place)}


def _lead(session: PracticalSession, kind: str, say: Callable[[str], str]) -> str:
    words = _("%(title)s was held on %(days)s in %(place)s.") if kind == "after" else _(
        "%(title)s will be held on %(days)s in %(place)s.")  # fmt: skip
    return words % {"title": say(session.title), "days": phrases.days(session), "place": _place(session, say)}


def _series(known: Material, say: Callable[[str], str], selection: str) -> str:
    """Which one of the series it is, what came before, and where it leads."""
    session = known.session
    if session.series is None:
        return ""
    said = [_("It is event No. %(number)d of the series “%(series)s”.") % {
        "number": session.ordinal, "series": say(session.series.title)}]  # fmt: skip
    for each in known.earlier:
        said.append(_("Event No. %(number)d was held on %(days)s in %(place)s.") % {
            "number": each.ordinal, "days": phrases.days(each), "place": say(each.place)})  # fmt: skip
    if session.selection_year:
        said.append(_("The series leads to the competitive selection of joint cluster projects: %(when)s.") % {
            "when": selection})  # fmt: skip
    return " ".join(said)


def _bodies(known: Material, say: Callable[[str], str]) -> str:
    """Each body with its roles in the organiser's words; a body with two roles is named with both."""
    roles: dict[str, list[str]] = {}
    for body in known.bodies:
        roles.setdefault(body.name, []).append(say(body.role))
    return "; ".join(f"{say(name)} ({', '.join(each)})" for name, each in roles.items()) + "." if roles else ""


def _comes(known: Material, say: Callable[[str], str]) -> str:
    who, regions = _audience(known, say), len(known.regions)
    if not regions:
        return who
    said = ngettext("People of %(n)d region take part.", "People of %(n)d regions take part.", regions)
    return f"{who} {said % {'n': regions}}".strip()


def _came(known: Material, say: Callable[[str], str]) -> str:
    if not known.came:
        return _comes(known, say)
    regions, clusters = len({region for region, _cluster in known.came}), len({row[1] for row in known.came if row[1]})
    words = _("%(people)d people of %(regions)d regions and %(clusters)d clusters took part.") if clusters else _(
        "%(people)d people of %(regions)d regions took part.")  # fmt: skip
    said = words % {"people": len(known.came), "regions": regions, "clusters": clusters}
    return f"{_audience(known, say)} {said}".strip()


def _audience(known: Material, say: Callable[[str], str]) -> str:
    who = "; ".join(say(each) for each in known.desk.audience)
    return _("Those who take part: %(who)s.") % {"who": who} if who else ""


def _seminars(known: Material, say: Callable[[str], str]) -> str:
    items, themes = known.seminars, known.desk.themes
    said = [_("Training seminars: %(themes)s.") % {"themes": "; ".join(map(say, themes))}] if themes else []
    named = [_quoted(say(row.title)) + (f" ({say(row.speaker)})" if row.speaker else "") for row in items]
    if named:
        many = ngettext("%(n)d seminar is in the programme", "%(n)d seminars are in the programme", len(named))
        said.append(f"{many % {'n': len(named)}}: {'; '.join(named)}.")
    return " ".join(said)


def _presented(known: Material) -> str:
    """How many projects were shown and how many remarks were made; what they say stays with the project."""
    if not known.presented["projects"]:
        return ""
    words = _("Joint projects presented: %(projects)d of %(clusters)d clusters; remarks of experts: %(remarks)d.")
    return words % known.presented


def _visits(known: Material, say: Callable[[str], str]) -> str:
    visits = known.visits
    if not visits:
        return ""
    hosts: dict[str, list[str]] = {}
    for visit in visits:
        shown = hosts.setdefault(say(visit.public_host), [])
        shown += [say(visit.subject)] if visit.subject and not shown else []
    named = "; ".join(f"{host} ({', '.join(shown)})" if shown else host for host, shown in hosts.items())
    return f"{say(visits[0].item.title)}: {named}."


def _deadlines(session: PracticalSession, say: Callable[[str], str]) -> str:
    said = _("Papers of projects are accepted until %(papers)s, registration is open until %(registration)s.") % {
        "papers": formatting.deadline(session.papers_until),
        "registration": formatting.deadline(session.registration_until),
    }  # fmt: skip
    pack = _("The pack: %(pack)s.") % {"pack": "; ".join(map(say, session.pack))} if session.pack else ""
    return f"{said} {pack}".strip()


def _law(session: PracticalSession, at: datetime) -> str:
    """The acts that the session speaks of, in the editions of that day: later ones are not known yet."""
    day = min(timezone.localtime(at).date(), session.starts_on)
    known = rulebook.facts().acts
    named = [
        _("decree No. %(number)s of %(signed)s in the edition of %(edition)s") % {
            "number": known[key].number, "signed": formatting.day(known[key].signed_on),
            "edition": formatting.day(edition.signed_on),
        }
        for key in ACTS
        if (edition := known[key].edition_on(day)) is not None
    ]  # fmt: skip
    return _("The law the session speaks of: %(acts)s.") % {"acts": "; ".join(named)} if named else ""


def _quotes(known: Material, kind: str, say: Callable[[str], str]) -> list[str]:
    rows = [row for row in known.quotes if row.after == (kind == "after")]
    english = translation.get_language() == "en"
    return [f"{_quoted(row.english or row.text if english else row.text)} — {say(row.author)}" for row in rows]


def _quoted(text: str) -> str:
    """In the quotation marks of the language."""
    return _("“%(text)s”") % {"text": text}


def _facts(known: Material, kind: str, say: Callable[[str], str]) -> list[tuple[str, str]]:
    """With the archive where photographs are public; their rights go with each of them."""
    desk, shown = known.desk, kind == "after" and known.photographs
    archive = settings.BASE_URL.rstrip("/") + reverse("events:archive", args=[known.session.slug]) if shown else ""
    embargo = formatting.moment(desk.embargo_until) if desk.embargo_until else ""
    pairs = ((_("Press contact"), say(desk.contact)), (_("Photographs"), say(desk.photo_rights)),
             (_("Photographs and materials"), archive), (_("Not before"), embargo))  # fmt: skip
    return [(str(name), value) for name, value in pairs if value]


def paper(session: PracticalSession, made: Release) -> Paper:
    with translation.override(made.lang):
        return Paper(
            title=made.title, kicker=_("Press release"), facts=made.facts, demo=session.is_demo,
            blocks=[Block(paragraphs=made.paragraphs)], place=made.place, lang=made.lang,
        )  # fmt: skip


def names(made: Iterable[Release]) -> list[str]:
    """Russian wordings for which the English releases need a translation."""
    return sorted({name for each in made if each.lang == "en" for name in each.missing})


def plain(made: Release) -> dict[str, Any]:
    return {"title": made.title, "paragraphs": made.paragraphs, "facts": made.facts}
