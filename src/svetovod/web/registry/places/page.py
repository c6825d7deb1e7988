"""What the pages of places show."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.registry import bridge
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.models import Organisation, OrganisationPlace

from . import selectors
from .phrases import REASONS


@dataclass(frozen=True, slots=True)
class Line:
    """A place with its region and the reason its КПП tells, in words."""

    row: OrganisationPlace
    region: str
    reason: Any


def lines(organisation: Organisation) -> list[Line]:
    return [line(row) for row in selectors.places_of(organisation)]


def line(row: OrganisationPlace) -> Line:
    reason = REASONS[bridge.kpp_reason(row.kpp)] if row.kpp else ""
    return Line(row, registry.region_name(row.region), reason)


def told(content: dict[str, Any]) -> list[tuple[selectors.Named, Any]]:
    """КПП of a workbook that waits, with what becomes of each that is not the place known already."""
    return [(each, REASONS[bridge.kpp_reason(each.kpp)]) for each in selectors.named_in(content["participants"])]
