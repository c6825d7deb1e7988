"""Signs of a conflict of interest that nobody declared: found in what the system knows, each with its evidence.

A sign certain by an exact number bars the pair; any other bars nobody by itself: the secretary confirms it, which bars
the pair, or sets it aside with a ground. What many share is only told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holdings
from svetovod.web.common import formatting
from svetovod.web.projects.models import Remark

from .enums import SignKind, SignStrength
from .models import Application, PanelMember, SelectionRound
from .ties import bridge
from .ties.records import Records, records_of


@dataclass(frozen=True, slots=True)
class Sign:
    """`evidence` is what is compared with decisions made: the same fact in the same words of data.

    `path` is how the expert and the party are tied, in words; empty where the evidence says it all.
    """

    member: PanelMember
    application: Application
    kind: str
    evidence: str
    strength: str = SignStrength.CONFIRM
    path: str = ""

    @property
    def bars(self) -> bool:
        return self.strength == SignStrength.BARS

    @property
    def told(self) -> bool:
        """Nobody has to decide on it."""
        return self.strength == SignStrength.TOLD


def said(sign: Sign) -> str:
    """In words."""
    if sign.path:
        return sign.path
    head, _sep, tail = sign.evidence.partition("|")
    if sign.kind == SignKind.REGION:
        return _("the expert lives in the region of %(name)s") % {"name": tail}
    mine, theirs = (int(part) for part in head.split(":"))
    text = ngettext("%(n)d remark", "%(n)d remarks", mine) % {"n": mine}
    return _("the expert and %(name)s wrote remarks on each other's projects: %(mine)s, in return %(theirs)d") % {
        "name": tail, "mine": text, "theirs": theirs,
    }  # fmt: skip


def signs_of(round_: SelectionRound, members: Iterable[PanelMember], applications: Iterable[Application]) -> list[Sign]:
    """All pairs at once; the number of questions does not grow with them."""
    panel, rows = list(members), list(applications)
    known = records_of(panel, rows)
    finders = (_ties(panel, known), _regions(known), _remarks(panel, rows))
    return [sign for row in rows for member in panel for finder in finders for sign in finder(member, row)]


def bars_of(
    members: Iterable[PanelMember],
    applications: Iterable[Application],
    held: Mapping[int, Iterable[tuple[str, str]]] | None = None,
) -> dict[tuple[int, int], str]:
    """By member and application the tie, in words, that is certain by an exact number; `held` as in `records_of`."""
    panel, rows = list(members), list(applications)
    if not panel or not rows:
        return {}
    find = _ties(panel, records_of(panel, rows, held, exact=True))
    signs = (sign for row in rows for member in panel for sign in find(member, row) if sign.bars)
    return {(sign.member.pk, sign.application.pk): sign.path for sign in signs}


def _ties(panel: list[PanelMember], known: Records) -> Any:
    links = bridge.links(panel, known)
    names = {each.inn: str(each) for each in known.organisations.values()}
    lang = formatting.lang()

    def find(member: PanelMember, row: Application) -> Iterable[Sign]:
        for party in row.parties:
            for link in links.get((member.pk, party["inn"]), ()):
                if not bridge.is_work(link) and not bridge.is_of(link, row.project.code):
                    yield Sign(
                        member, row, bridge.KINDS[link.kind], bridge.evidence(link, party["name"]),
                        bridge.strength(link), bridge.words(link, names, lang),
                    )  # fmt: skip

    return find


def _regions(known: Records) -> Any:
    def find(member: PanelMember, row: Application) -> Iterable[Sign]:
        profile = known.profiles.get(member.person_id)
        if profile is None or not profile.region or member.region:
            return
        for party in row.parties:
            if profile.region == party["region"]:
                yield Sign(member, row, SignKind.REGION, f"{party['region']}|{party['name']}")

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

    def find(member: PanelMember, row: Application) -> Iterable[Sign]:
        for leader in leaders[row.project.initiator_id]:
            mine = written[member.person_id, leader.person_id]
            theirs = written[leader.person_id, member.person_id]
            if mine and theirs:
                yield Sign(member, row, SignKind.REMARKS, f"{mine}:{theirs}|{leader.name}")

    return find
