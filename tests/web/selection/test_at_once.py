"""Many file in the same moment, as before a deadline: nobody waits in a circle, and numbers have no gap."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from svetovod.demo.build_selection import moment
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.selection import services

AT = moment("2021-11-18 12:00")


@pytest.mark.django_db(transaction=True)
def test_applications_filed_in_one_moment(make_world):
    world = make_world(projects=6)
    people = [(world.initiator(project), project) for project in world.projects]
    gate = Barrier(len(people))

    def file(pair):
        try:
            gate.wait(20)
            row = services.application_draft(actor=pair[0], round=world.round, project=pair[1], at=AT)
            return services.application_file(actor=pair[0], application=row, at=AT).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        assert sorted(pool.map(file, people)) == [f"2021-{n:03d}" for n in range(1, 7)]
    assert verify_journal() == []
