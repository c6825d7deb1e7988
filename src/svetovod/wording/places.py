"""Names of sheets and columns in the reader's language; problems carry the first, Russian, names of the format."""

from functools import cache

from svetovod.engine.workbooks import (
    candidates_layout,
    cluster_layout,
    delegation_layout,
    evidence_layout,
    facilities_layout,
    invitations_layout,
    meetings_layout,
    particulars_layout,
    programme_layout,
    project_layout,
    round_layout,
)

_LAYOUTS = (
    cluster_layout, candidates_layout, project_layout, round_layout, meetings_layout, evidence_layout, programme_layout,
    delegation_layout,
    invitations_layout, facilities_layout, particulars_layout,
)  # fmt: skip


def sheet_name(sheet: str, lang: str) -> str:
    """`Participants` for «Участники» in English; a sheet that the format does not know as it is."""
    return sheet if lang == "ru" else _english()[0].get(sheet, sheet)


def column_name(sheet: str | None, column: str, lang: str) -> str:
    """`Employees` for «Работников» in English; an option or an unknown column as it is."""
    return column if lang == "ru" else _english()[1].get((sheet, column), column)


@cache
def _english() -> tuple[dict[str, str], dict[tuple[str | None, str], str]]:
    sheets = [sheet for layout in _LAYOUTS for sheet in layout.SHEETS]
    columns = {(sheet.ru, column.ru): column.en for sheet in sheets for column in sheet.columns}
    return {sheet.ru: sheet.en for sheet in sheets}, columns
