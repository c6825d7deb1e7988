"""Worlds that are put back: what was built, once, when it is first asked for, and never into another test."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.web.keeping import Keeper

from svetovod.web.registry.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)


def names():
    return sorted(Organisation.objects.values_list("name", flat=True))


class Worlds:
    """Two worlds on one another, and how often each was built."""

    def __init__(self):
        self.keep, self.built = Keeper(), []

    @contextmanager
    def test(self):
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.keep.leave()

    def put(self, name):
        return self.keep(name, lambda: self.build(name))

    def build(self, name):
        self.built.append(name)
        return Organisation.objects.create(inn=f"00000000{len(name)}0", name=name, region="RU-MO")


@pytest.fixture
def worlds():
    made = Worlds()
    with made.test():
        made.put("ground")
        made.put("house")
    return made


def test_what_was_built_once_is_put_back(worlds):
    for _time in range(2):
        with worlds.test():
            assert [worlds.put(name).pk for name in ("ground", "house")] == list(
                Organisation.objects.order_by("pk").values_list("pk", flat=True)
            )
            assert names() == ["ground", "house"]
    assert worlds.built == ["ground", "house"]


def test_of_two_on_one_another_each_can_be_had(worlds):
    with worlds.test():
        worlds.put("ground")
        assert names() == ["ground"]
        worlds.put("house")
        assert names() == ["ground", "house"]
    assert worlds.built == ["ground", "house"]


def test_after_a_row_of_its_own_a_test_builds_and_keeps_nothing(worlds):
    with worlds.test():
        worlds.put("ground")
        Organisation.objects.create(inn="0000000099", name="own", region="RU-MO")
        worlds.put("house")
        assert names() == ["ground", "house", "own"]
    assert worlds.built == ["ground", "house", "house"]


def test_nobody_who_counts_or_watches_statements_sees_the_rows_come(worlds):
    seen = []
    with worlds.test():
        worlds.put("ground")
        with CaptureQueriesContext(connection) as caught, connection.execute_wrapper(_noting(seen)):
            assert names() == ["ground"]
        assert len(caught) == len(seen) == 1


def test_what_was_not_asked_for_is_in_no_other_test(worlds):
    with worlds.test():
        worlds.put("ground")
    with worlds.test():
        assert names() == []
    with worlds.test():
        worlds.put("ground")
        with connection.execute_wrapper(_noting([])):
            assert names() == ["ground"]
    assert names() == [] and worlds.keep._asked not in connection.execute_wrappers


def _noting(seen):
    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    return note
