"""Tables and sequences of a database: what there is, in which order, and their rows in one spelling."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Composable, Identifier

TABLES = """
    select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
"""
COLUMNS = """
    select a.attrelid, a.attname, a.attnum, a.attcollation <> 0,
           coalesce(a.attnum = any(i.indkey::int2[]), false)
    from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = any(%s) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
"""
# foreign keys that are held against each row at once: their tables go first
PARENTS = "select conrelid, confrelid from pg_constraint where contype = 'f' and not condeferrable"
SEQUENCES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'S' order by c.relname collate "C"
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns in order, and those of its key with whether they are text."""

    name: str
    columns: tuple[str, ...]
    key: tuple[tuple[str, bool], ...]

    def listed(self) -> Composable:
        return SQL(", ").join(map(Identifier, self.columns))

    def ordered(self) -> Composable:
        """The order of the rows: the same whatever language a server sorts in."""
        if not self.key:
            return SQL("{}::text collate {}").format(Identifier(self.name), Identifier("C"))
        parts = (
            SQL("{} collate {}").format(Identifier(name), Identifier("C")) if text else Identifier(name)
            for name, text in self.key
        )
        return SQL(", ").join(parts)


def shapes(connected: "Connection[Any]") -> list[Shape]:
    """All tables of the product, those that others need before them."""
    names = dict(connected.execute(TABLES).fetchall())
    columns: dict[int, list[str]] = {oid: [] for oid in names}
    keys: dict[int, list[tuple[str, bool]]] = {oid: [] for oid in names}
    for oid, name, _number, text, in_key in connected.execute(COLUMNS, [list(names)]).fetchall():
        columns[oid].append(name)
        if in_key:
            keys[oid].append((name, text))
    found = {name: Shape(name, tuple(columns[oid]), tuple(keys[oid])) for oid, name in names.items()}
    needs: dict[str, set[str]] = {name: set() for name in sorted(found)}
    for child, parent in connected.execute(PARENTS).fetchall():
        if child != parent and child in names and parent in names:
            needs[names[child]].add(names[parent])
    return [found[name] for name in _steady(needs)]


def _steady(needs: dict[str, set[str]]) -> Iterator[str]:
    """Parents first; among equals by name."""
    order = TopologicalSorter(needs)
    order.prepare()
    while order.is_active():
        ready = sorted(order.get_ready())
        yield from ready
        order.done(*ready)


def rows(connected: "Connection[Any]", shape: Shape) -> Iterator[bytes]:
    """The rows in PostgreSQL's text format of COPY, each with its line feed."""
    query = SQL("copy (select {} from {} order by {}) to stdout").format(
        shape.listed(), Identifier(shape.name), shape.ordered()
    )
    with connected.cursor() as cursor, cursor.copy(query) as copy:
        for row in copy:
            yield bytes(row)


def table_hash(connected: "Connection[Any]", shape: Shape) -> str:
    digest = hashlib.sha256()
    for row in rows(connected, shape):
        digest.update(row)
    return digest.hexdigest()


def sequences(connected: "Connection[Any]") -> list[tuple[str, int, bool]]:
    """Name, last value, whether it was given out."""
    found: list[tuple[str, int, bool]] = []
    for (name,) in connected.execute(SEQUENCES).fetchall():
        query = SQL("select last_value, is_called from {}").format(Identifier(name))
        found.extend((name, last, called) for last, called in connected.execute(query).fetchall())
    return found


def sequences_set(connected: "Connection[Any]", values: Sequence[tuple[str, int, bool]]) -> None:
    for name, last, called in values:
        connected.execute("select setval(%s::regclass, %s, %s)", [f'"{name}"', last, called])
