"""The demonstration goes out of a database of one's own in one step, where nothing else is in it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from svetovod.demo import removing
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.events.models import PracticalSession
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.selection.models import SelectionRound


def said(confirm=""):
    out = StringIO()
    call_command("remove_demo", confirm=confirm, stdout=out)
    return out.getvalue()


def refused(confirm=""):
    with pytest.raises(CommandError) as error:
        said(confirm)
    return str(error.value)


@pytest.mark.parametrize(
    ("kind", "add"),
    [
        ("people", lambda: Person.objects.create_user("somebody@plant.ru", "long-password-1", name="Кто-то")),
        ("organisations", lambda: Organisation.objects.create(inn="1326185834", name="Завод", region="RU-MO")),
        ("clusters", lambda: Cluster.objects.update(is_demo=False)),
        ("practical sessions", lambda: PracticalSession.objects.exclude(slug=removing.SLUG).update(is_demo=False)),
        ("selections", lambda: SelectionRound.objects.update(demo=False)),
    ],
)
def test_where_anything_else_is_in_the_database_nothing_is_done(scenes, django_db_blocker, kind, add):
    with django_db_blocker.unblock(), scenes.at("papers"):
        add()
        why = refused(str(connection.settings_dict["NAME"]))
        assert f"{kind}: " in why and "Nothing was changed" in why
        assert PracticalSession.objects.filter(slug=removing.SLUG).exists()


def test_without_the_name_of_the_database_it_only_says_what_would_go(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("papers"):
        name = str(connection.settings_dict["NAME"])
        told = said()
        assert f"svetovod demo remove --confirm {name}" in told and "Nothing was changed" in told
        assert "is called" in refused("another")
        assert PracticalSession.objects.filter(slug=removing.SLUG).exists()


def test_a_database_without_the_demonstration_is_left_alone(db):
    assert "no demonstration" in refused()


def test_the_demonstration_goes_and_an_empty_installation_stays(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        entries = LedgerEntry.objects.count()
        assert "is gone" in said(str(connection.settings_dict["NAME"]))
        assert not Person.objects.exists() and not Organisation.objects.exists()
        first = LedgerEntry.objects.get()
        assert (first.index, first.action, first.actor) == (0, "demo.remove", "system")
        kept = json.loads(first.body)["data"]
        assert kept["entries"] == entries > 100 and len(kept["root"]) == 64
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_trigger where not tgisinternal")
            assert cursor.fetchone()[0] > 100, "history and the guards of the journal are there again"


def test_nobody_works_with_it_meanwhile(scenes, django_db_blocker):
    import psycopg
    from tests.databases import url

    with django_db_blocker.unblock(), scenes.copy("papers"):
        name = str(connection.settings_dict["NAME"])
        with psycopg.connect(url(name)):
            assert "1 connections work" in refused(name)
        assert PracticalSession.objects.filter(slug=removing.SLUG).exists()
