"""A row held against its own columns before it is saved."""

from collections.abc import Collection
from typing import Any


def columns_check(row: Any, *, but: Collection[str] = ()) -> None:
    """Raises `ValidationError` where a value is of another kind, too long, not among the choices or left out.

    `but` names fields that are filled in later or may stay empty. Nothing is asked of the database. That a value is
    taken, that a row it leads to is gone and that a condition does not hold is refused by the database itself when the
    row is saved, safely beside others who write. Django would ask it for each of these beforehand, and word the answer
    by the name of the constraint; nobody was ever shown that: what a person can bring about is refused earlier, in
    words, by a form or a service.
    """
    relations = {field.name for field in row._meta.fields if field.is_relation}
    row.full_clean(exclude=relations.union(but), validate_unique=False, validate_constraints=False)
