"""A table: rows of typed cells. What a region hands in for its enterprises says of each row whose it is."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.figures import columns as cols
from svetovod.web.figures.models import FiguresReply, FiguresRequest

from .base import Content


class Table:
    page, answer, rows = "figures/table_answer.html", "figures/_table.html", "figures/_table_rows.html"

    def places(self, request: FiguresRequest, content: Content) -> list[tuple[str, str]]:
        columns = cols.of_plain(request.columns)
        many = len(content["rows"]) > 1
        return [
            (f"{number}:{column.key}", f"{_row(number) + ', ' if many else ''}{column.title}: {_said(column, row)}")
            for number, row in enumerate(content["rows"])
            for column in columns
        ]

    def differences(self, request: FiguresRequest, mine: Content, theirs: Content) -> list[tuple[Any, str, str]]:
        found = []
        for number in range(max(len(mine["rows"]), len(theirs["rows"]))):
            left, right = (side["rows"][number : number + 1] for side in (mine, theirs))
            for column in cols.of_plain(request.columns):
                here, there = (_said(column, row[0]) if row else formatting.DASH for row in (left, right))
                if here != there:
                    found.append((f"{_row(number)}, {column.title}", here, there))
        return found

    def typed(self, request: FiguresRequest, content: Content, *, earlier: bool) -> dict[str, Any]:
        """Earlier answers are carried over by the keys of columns; what no column asks for any more is left behind."""
        columns = cols.of_plain(request.columns)
        rows = [
            {column.key: cols.typed(column, row["cells"].get(column.key, "")) for column in columns}
            for row in content["rows"][: request.most_rows]
        ]
        return {"rows": rows}

    def repeated(self, part: FiguresReply, content: Content) -> dict[str, Any] | None:
        typed = self.typed(part.request, content, earlier=True)
        rows, faults = cols.read(cols.of_plain(part.request.columns), typed["rows"])
        return None if faults else plain(rows)

    def printed(self, request: FiguresRequest, content: Content, names: Mapping[str, str]) -> dict[str, Any]:
        columns = cols.of_plain(request.columns)
        if len(content["rows"]) == 1 and "source" not in content["rows"][0]:
            return {"own": [[column.title, _said(column, content["rows"][0])] for column in columns], "tables": []}
        rows = [
            [(row.get("source") or {}).get("name") or _row(number), *(_said(column, row) for column in columns)]
            for number, row in enumerate(content["rows"])
        ]
        head, figures = ["", *(column.title for column in columns)], [False, *(column.summed for column in columns)]
        return {"own": [], "tables": [[request.title, head, rows, figures]]}

    def shown(self, request: FiguresRequest, content: Content, names: Mapping[str, str]) -> dict[str, Any]:
        columns = cols.of_plain(request.columns)
        return {
            "columns": columns,
            "rows": [
                ([(column, _said(column, row)) for column in columns], row.get("source")) for row in content["rows"]
            ],
            "collected": any(row.get("source") for row in content["rows"]),
        }


def plain(rows: list[cols.Cells]) -> dict[str, Any]:
    return {"rows": [{"cells": row} for row in rows]}


def _said(column: cols.Column, row: Mapping[str, Any]) -> str:
    return cols.say(column, row["cells"].get(column.key, ""))


def _row(number: int) -> str:
    return _("Row %(number)d") % {"number": number + 1}
