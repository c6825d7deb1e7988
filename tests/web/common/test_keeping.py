"""Worlds that are put back: what was built, once, when it is first asked for, and never into another test."""

from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import databases
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


def test_where_commits_are_real_each_world_is_committed_and_built_once(worlds):
    for _time in range(2):
        assert names() == []
        ground, house = worlds.put("ground"), worlds.put("house")
        with databases.connected(connection.settings_dict["NAME"]):  # somebody else reads it
            assert names() == ["ground", "house"]
        assert {ground.pk, house.pk} == set(Organisation.objects.values_list("pk", flat=True))
        worlds.keep.leave()
        databases.empty()
    assert worlds.built == ["ground", "house"]


def test_what_was_committed_and_kept_is_put_back_in_a_transaction_too(worlds):
    worlds.put("ground")
    worlds.put("yard")
    worlds.keep.leave()
    databases.empty()
    with worlds.test():
        worlds.put("ground")
        worlds.put("yard")
        assert names() == ["ground", "yard"]
    assert worlds.built == ["ground", "house", "yard"]


def test_upon_what_is_committed_nothing_is_kept_within_what_is_kept(worlds):
    worlds.put("ground")
    worlds.keep("street", lambda: [worlds.put("house"), worlds.put("yard")])
    assert names() == ["ground", "house", "yard"] and worlds.built == ["ground", "house", "house", "yard"]


@pytest.mark.parametrize("first", ["committed", "rolled back", "rolled back and put back within another"])
def test_what_leaves_something_to_be_done_after_the_commit_is_built_where_commits_are_real(worlds, first):
    """And may be put back where nothing is committed."""
    done, keep = [], worlds.keep

    def build(name):
        transaction.on_commit(lambda: done.append(name))
        return worlds.build(name)

    def street():
        return keep("mill", lambda: build("mill"))

    if first != "committed":
        for _time in range(2):
            with worlds.test():
                street()
        with worlds.test():
            keep("street", street)
        assert (worlds.built[2:], done) == (["mill"], [])
    key, make = ("street", street) if first.endswith("another") else ("mill", lambda: build("mill"))
    worlds.built.clear()
    for time in (1, 2):
        keep(key, make)
        assert (names(), worlds.built, done) == (["mill"], ["mill"] * time, ["mill"] * time)
        keep.leave()
        databases.empty()


def test_after_a_committed_row_of_its_own_or_anothers_a_test_builds(worlds):
    worlds.put("ground")
    Organisation.objects.create(inn="0000000099", name="own", region="RU-MO")
    worlds.put("house")
    assert names() == ["ground", "house", "own"] and worlds.built == ["ground", "house", "house"]
    databases.empty()
    worlds.put("ground")
    _in_a_thread(lambda: Organisation.objects.create(inn="0000000099", name="another's", region="RU-MO"))
    worlds.put("house")
    assert names() == ["another's", "ground", "house"] and worlds.built == ["ground", "house", "house", "house"]


def _in_a_thread(act):
    def run():
        act()
        connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def _noting(seen):
    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    return note
