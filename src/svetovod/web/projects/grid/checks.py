"""What is checked of a row beside the law: whether its kit of evidence holds, whether other projects claim it too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.projects.doubles import Said
from svetovod.web.projects.evidence import bridge as kits


@dataclass(frozen=True, slots=True)
class Kit:
    """`bad` where documents are entered and do not hold; a row without any is not blamed, only told."""

    text: str
    bad: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Checks:
    """By number of a row: its kit, and in words where else it is claimed."""

    kits: Mapping[int, Kit]
    doubles: Mapping[int, str]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]], said: Sequence[Said], on: date) -> "Checks":
        """Of rows as a content has them; `said` are their doubles as the reader may be told."""
        claimed: dict[int, list[str]] = {}
        for each in said:
            where = each.where or _("in a project of others")
            claimed.setdefault(each.row, []).append(f"{where}: {each.why}")
        judged = zip(rows, kits.kits({"costs": rows}, on), strict=True)
        return cls(
            {row["position"]: _kit(row, kit) for row, kit in judged},
            {row: "; ".join(told) for row, told in claimed.items()},
        )


def _kit(row: Mapping[str, Any], kit: Any) -> Kit:
    if kit.complete:
        return Kit(_("whole"), whole=True)
    if not row.get("documents"):
        return Kit(_("no documents yet"))
    count = len(kit.findings)
    said = ngettext("%(count)d point is open", "%(count)d points are open", count)
    return Kit(said % {"count": count}, bad=True)
