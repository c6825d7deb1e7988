"""What may stand in a table once only."""

from .collector import Collector
from .tables import Table


def report_repeated(table: Table, keys: str | tuple[str, ...], code: str, collector: Collector, at: str = "") -> None:
    """An error at every row whose values of the columns `keys` stood together in a row above, shown at the column
    `at` (the first of `keys` unless told). A row with an unreadable key is passed over: that has its own error."""
    keys = (keys,) if isinstance(keys, str) else keys
    shown = at or keys[0]
    first: dict[tuple[object, ...], int | None] = {}
    for row in table.rows:
        if row.failed & set(keys):
            continue
        value = tuple(row.values.get(key) for key in keys)
        if value in first:
            column = table.sheet.column(shown).ru
            collector.error(code, table.sheet.ru, row.number, column, row.text(shown), first=first[value] or 0)
        else:
            first[value] = row.number
