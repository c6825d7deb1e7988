"""Who could join, of the registry of organisations: `c=INN&makes-INN=27.31; 27.40` in the address of a plan."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from svetovod.web.registry import selectors
from svetovod.web.registry.models import Cluster, Organisation

from . import bridge

MOST = 20  # an address has an end
GROUPS = 30  # product groups offered while one types
_CODE = re.compile(r"\d\d(\.\d{1,2}(\.\d{1,2}(\.\d{3})?)?)?")
_FIELD = "makes-"


@dataclass(frozen=True, slots=True)
class Recruit:
    """An organisation that may be asked to join. `makes` is what was typed, `codes` what of it can be counted with."""

    organisation: Organisation
    region: str
    makes: str
    codes: tuple[str, ...]
    error: str
    chosen: bool

    @property
    def field(self) -> str:
        return f"{_FIELD}{self.organisation.inn}"

    @property
    def possible(self) -> Any:
        row = self.organisation
        return bridge.possible(row.inn, row.name, row.region, self.codes)


def chosen(cluster: Cluster, content: Mapping[str, Any], given: QueryDict) -> list[Recruit]:
    """Those of the address, in its order, once each; whoever takes part already or may not be named is left out."""
    asked = list(dict.fromkeys(given.getlist("c")))[:MOST]
    rows = {
        row.inn: row for row in selectors.organisations_to_join(cluster, _inside(content)) if row.inn in set(asked)
    } if asked else {}  # fmt: skip
    return [_recruit(rows[inn], given.get(f"{_FIELD}{inn}", ""), chosen=True) for inn in asked if inn in rows]


def found(
    cluster: Cluster, content: Mapping[str, Any], *, text: str, region: str, but: Sequence[Recruit], given: QueryDict
) -> list[Recruit]:
    """What the registry has by a part of the name or of the INN, and a region; nothing where nothing is asked."""
    if not text and not region:
        return []
    taken = _inside(content) | {each.organisation.inn for each in but}
    rows = selectors.organisations_to_join(cluster, taken, text=text, region=region)[:MOST]
    return [_recruit(row, given.get(f"{_FIELD}{row.inn}", ""), chosen=False) for row in rows]


def carried(recruits: Iterable[Recruit]) -> list[tuple[str, str]]:
    """As the other forms of the page take them along."""
    return [pair for each in recruits for pair in (("c", each.organisation.inn), (each.field, each.makes))]


def groups(content: Mapping[str, Any]) -> list[str]:
    """Codes that final producers buy from outside, the largest purchases first: worth asking for."""
    return bridge.bought_outside(dict(content))[:GROUPS]


def _inside(content: Mapping[str, Any]) -> set[str]:
    return {row["inn"] for row in content["participants"]}


def _recruit(row: Organisation, typed: str, *, chosen: bool) -> Recruit:
    parts = [part for part in re.split(r"[;,\s]+", typed) if part][:MOST]
    wrong = [part for part in parts if not _CODE.fullmatch(part)]
    error = _("Write codes with digits and dots, “;” between: 27.31; 27.40. Not a code: %(said)s.") % {
        "said": ", ".join(wrong)[:80]
    } if wrong and chosen else ""  # fmt: skip
    codes = tuple(part for part in parts if part not in wrong)
    return Recruit(row, selectors.region_name(row.region), typed.strip()[:200], codes, error, chosen)
