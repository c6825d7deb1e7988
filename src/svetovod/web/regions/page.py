"""A region's page as data: what it makes, what it buys elsewhere, its clusters, projects, enterprises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.charts.tile_grid import positions
from svetovod.web.registry.enums import ClusterState

from . import bridge, selectors, shown
from .facilities import selectors as places
from .facilities.models import Facility
from .models import Survey
from .registries import selectors as registries

TOP = 15
_NEXT = 1.5  # tiles: beside and across the corner


@dataclass(frozen=True, slots=True)
class Made:
    code: str
    name: str
    line: shown.Line


@dataclass(frozen=True, slots=True)
class Missing:
    """Bought abroad though somebody makes it: at home (`here` makers), or in regions next to it on the map."""

    code: str
    name: str
    imported: Decimal
    importers: int
    here: int | None
    near: tuple[str, ...]
    far: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Everything a page, a paper and a comparison say of a region."""

    iso: str
    name: str
    survey: Survey | None
    sums: shown.Sums
    makes: tuple[Made, ...]
    strong: tuple[Made, ...]
    missing: tuple[Missing, ...]
    could: Decimal
    clusters: tuple[Any, ...]
    registered: int
    products: tuple[tuple[str, str, int], ...]
    products_file: Any
    projects: int | None
    enterprises: tuple[selectors.Enterprise, ...]
    open_doors: tuple[selectors.Enterprise, ...]
    facilities: tuple[Facility, ...]


def region(iso: str, survey: Survey | None, lines: Sequence[shown.Line]) -> Region:
    own = [each for each in lines if each.region == iso]
    made = [_made(each) for each in own if each.makers is not None]
    missing = _missing(iso, own, lines)
    clusters = tuple(selectors.clusters_public(iso).order_by("name_sort", "id"))
    people = tuple(selectors.enterprises(iso))
    file, products = registries.makers(iso)
    return Region(
        iso=iso,
        name=bridge.region_name(iso, formatting.lang()),
        survey=survey,
        sums=shown.sums(own),
        makes=tuple(sorted(made, key=lambda each: (-(each.line.sold or 0), each.code))),
        strong=tuple(sorted((each for each in made if each.line.quotient is not None and each.line.quotient > 1),
                            key=lambda each: (-(each.line.quotient or 0), each.code))),
        missing=missing,
        could=sum((each.imported for each in missing), Decimal(0)),
        clusters=clusters,
        registered=sum(each.state == ClusterState.REGISTERED for each in clusters),
        products=tuple((code, bridge.group_name(code), many) for code, many in products),
        products_file=file,
        projects=selectors.project_counts().get(iso),
        enterprises=people,
        open_doors=tuple(each for each in people if each.visits),
        facilities=tuple(places.facilities(iso)),
    )  # fmt: skip


def _made(each: shown.Line) -> Made:
    return Made(each.group, bridge.group_name(each.group), each)


def _missing(iso: str, own: Sequence[shown.Line], lines: Sequence[shown.Line]) -> tuple[Missing, ...]:
    makers: dict[str, list[shown.Line]] = {}
    for each in lines:
        if each.makers is not None and each.region != iso:
            makers.setdefault(each.group, []).append(each)
    beside = neighbours(iso)
    found = []
    for each in own:
        if each.imported is None or each.importers is None:
            continue
        others = sorted(makers.get(each.group, ()), key=lambda line: (-(line.sold or 0), line.region))
        near = tuple(_name(line.region) for line in others if line.region in beside)
        far = tuple(_name(line.region) for line in others if line.region not in beside)[:3]
        if each.makers is None and not others:
            continue
        found.append(
            Missing(each.group, bridge.group_name(each.group), each.imported, each.importers, each.makers, near, far)
        )
    return tuple(sorted(found, key=lambda each: (-each.imported, each.code)))


def neighbours(iso: str) -> frozenset[str]:
    """Regions whose tiles touch on the tile map: nearly always those that border on it, and never all of them."""
    grid = positions()
    if iso not in grid:
        return frozenset()
    column, row = grid[iso]
    return frozenset(
        other
        for other, (across, down) in grid.items()
        if other != iso and (across - column) ** 2 + (down - row) ** 2 <= _NEXT**2
    )


def _name(iso: str) -> str:
    return bridge.region_name(iso, formatting.lang())


def names() -> list[tuple[str, str]]:
    """Every region with its name."""
    return [(iso, _name(iso)) for iso in bridge.region_codes()]


def compared(one: Region, other: Region) -> dict[str, Any]:
    """Figures side by side; what one makes and the other buys abroad."""
    return {
        "figures": [
            (_("Groups of products made"), *(formatting.number(each.sums.groups) for each in (one, other))),
            (_("Sold to known buyers"), *(_sum(each, each.sums.sold) for each in (one, other))),
            (_("Purchases abroad"), *(_sum(each, each.sums.imported) for each in (one, other))),
            (_("of it made in the country"), *(_sum(each, each.could) for each in (one, other))),
            (_("Bought in other regions"), *(_sum(each, each.sums.outside) for each in (one, other))),
            (_("Clusters"), *(formatting.number(len(each.clusters)) for each in (one, other))),
            (_("of them in the registry"), *(formatting.number(each.registered) for each in (one, other))),
            (_("Joint projects"), *(formatting.number(each.projects) for each in (one, other))),
            (_("Technoparks and infrastructure"), *(formatting.number(len(each.facilities)) for each in (one, other))),
            (_("Enterprises that receive visitors"), *(formatting.number(len(e.open_doors)) for e in (one, other))),
        ],
        "could": [(buyer, seller, _could(buyer, seller)) for buyer, seller in ((one, other), (other, one))],
        "shared": _shared(one, other),
    }  # fmt: skip


def _sum(found: Region, value: Decimal) -> str:
    return formatting.money_short(value) if found.survey else formatting.money_short(None)


def _could(buyer: Region, seller: Region) -> list[tuple[Missing, Made]]:
    made = {each.code: each for each in seller.makes}
    return [(each, made[each.code]) for each in buyer.missing if each.code in made][:TOP]


def _shared(one: Region, other: Region) -> list[tuple[Made, Made]]:
    """Groups both are specialised in, by the smaller of the two quotients."""
    strong = {each.code: each for each in other.strong}
    both = [(each, strong[each.code]) for each in one.strong if each.code in strong]
    return sorted(both, key=lambda pair: (-min(each.line.quotient or 0 for each in pair), pair[0].code))[:TOP]


@dataclass(frozen=True, slots=True)
class Card:
    """An enterprise in words."""

    said: selectors.Enterprise
    region: str
    makes: tuple[tuple[str, str], ...] | None
    imports: tuple[tuple[str, str], ...] | None


def enterprise(found: selectors.Enterprise) -> Card:
    return Card(found, _name(found.region), _groups(found.makes), _groups(found.imports))


def _groups(codes: tuple[str, ...] | None) -> tuple[tuple[str, str], ...] | None:
    return None if codes is None else tuple((code, bridge.group_name(code)) for code in codes)


def candidates(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """What the engine said of each, in the reader's language."""
    return [row.told[formatting.lang()] for row in rows]
