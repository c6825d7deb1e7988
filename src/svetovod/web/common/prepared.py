"""Questions that every page asks, put together once a process: Django needs several times as long to write such a
statement as PostgreSQL to answer it. What is answered is not kept: each page asks anew."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """`build(*marks)` gives the query; values stand later where the marks stand now.

    Each mark is a value that the query has nowhere else.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], *marks: Any) -> None:
        self.build, self.marks = build, marks

    @cached_property
    def _written(self) -> tuple[str, list[Any], list[int]]:
        sql, known = self.build(*self.marks).query.sql_with_params()
        values = list(known)
        places = [values.index(mark) for mark in self.marks]
        assert all(values.count(mark) == 1 for mark in self.marks), "a mark is a value of the query"
        return sql, values, places

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
