"""Triggers that keep what was promised as it was."""

from functools import reduce
from operator import or_

import pgtrigger


def frozen_when(name: str, fields: tuple[str, ...], condition: pgtrigger.Q) -> pgtrigger.Protect:
    """Refuses an update that changes one of `fields` while `condition` holds."""
    changed = reduce(or_, (pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields))
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=changed & condition)
