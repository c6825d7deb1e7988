"""The rows of a django-tables2 table, drawn here and not in its template: what is the same in every row (headings,
attributes, which arguments a `render_...` wants) is asked once. A `value` is what the accessor found, a state and not
its name: `get_..._display` translates all choices to find one."""

from dataclasses import dataclass
from typing import Any

from django.template import Context
from django.template.base import render_value_in_context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.utils import signature

from .escaping import escaped, joined

KNOWN = ("value", "record", "column", "bound_column", "bound_row", "table")  # what a `render_...` may ask for


@dataclass(frozen=True, slots=True)
class Cell:
    """What the cells of a column have in common."""

    column: Any
    wants: tuple[str, ...]
    opening: str
    closing: str

    def drawn(self, row: Any, context: Context) -> str:
        content = self._content(row)
        said = escaped(content) if isinstance(content, str) else render_value_in_context(content, context)
        return f"{self.opening}{said}{self.closing}"

    def _content(self, row: Any) -> Any:
        column = self.column
        value = column.accessor.resolve(row.record, quiet=True)
        if value in column.column.empty_values:
            return column.default
        known = dict(zip(KNOWN, (value, row.record, column.column, column, row, row.table), strict=True))
        content = column.render(**{name: known[name] for name in self.wants})
        return column.link(content, **known) if column.link else content


def rows(table: Any, context: Context) -> SafeString:
    cells = [_cell(column, first=not place) for place, column in enumerate(table.columns)]
    lines = (
        (row.attrs.as_html(), mark_safe("".join(cell.drawn(row, context) for cell in cells)))
        for row in table.paginated_rows
    )
    return joined("<tr {}>{}</tr>", lines)


def _cell(column: Any, *, first: bool) -> Cell:
    """The first cell is the heading of its row; the others carry their column's heading for cards on a phone."""
    wants, everything = signature(column.render)
    attrs, wants = column.attrs["td"].as_html(), KNOWN if everything else wants
    if first:
        return Cell(column, wants, format_html('<th scope="row" {}>', attrs), "</th>")
    return Cell(column, wants, format_html('<td {} data-l="{}">', attrs, column.header), "</td>")
