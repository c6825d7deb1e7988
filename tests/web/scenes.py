"""The whole scene, played once and kept at every stage: a test gets a copy of the day it needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from tests import databases

# The stages of the scene, in the order of their days; each is a copy of the database.
STAGES = {
    "papers": "2021-06-10 10:00",
    "session": "2021-06-24 10:00",
    "intake": "2021-11-18 12:00",
    "check": "2021-11-23 12:00",
    "scoring": "2021-11-26 12:00",
    "opened": "2021-12-08 12:00",
    "published": "2021-12-10 12:00",
}


class Scenes:
    """Databases of the stages. `at` leads to one and rolls back; `copy` gives one to spoil, with real commits.

    They stand beside the test database and leave it empty, as other tests expect it.
    """

    def __init__(self) -> None:
        self.own: dict[str, str] = {}

    def build(self, stage: str) -> str:
        """Plays the scene up to the stage, keeping every stage on the way; nobody connects to what it returns."""
        name = databases.migrated()
        for each in list(STAGES)[: list(STAGES).index(stage) + 1]:
            name = databases.made(each, name, lambda each=each: _play(each))
        return name

    @contextmanager
    def at(self, stage: str) -> Iterator[None]:
        if stage not in self.own:
            name = f"{databases.COPY}_{databases.WORKER}_{stage}"
            databases.clone(self.build(stage), name)
            self.own[stage] = name
        with databases.connected(self.own[stage]), transaction.atomic():
            yield
            transaction.set_rollback(True)

    @contextmanager
    def copy(self, stage: str) -> Iterator[None]:
        spare = f"{databases.COPY}_{databases.WORKER}_spare"
        databases.clone(self.build(stage), spare)
        try:
            with databases.connected(spare):
                yield
        finally:
            databases.drop(spare)


def _play(stage: str) -> None:
    from svetovod.demo import scene
    from svetovod.demo.cast import Company
    from svetovod.demo.people import people_make
    from svetovod.web.audit import services as audit

    day = datetime.fromisoformat(STAGES[stage] + "+03:00")
    if stage == "papers":
        scene.load()
    else:
        scene.advance(day)
    audit.clock_move(actor=Company(people_make()).actor("admin"), moment=day, show_future=False)
