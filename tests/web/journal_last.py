"""The journal's head is locked last: in a transaction of a service nobody asks for rows after its first entry.

From the entry to the commit nobody else writes one, so whoever waits for a row meanwhile may wait in a circle with
whoever holds that row and waits for the journal (docs/explanation/writes.md). What was locked or made before stays
allowed: it is told by its table, so another row of the same table passes.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.transaction import Atomic
from tests.web.statements import changes

HEAD = "audit_ledgerhead"
JOURNAL = {HEAD, "audit_ledgerentry", "audit_signedroot"}
LOCKED = re.compile(r'\bFROM "(\w+)".*\bFOR (?:NO KEY )?UPDATE\b(?: OF ((?:"\w+"(?:, )?)+))?', re.DOTALL)


class Watch:
    """What one transaction holds, by table; a wrapper of its statements."""

    def __init__(self) -> None:
        self.held, self.entered = set[str](), False

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        text = str(sql)
        changed = changes(text)
        asked = {table for verb, table in changed if verb != "INSERT"} if changed else _locked(text)
        if self.entered and (late := asked - self.held - JOURNAL) and "SKIP LOCKED" not in text:
            names = ", ".join(sorted(late))
            raise AssertionError(f"{names} is asked for after the first entry of the journal: {text[:300]}")
        self.held |= asked | {table for _verb, table in changed}
        self.entered |= HEAD in asked
        return execute(sql, params, many, context)


def _locked(text: str) -> set[str]:
    """Tables whose rows the statement locks to read them."""
    if locked := LOCKED.search(text):
        return set(re.findall(r"\w+", locked[2])) if locked[2] else {locked[1]}
    return set()


@contextmanager
def journal_last() -> Iterator[None]:
    """Watches whatever transaction a function of `svetovod.web` begins, also within that of a test."""
    enter, leave = Atomic.__enter__, Atomic.__exit__

    def entering(self: Any) -> None:
        frame = sys._getframe(1)
        function = frame.f_locals.get("func") if frame.f_code.co_name == "inner" else None
        name = function.__module__ if function else frame.f_globals["__name__"]
        self.of_product = name.startswith("svetovod.web.")
        enter(self)
        line: Any = connections[self.using or "default"]
        if self.of_product and not any(isinstance(each, Watch) for each in line.execute_wrappers):
            line.execute_wrappers.insert(0, Watch())

    def leaving(self: Any, *error: Any) -> None:
        leave(self, *error)
        line: Any = connections[self.using or "default"]
        if not any(getattr(each, "of_product", False) for each in line.atomic_blocks):
            line.execute_wrappers[:] = [each for each in line.execute_wrappers if not isinstance(each, Watch)]

    Atomic.__enter__, Atomic.__exit__ = entering, leaving  # type: ignore[method-assign]
    try:
        yield
    finally:
        Atomic.__enter__, Atomic.__exit__ = enter, leave  # type: ignore[method-assign]
