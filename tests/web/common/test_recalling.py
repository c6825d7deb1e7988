"""An answer out of memory is the one that the database would give."""

from collections import Counter
from contextlib import suppress
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from tests.web.keeping import keep
from tests.web.recalling import recalled

from svetovod.web.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Statements that came to the database, each so many times."""
    seen = Counter()

    def note(execute, sql, params, many, context):
        seen[sql] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), recalled(whole=False):
        yield seen


def named(name):
    return [*Person.objects.filter(name=name).values_list("email", flat=True)]


def questions(asked):
    return sum(times for sql, times in asked.items() if sql.startswith("SELECT"))


def test_the_same_question_is_asked_once(asked):
    assert named("A") == named("A") == [] and Person.objects.filter(name="A").first() is None
    assert questions(asked) == 2
    assert named("B") == [] and questions(asked) == 3  # another value


def test_equal_values_of_two_kinds_are_two_questions(asked):
    with connection.cursor() as cursor:
        for value, told in ((1, "1"), (True, "true"), ("1", "1")):
            cursor.execute("SELECT %s::text", [value])
            assert cursor.fetchone() == (told,)
    assert questions(asked) == 3


def test_what_is_written_is_read(asked):
    Person.objects.create(email="a@example.org", name="A")
    assert named("A") == ["a@example.org"]
    Person.objects.filter(name="A").update(name="B")
    assert named("A") == [] and named("B") == ["a@example.org"]
    Person.objects.bulk_create([Person(email="b@example.org", name="B")])
    assert sorted(named("B")) == ["a@example.org", "b@example.org"]
    with connection.cursor() as cursor:
        cursor.executemany("update accounts_person set name = %s where email = %s", [("A", "b@example.org")])
    assert named("B") == ["a@example.org"]


def test_what_is_taken_back_is_not_and_what_was_known_before_is_known_again(asked):
    assert named("A") == []
    for name in ("a", "b"):
        point = transaction.savepoint()
        Person.objects.create(email=f"{name}@example.org", name="A")
        assert named("A") == [f"{name}@example.org"]
        inner = transaction.savepoint()
        Person.objects.update(name="B")
        assert named("A") == []
        transaction.savepoint_rollback(inner)
        assert named("A") == [f"{name}@example.org"]
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)
        before = questions(asked)
        assert named("A") == [] and questions(asked) == before


def test_a_savepoint_from_before_leads_to_a_state_of_its_own():
    point = transaction.savepoint()
    Person.objects.create(email="a@example.org", name="A")
    with recalled(whole=False):
        assert named("A") == ["a@example.org"]
        transaction.savepoint_rollback(point)
        assert named("A") == []


def test_a_broken_transaction_answers_nothing(asked):
    assert named("A") == []
    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        with suppress(DatabaseError):
            cursor.execute("select 1/0")
        with pytest.raises(DatabaseError, match="aborted"):
            named("A")
        raise DatabaseError
    assert named("A") == []


def test_a_lock_is_taken_each_time(asked):
    for _time in range(2):
        assert [*Person.objects.select_for_update().filter(name="A")] == []
    assert questions(asked) == 2


def test_what_one_reader_changes_another_does_not_see(asked):
    for _time in range(2):
        with connection.cursor() as cursor:
            cursor.execute("SELECT ARRAY[1, 2]")
            (found,) = cursor.fetchone()
        assert found == [1, 2]
        found.append(3)


def test_a_cursor_tells_its_columns_and_is_read_in_every_way(asked):
    for _time in range(2):
        with connection.cursor() as cursor:
            cursor.execute("SELECT n AS number FROM generate_series(1, 5) AS n")
            assert cursor.fetchone() == (1,) and cursor.fetchmany(2) == [(2,), (3,)]
            assert [*cursor] == [(4,), (5,)] and cursor.fetchone() is None and cursor.fetchall() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT n AS number FROM generate_series(1, 5) AS n")
        assert [each.name for each in cursor.description] == ["number"] and cursor.fetchone() == (1,)


def test_make_torture_asks_each_time():
    seen = []

    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), recalled(whole=True):
        assert named("A") == named("A") == []
    assert len(seen) == 2


@pytest.mark.django_db(transaction=True)
def test_a_world_that_is_put_back_is_seen():
    """Built the first time, and the second time written beside Django's cursor, when somebody asks."""
    build = partial(Person.objects.create, email="a@example.org", name="A")
    for _time in ("built", "put back"):
        with transaction.atomic():
            with recalled(whole=False):
                assert named("A") == []
                keep("a world of what is recalled", build)
                assert named("A") == ["a@example.org"]
            transaction.set_rollback(True)
        keep.leave()


def test_one_within_another_is_a_part_of_it(asked):
    assert named("A") == []
    with recalled(whole=False):
        assert named("A") == [] and questions(asked) == 1
        Person.objects.create(email="a@example.org", name="A")
        assert named("A") == ["a@example.org"]
    Person.objects.update(name="B")
    assert named("A") == [] and named("B") == ["a@example.org"]
