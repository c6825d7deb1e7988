"""Questions that every page asks, put together once a process or a thread: Django needs several times as long to write
such a statement as PostgreSQL to answer it. What is answered is not kept: each page asks anew."""

import threading
from collections.abc import Callable, Iterable
from copy import copy
from functools import cached_property, wraps
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, Model, QuerySet, Value
from django.db.models.query import ModelIterable

Q = TypeVar("Q", bound=QuerySet[Any, Any])


class Prepared:
    """`build(*marks)` gives the query; values stand later where the marks stand now.

    Each mark is a value that the query has nowhere else, and that its column may hold: of any other Django knows, while
    it puts the query together, that there is no such row.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], *marks: Any) -> None:
        self.build, self.marks = build, marks

    @cached_property
    def _written(self) -> tuple[str, list[Any], list[int]]:
        sql, known = self._compiler.as_sql()
        values = list(known)
        places = [values.index(mark) for mark in self.marks]
        assert all(values.count(mark) == 1 for mark in self.marks), "a mark is a value of the query"
        return sql, values, places

    @cached_property
    def _compiler(self) -> Any:
        return self.build(*self.marks).query.get_compiler(connection=connection)

    @cached_property
    def _converters(self) -> list[tuple[str, list[Any], Any]]:
        """Of each column its name, what Django reads it with and the expression it came of."""
        assert self._written
        columns = [each[0] for each in self._compiler.select]
        found = self._compiler.get_converters(columns)
        return [(name, *found.get(place, ([], None))) for place, name in enumerate(self._compiler.query.selected)]

    def statement(self, *values: Any) -> tuple[str, tuple[Any, ...]]:
        """For `Model.objects.raw`: one value for each mark."""
        sql, known, places = self._written
        filled = list(known)
        for place, value in zip(places, values, strict=True):
            filled[place] = value
        return sql, tuple(filled)

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """As the database gives them: JSON is text."""
        with connection.cursor() as cursor:
            cursor.execute(*self.statement(*values))
            return list(cursor.fetchall())

    def named(self, *values: Any) -> list[dict[str, Any]]:
        """Rows of a query of `.values(...)` as it gives them: by names, JSON read."""
        found = []
        for row in self.rows(*values):
            read = {}
            for value, (name, converters, column) in zip(row, self._converters, strict=True):
                read[name] = value
                for convert in converters:
                    read[name] = convert(read[name], column, connection)
            found.append(read)
        return found

    def objects(self, *values: Any) -> list[Any]:
        """Whole models as a query gives them, with what it joins and adds; it has no `prefetch_related`."""
        assert self._written
        compiler = copy(self._compiler)
        compiler.as_sql = lambda *_how, **_else: self.statement(*values)
        asked: Any = _Asked(compiler)
        return list(ModelIterable(asked))

    def first(self, *values: Any) -> Any:
        return next(iter(self.objects(*values)), None)


class _Asked:
    """What Django's own reader of rows wants of the query it reads."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: Any) -> None:
        self.db, self.query, self._compiler = connection.alias, self, compiler

    def get_compiler(self, using: str) -> Any:
        assert using == self.db
        return self._compiler


def prefetched(owner: Model, name: str, rows: Iterable[Any]) -> None:
    """What `prefetch_related` does: the relation `name` of `owner` gives these rows until something is added to it."""
    related: Any = getattr(owner, name)
    kept = related.all()
    kept._result_cache, kept._prefetch_done = [*rows], True
    for row in kept._result_cache:
        setattr(row, related.field.name, owner)
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept


def listed(values: list[Any], kind: Any) -> Func:
    """Values to stand behind an `__in` as one value of the statement, however many they are: a mark can be a list."""
    return Func(Value(values, ArrayField(kind)), template="(SELECT unnest(%(expressions)s))", output_field=kind)


def once_a_thread(build: Callable[[], Q]) -> Callable[[], Q]:
    """`build` called once in each thread, for queries that are narrowed further by whoever asks.

    Copies of a query share the queries inside it, and Django counts the tables of those anew while it writes them: two
    threads that write the same one at once could leave a table out.
    """
    kept = threading.local()

    @wraps(build)
    def built() -> Q:
        if not hasattr(kept, "query"):
            kept.query = build()
        found: Q = kept.query
        return found

    return built
