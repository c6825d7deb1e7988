"""A table that is asked for as a form: a field a cell, judged by its column."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from svetovod.web.figures import columns as cols
from svetovod.web.figures.enums import ColumnKind
from svetovod.web.figures.models import FiguresReply, FiguresRequest
from svetovod.web.figures.shapes.table import plain

from .questionnaire import Typed


class TableForm(forms.Form):
    """Fields are `rows-0-c1`; one row of a table that asks for one, else those filled in and a blank one."""

    use_required_attribute = False
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, part: FiguresReply, typed: Mapping[str, Any], more: int = 0) -> None:
        request = part.request
        rows = typed_rows(request, data) if data is not None else list(typed.get("rows", ()))
        super().__init__(data, initial={"base": typed.get("base", 0)})
        self.columns, self.most = cols.of_plain(request.columns), request.most_rows
        self.count = min(len(rows) + (self.most > 1 and bool(rows)) + more, self.most) or 1
        for number in range(self.count):
            row = rows[number] if number < len(rows) else {}
            for column in self.columns:
                self.fields[f"rows-{number}-{column.key}"] = self._field(column, row.get(column.key, ""), number)

    def _field(self, column: cols.Column, value: str, number: int) -> forms.Field:
        """A label names its row where there are several: the summary of errors stands far from it."""
        label = f"{_row(number)}, {column.title}" if self.most > 1 else column.title
        return Typed(
            label=label, help_text=column.hint, required=column.required, initial=value, max_length=cols.LONGEST + 1,
            strip=True, widget=_widget(column),
        )  # fmt: skip

    def rows(self) -> list[tuple[str, list[tuple[forms.BoundField, SafeString]]]]:
        """Title of each row and its fields, each with the short label that is enough beside the title."""
        return [
            (
                _row(number),
                [(self[f"rows-{number}-{column.key}"], _said_by_asker(column.title)) for column in self.columns],
            )
            for number in range(self.count)
        ]

    @property
    def can_grow(self) -> bool:
        return self.count < self.most

    def typed(self) -> dict[str, Any]:
        """Texts for a draft, whatever they are."""
        return {"rows": [row for row in self._rows() if any(row.values())]}

    def _rows(self) -> list[dict[str, str]]:
        return [
            {column.key: text_of(self.data, f"rows-{number}-{column.key}") for column in self.columns}
            for number in range(self.count)
        ]

    def read(self) -> dict[str, Any] | None:
        """The answer to keep, or None with every fault at its field."""
        rows, faults = cols.read(self.columns, self._rows())
        for fault in faults:
            self.add_error(f"rows-{fault.row}-{fault.key}" if fault.key else None, fault.said)
        return None if faults else plain(rows)


def _widget(column: cols.Column) -> forms.Widget:
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if column.kind == ColumnKind.CHOICE:
        return forms.Select(choices=[("", "—"), *((each, each) for each in column.options)])
    if column.kind == ColumnKind.DATE:
        attrs["placeholder"] = _("DD.MM.YYYY")
    elif column.summed:
        attrs["inputmode"] = "decimal"
    return forms.TextInput(attrs=attrs)


def _said_by_asker(title: str) -> SafeString:
    """Titles of columns are people's words: Russian on a page in English too."""
    return format_html('<span lang="ru">{}</span>', title)


def _row(number: int) -> str:
    return _("Row %(number)d") % {"number": number + 1}


def typed_rows(request: FiguresRequest, data: Any) -> list[dict[str, str]]:
    """Rows of a posted form in the order of their numbers, those nobody filled in dropped at the end."""
    numbers = {int(m[1]) for name in data if (m := re.fullmatch(r"rows-([0-9]{1,3})-\w+", name))}
    count = min(max(numbers, default=-1) + 1, request.most_rows)
    keys = [column["key"] for column in request.columns]
    rows = [{key: text_of(data, f"rows-{number}-{key}") for key in keys} for number in range(count)]
    while rows and not any(rows[-1].values()):
        rows.pop()
    return rows


def text_of(data: Any, name: str) -> str:
    return str(data.get(name, "")).replace("\0", "").strip()[: cols.LONGEST + 1]
