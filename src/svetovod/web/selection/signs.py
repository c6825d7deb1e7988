"""Signs of a conflict of interest that nobody declared: found in what the system knows, each with its evidence.

A sign bars nobody by itself: the secretary confirms it, which bars the pair, or sets it aside with a ground.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holdings
from svetovod.web.projects.models import ProjectParticipant, Remark

from .enums import SignKind
from .models import Application, ExpertProfile, PanelMember, SelectionRound

SPEAKERS = (Role.INITIATOR, Role.PARTICIPANT, Role.CLUSTER_MANAGER)


@dataclass(frozen=True, slots=True)
class Sign:
    """`evidence` is what is compared with decisions made: the same fact in the same words of data."""

    member: PanelMember
    application: Application
    kind: str
    evidence: str


def said(sign: Any) -> str:
    """In words, from the kind and its evidence."""
    head, _sep, tail = sign.evidence.partition("|")
    match SignKind(sign.kind):
        case SignKind.LINKED:
            return _("the expert named %(name)s among organisations founded, owned or led") % {"name": tail or head}
        case SignKind.DOMAIN:
            return _("the e-mail address is of the same domain as one of %(name)s: %(domain)s") % {
                "name": tail, "domain": head,
            }  # fmt: skip
        case SignKind.TOGETHER:
            return _("the expert's organisation took part with %(name)s in the project %(code)s") % {
                "name": tail, "code": head,
            }  # fmt: skip
        case SignKind.REGION:
            return _("the expert lives in the region of %(name)s") % {"name": tail}
    mine, theirs = (int(part) for part in head.split(":"))
    text = ngettext("%(n)d remark", "%(n)d remarks", mine) % {"n": mine}
    return _("the expert and %(name)s wrote remarks on each other's projects: %(mine)s, in return %(theirs)d") % {
        "name": tail, "mine": text, "theirs": theirs,
    }  # fmt: skip


@lru_cache(maxsize=1)
def public_domains() -> frozenset[str]:
    """Mail that anybody may open: a common domain there says nothing."""
    text = (Path(__file__).parent / "public_mail.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def domain_of(email: str) -> str:
    domain = email.rpartition("@")[2].lower()
    return "" if domain in public_domains() else domain


def signs_of(round_: SelectionRound, members: Iterable[PanelMember], applications: Iterable[Application]) -> list[Sign]:
    """All pairs at once; the number of questions does not grow with them."""
    panel, rows = list(members), list(applications)
    organisations = {int(party["organisation"]) for row in rows for party in row.parties}
    finders = (_linked(panel), _domains(panel, organisations), _together(panel, organisations), _remarks(panel, rows))
    found: list[Sign] = []
    for row in rows:
        for member in panel:
            for finder in finders:
                found += [Sign(member, row, kind, evidence) for kind, evidence in finder(member, row)]
    return found


def _linked(panel: list[PanelMember]) -> Any:
    profiles = {each.person_id: each for each in ExpertProfile.objects.filter(person__in=[m.person_id for m in panel])}

    def find(member: PanelMember, row: Application) -> Iterable[tuple[str, str]]:
        profile = profiles.get(member.person_id)
        if profile is None:
            return
        for party in row.parties:
            if party["inn"] in profile.linked:
                yield SignKind.LINKED, f"{party['inn']}|{party['name']}"
            if profile.region and profile.region == party["region"] and not member.region:
                yield SignKind.REGION, f"{party['region']}|{party['name']}"

    return find


def _domains(panel: list[PanelMember], organisations: set[int]) -> Any:
    speakers: dict[int, set[str]] = defaultdict(set)
    for holding in holdings(Scope.ORGANISATION, organisations, *SPEAKERS):
        if domain_of(holding.email):
            speakers[int(holding.scope_id)].add(domain_of(holding.email))

    def find(member: PanelMember, row: Application) -> Iterable[tuple[str, str]]:
        domain = domain_of(member.person.email)
        for party in row.parties:
            if domain and domain in speakers[int(party["organisation"])]:
                yield SignKind.DOMAIN, f"{domain}|{party['name']}"

    return find


def _together(panel: list[PanelMember], organisations: set[int]) -> Any:
    """Projects in which an expert's organisation and a party of an application both took part."""
    own = {member.organisation_id for member in panel if member.organisation_id}
    rows = ProjectParticipant.objects.filter(organisation__in=own | organisations).values_list(
        "project_id", "project__code", "organisation_id"
    )
    inside: dict[tuple[int, str], set[int]] = defaultdict(set)
    for project, code, organisation in rows:
        inside[project, code].add(organisation)

    def find(member: PanelMember, row: Application) -> Iterable[tuple[str, str]]:
        if not member.organisation_id:
            return
        for (project, code), there in sorted(inside.items()):
            if member.organisation_id not in there or project == row.project_id:
                continue
            for party in row.parties:
                if int(party["organisation"]) in there:
                    yield SignKind.TOGETHER, f"{code}|{party['name']}"

    return find


def _remarks(panel: list[PanelMember], rows: list[Application]) -> Any:
    """Two persons each of whom wrote remarks on what the other leads."""
    leaders: dict[int, list[Any]] = defaultdict(list)
    for holding in holdings(Scope.ORGANISATION, {row.project.initiator_id for row in rows}, Role.INITIATOR):
        leaders[int(holding.scope_id)].append(holding)
    people = {member.person_id for member in panel} | {each.person_id for group in leaders.values() for each in group}
    led: dict[int, set[int]] = defaultdict(set)
    for holding in holdings(Scope.ORGANISATION, None, Role.INITIATOR, people=people):
        led[int(holding.scope_id)].add(holding.person_id)
    written: dict[tuple[int, int], int] = defaultdict(int)
    for author, initiator in Remark.objects.filter(author__in=people).values_list("author", "project__initiator"):
        for person in led[initiator]:
            written[author, person] += 1

    def find(member: PanelMember, row: Application) -> Iterable[tuple[str, str]]:
        for leader in leaders[row.project.initiator_id]:
            mine = written[member.person_id, leader.person_id]
            theirs = written[leader.person_id, member.person_id]
            if mine and theirs:
                yield SignKind.REMARKS, f"{mine}:{theirs}|{leader.name}"

    return find
