"""Rows of which each is added once, though two transactions add them at a time."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def add_missing(there: QuerySet[Row], rows: Sequence[Row], field: str) -> list[Row]:
    """Adds the rows whose `field` none of those `there` has, all at once; which they were.

    A unique constraint stands behind it. Where another transaction adds one of them meanwhile its commit is waited for,
    and the rest added. Raises `IntegrityError` where that is not what the database refuses.
    """
    left = len(rows) + 1
    while True:
        had = set(there.values_list(field, flat=True))
        new = [row for row in rows if getattr(row, field) not in had]
        if not new:
            return []
        try:
            with transaction.atomic():
                return there.model._base_manager.bulk_create(new)
        except IntegrityError:
            if len(new) >= left:
                raise
            left = len(new)
