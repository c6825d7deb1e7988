"""Runs in a process that has collected the tests of a target and seen them pass: each change in a child of it.

A change inside of a function is put into the functions that are loaded, one of a table of permissions into the table:
nothing is imported, collected or prepared again, and a change that is noticed costs as much as the test that notices
it. What a child does not notice is asked again in a fresh process (`cold.py`), where nothing was computed beforehand.
"""

import gc
import os
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from changes import Change
from examples import the_same_ones

# the functions of a file by their names
Loaded = dict[tuple[str, str], list[types.FunctionType]]
SLOW, BEYOND = 1.0, 2.0  # seconds of the processor
SOURCE = Path(__file__).resolve().parents[2] / "src"


class Plugin:
    """`report(change, noticed by)`, where "" is nobody and None a change that cannot be put in here; `near(change)`
    says in which files or folders the tests stand that have to notice it."""

    def __init__(
        self, made: Callable[[], Iterator[Change]], report: Callable[[Change, str | None], None],
        near: Callable[[Change], Sequence[Path]],
    ) -> None:  # fmt: skip
        self.made, self.report, self.near = made, report, near

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        the_same_ones()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items, seconds = list(session.items), {}
        # the first twice: what is prepared for all of them is not its own time
        for number, item in [(0, items[0]), *enumerate(items)] if len(items) > 1 else enumerate(items):
            began = time.process_time()
            # the first again: what is prepared for all of them stays
            following = items[(number + 1) % len(items)] if len(items) > 1 else None
            if failed := _failed(item, following):
                sys.exit(f"{item.nodeid} fails on what is not changed:\n{failed}")
            seconds[item] = time.process_time() - began
        items.sort(key=seconds.__getitem__)
        _leave_databases()
        # Hypothesis hides from the collector, and so from us, what was there before it
        gc.unfreeze()
        loaded = _functions()
        self.caches = list(_caches())
        # children read what is there and write next to nothing of it: not even marks of a collection
        gc.collect()
        gc.freeze()
        self.control(items, seconds, loaded)
        for change in self.made():
            near = self.near(change)
            asked = _quick([each for each in items if _stands_in(each, near)], seconds)
            by = self.ask(change, asked, loaded, seconds)
            self.report(change, by)
            # who noticed one change of a function is asked first about the next
            items.sort(key=lambda item: item.nodeid != by)
        # what spoiled the tests on the way was counted as noticed from then on
        self.control(items, seconds, loaded)
        return True

    def control(self, items: Sequence[pytest.Item], seconds: Mapping[pytest.Item, float], loaded: Loaded) -> None:
        """What is not changed is noticed by nobody, asked the same way."""
        if by := self.ask(None, _quick(items, seconds), loaded, seconds):
            sys.exit(f"{by} fails on what is not changed when it is asked once more")

    def ask(
        self, change: Change | None, items: Sequence[pytest.Item], loaded: Loaded, seconds: Mapping[pytest.Item, float]
    ) -> str | None:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            gc.disable()
            for kept in self.caches:
                kept.cache_clear()
            by = _asked(change, items, loaded, seconds)
            os.write(writing, ("cannot" if by is None else by).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            said = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
            return "it does not end"
        if os.WIFSIGNALED(status) or os.WEXITSTATUS(status):
            return None
        return None if said == "cannot" else said


def _quick(items: Sequence[pytest.Item], seconds: Mapping[pytest.Item, float]) -> Sequence[pytest.Item]:
    """A slow one is asked only about what the others leave, and cold; where all are slow, all are asked."""
    return [item for item in items if seconds[item] < SLOW] or items


def _stands_in(item: pytest.Item, places: Sequence[Path]) -> bool:
    return any(item.path.is_relative_to(place) for place in places)


def _failed(item: pytest.Item, following: pytest.Item | None) -> str:
    reports = runtestprotocol(item, log=False, nextitem=following)
    return next((str(report.longrepr) for report in reports if report.failed), "")


def _asked(
    change: Change | None, items: Sequence[pytest.Item], loaded: Loaded, seconds: Mapping[pytest.Item, float]
) -> str | None:
    """The first test that fails; "" if none does. Whatever needs far more of the processor than before does not end,
    and SIGPROF ends the process: test by test, or every loop without an end would cost more than a hundred changes."""
    signal.setitimer(signal.ITIMER_PROF, BEYOND)
    try:
        if change and not _put_in(change, loaded):
            return None
    except Exception as error:  # what cannot even be loaded is noticed by everybody
        return type(error).__name__
    if not items:
        return None
    # what the last one prepared and the first does not share
    items[0].session._setupstate.teardown_exact(items[0])
    # after the last one as well: what is prepared for all of them (a database) is the parent's, not to be thrown away
    for item, following in zip(items, [*items[1:], items[0]], strict=True):
        signal.setitimer(signal.ITIMER_PROF, BEYOND + 4 * seconds[item])
        if _failed(item, following):
            return item.nodeid
    return ""


def _put_in(change: Change, loaded: Loaded) -> bool:
    file = str(change.file)
    code = compile(change.text, file, "exec")
    if not change.inside:
        return _table(change, code)
    found = loaded.get((file, change.inside), ())
    new = _codes(code).get(change.inside)
    if not found or new is None:
        return False
    for function in found:
        if len(function.__code__.co_freevars) != len(new.co_freevars):
            return False
        function.__code__ = new
    return True


def _table(change: Change, code: types.CodeType) -> bool:
    """A table of permissions is filled anew; other values of a module were taken by whoever needed them."""
    name = ".".join(change.file.relative_to(SOURCE).with_suffix("").parts)
    module = sys.modules.get(name)
    table = getattr(module, "ACCESS", None)
    if table is None:
        return False
    made: dict[str, Any] = {"__name__": name, "__package__": name.rpartition(".")[0], "__file__": str(change.file)}
    exec(code, made)
    vars(table).update(vars(made["ACCESS"]))
    type(table).TABLES[table.app] = table
    return True


def _codes(code: types.CodeType) -> dict[str, types.CodeType]:
    found = {}
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            found[each.co_qualname] = each
            if "<locals>" not in each.co_qualname:
                found |= _codes(each)
    return found


def _functions() -> Loaded:
    found: Loaded = {}
    for each in gc.get_objects():
        if isinstance(each, types.FunctionType) and each.__module__ and each.__module__.startswith("svetovod."):
            found.setdefault((each.__code__.co_filename, each.__code__.co_qualname), []).append(each)
    return found


def _caches() -> Iterator[Any]:
    for each in gc.get_objects():
        if type(each).__name__ == "_lru_cache_wrapper" and str(each.__module__).startswith("svetovod."):
            yield each


def _leave_databases() -> None:
    if "django" in sys.modules and "DATABASE_URL" in os.environ:
        from django.db import connections

        connections.close_all()
