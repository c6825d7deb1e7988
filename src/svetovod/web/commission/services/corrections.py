"""What an upheld appeal puts right: sheets that are not counted, points of an expert or of a computed criterion."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from svetovod.web.commission.models import Appeal
from svetovod.web.commission.selectors.appeals import computed_of, sheets_of
from svetovod.web.common.errors import Refused
from svetovod.web.selection.enums import CriterionKind


def refuse_unknown(row: Appeal, codes: Sequence[str]) -> None:
    unknown = set(codes) - {code for code, _scores in sheets_of(row)}
    if unknown:
        raise Refused(
            "appeal.sheet",
            _("There is no opened sheet of %(code)s on this application.") % {"code": min(unknown)},
        )


def corrections_of(row: Appeal, text: str) -> list[dict[str, str | None]]:
    """A line each: `E1 К1 7.5` of a sheet, `К8 4` of a criterion that is computed and has no expert."""
    tops = {c.code: c.maximum or Decimal(0) for c in row.application.round.criteria_of(CriterionKind.EXPERT)}
    known: dict[str | None, Mapping[str, Decimal]] = {code: tops for code, _scores in sheets_of(row)}
    known[None] = {criterion.code: criterion.maximum or Decimal(0) for criterion, _points in computed_of(row)}
    return [_correction(line.split(), known) for line in text.splitlines() if line.strip()]


def _correction(parts: list[str], known: Mapping[str | None, Mapping[str, Decimal]]) -> dict[str, str | None]:
    expert = parts[0] if len(parts) == 3 else None
    try:
        criterion, said = parts[-2:] if expert else parts
        points = Decimal(said.replace(",", "."))
        good = 0 <= points <= known[expert][criterion] and points == round(points, 2)  # as experts give them
    except (ValueError, KeyError, InvalidOperation):
        good = False
    if not good:
        raise Refused(
            "appeal.points",
            _(
                "“%(line)s” is not a correction: write the expert's code, the criterion's code and the points, of a "
                "computed criterion its code and the points."
            )
            % {"line": " ".join(parts)[:80]},
        )
    return {"expert": expert, "criterion": criterion, "points": format(points.normalize(), "f")}
