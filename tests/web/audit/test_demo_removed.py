"""The demonstration goes out of a database of one's own in one step, where nothing else is in it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import psycopg
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from tests import databases

from svetovod.demo import removing
from svetovod.demo.people import stage_actor
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Invitation, Person
from svetovod.web.accounts.services.erasure import tombstone
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.services import record
from svetovod.web.documents.models import Attachment
from svetovod.web.events.models import PracticalSession, SessionInvite
from svetovod.web.notices.models import OutgoingMail, ProblemReport
from svetovod.web.regions.facilities.models import Facility
from svetovod.web.regions.registries.models import RegistryFile
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.selection.models import PlaceOffer, SelectionRound

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
REAL = "somebody@plant.ru"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    """The files of the scenes are of other tests, too."""
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


def the_name():
    return str(connection.settings_dict["NAME"])


def said(confirm="", written=0):
    out = StringIO()
    call_command("remove_demo", confirm=confirm, written=written, stdout=out)
    return out.getvalue()


def refused(confirm="", written=0):
    with pytest.raises(CommandError) as error:
        said(confirm, written)
    return str(error.value)


def removed():
    return said(the_name(), removing.standing().written)


def write(*keys):
    for key in keys:
        record(actor=stage_actor(key), action="project.create", subject=("projects.jointproject", "1"), at=AT)


@pytest.mark.parametrize(
    ("kind", "add"),
    [
        ("accounts", lambda: Person.objects.create_user(REAL, "long-password-1", name="Кто-то")),
        ("organisations", lambda: Organisation.objects.create(inn="1326185834", name="Завод", region="RU-MO")),
        ("clusters", lambda: Cluster.objects.update(is_demo=False)),
        ("practical sessions", lambda: PracticalSession.objects.exclude(slug=removing.SLUG).update(is_demo=False)),
        ("selections", lambda: SelectionRound.objects.update(demo=False)),
        ("files of state registries", lambda: RegistryFile.objects.update(is_demo=False)),
        ("objects of infrastructure", lambda: Facility.objects.filter(is_demo=True).update(is_demo=False)),
        ("invitations to practical sessions", lambda: SessionInvite.objects.filter(number=1).update(email=REAL)),
        ("letters", lambda: OutgoingMail.objects.update(to=REAL)),
        (
            "invitations to a role",
            lambda: Invitation.objects.create(
                email=REAL, role="expert", scope="platform", invited_at=AT, expires_at=AT + timedelta(1)
            ),
        ),
        (
            "places offered to experts and members",
            lambda: PlaceOffer.objects.create(
                round=SelectionRound.objects.first(), kind="panel", email=REAL, offered_at=AT
            ),
        ),
        (
            "reports of problems",
            lambda: ProblemReport.objects.create(code="A", text="Нет", email=REAL, language="ru", reported_at=AT),
        ),
    ],
)
def test_where_anything_else_is_in_the_database_nothing_is_done(scenes, django_db_blocker, kind, add):
    with django_db_blocker.unblock(), scenes.at("papers"):
        add()
        why = refused(the_name(), removing.standing().written)
        assert f"  {kind}: " in why and "Nothing was changed" in why
        assert PracticalSession.objects.filter(slug=removing.SLUG).exists()


def test_without_the_name_of_the_database_it_only_says_what_would_go(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("papers"):
        name = the_name()
        told = said()
        assert f"svetovod demo remove --confirm {name}" in told and "Nothing was changed" in told
        assert "is called" in refused("another")
        assert PracticalSession.objects.filter(slug=removing.SLUG).exists()


def test_a_database_without_the_demonstration_is_left_alone(db):
    assert "no demonstration" in refused()


def test_the_demonstration_goes_and_an_empty_installation_stays(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        entries = LedgerEntry.objects.count()
        last = PracticalSession.objects.order_by("pk").last().pk
        assert "is gone" in removed()
        assert not Person.objects.exists() and not Organisation.objects.exists()
        first = LedgerEntry.objects.get()
        assert (first.index, first.action, first.actor) == (0, "demo.remove", "system")
        kept = json.loads(first.body)["data"]
        assert kept["entries"] == entries > 100 and len(kept["root"]) == 64
        with connection.cursor() as cursor:
            tables = removing._tables(cursor)
            assert sum(removing._rows(cursor, table) for table in tables) == 2, "the entry and the head of the journal"
            cursor.execute("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
            assert {name for (name,) in cursor} == {*tables, *removing.KEPT}, (
                "of the product's tables none is forgotten"
            )
            cursor.execute("select last_value from events_practicalsession_id_seq")
            assert cursor.fetchone()[0] >= last, "a code made of a number of the demonstration opens nothing real"
            cursor.execute("select count(*) from pg_trigger where not tgisinternal")
            assert cursor.fetchone()[0] > 100, "history and the guards of the journal are there"
        assert "no demonstration" in refused(the_name())


def test_tables_of_an_app_of_the_operator_are_left_alone(db, monkeypatch):
    with connection.cursor() as cursor:
        assert "notices_notice" in removing._tables(cursor)
        monkeypatch.setenv("SVETOVOD_APPS", "svetovod.web.notices")
        assert "notices_notice" not in removing._tables(cursor)


def test_what_is_of_others_in_the_database_stays(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        with connection.cursor() as cursor:
            cursor.execute("grant usage on schema public to pg_monitor")
            cursor.execute("create table ledgers_of_another as select 7 as kept")
            cursor.execute("select nspacl::text from pg_namespace where nspname = 'public'")
            rights = cursor.fetchone()
        removed()
        with connection.cursor() as cursor:
            cursor.execute("select kept from ledgers_of_another")
            assert cursor.fetchall() == [(7,)]
            cursor.execute("select nspacl::text from pg_namespace where nspname = 'public'")
            assert cursor.fetchone() == rights and "pg_monitor" in rights[0]


def test_a_table_of_others_that_hangs_on_ours_is_a_refusal(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        entries = LedgerEntry.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("create table notes_of_another (person bigint references accounts_person)")
        assert "notes_of_another" in refused(the_name(), removing.standing().written)
        assert LedgerEntry.objects.count() == entries and Person.objects.exists()


def test_a_failure_in_the_middle_leaves_all_as_it_was(scenes, django_db_blocker, monkeypatch, var):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        before, file = removing.standing(), Attachment.objects.all()[0].path
        file.parent.mkdir(parents=True)
        file.write_text("of the demonstration")

        def asked_again():
            with pytest.raises(psycopg.errors.LockNotAvailable), psycopg.connect(databases.url(the_name())) as other:
                other.execute("set lock_timeout = '10ms'")
                other.execute("select from audit_ledgerentry")
            return before

        with monkeypatch.context() as patched:
            patched.setattr(removing, "standing", asked_again)
            patched.setattr(removing, "record", lambda **_data: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                removing.remove(before, AT)
        assert replace(removing.standing(), others=0) == before and file.exists()


def test_what_came_between_the_question_and_the_answer_is_a_refusal(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        told = removing.standing()
        Person.objects.create_user(REAL, "long-password-1", name="Кто-то")
        with pytest.raises(removing.ChangedError):
            removing.remove(told, AT)
        assert Person.objects.filter(email=REAL).exists()


def test_what_was_written_since_the_load_goes_only_by_its_number(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("papers"):
        before = removing.standing()
        assert (before.written, before.people, before.projects) == (1, 1, 0), "the clock, moved once more by the stage"
        write("manager", "manager")
        told = said()
        assert "entries 3, people 2, projects begun 2" in told and told.endswith("--written 3\n")
        for number in (0, 1, 4):
            assert f"beside the load: 3, not {number}." in refused(the_name(), number)
        assert Person.objects.exists()


def test_a_removal_before_the_load_is_nothing_that_people_have_written(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("papers"):
        before = removing.standing().written
        record(actor=SYSTEM, action=removing.REMOVED, subject=("audit.domainclock", "1"), at=AT, entries=1, root="")
        assert removing.standing().written == before


def test_every_kind_that_may_be_of_others_has_a_name_an_operator_reads():
    """Django's own plural is `facilitys`, or Russian amid English where a package brings it."""
    tables = [model for model in apps.get_models(include_auto_created=True) if removing._strange(model)]
    named = {removing._named(model) for model in tables if not model._meta.proxy and model._meta.managed}
    ours = set(removing.NAMES.values())
    assert named - {f"earlier states of {name}" for name in ours} == ours - {"organisations"}


def test_what_came_before_the_scene_was_loaded_is_not_of_the_load(scenes, django_db_blocker, monkeypatch):
    with django_db_blocker.unblock(), scenes.at("papers"):
        monkeypatch.setattr(removing, "FOUNDED", AT)
        assert removing.standing().written == LedgerEntry.objects.count()


def test_an_erased_account_is_no_stranger_and_is_told(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("papers"):
        Person.objects.create_user(tombstone(), None, name="")
        assert "Accounts that were erased: 1;" in said()


def test_only_files_that_the_database_named_go(scenes, django_db_blocker, var):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        named = [Attachment.objects.all()[0].path, removing.path_of(RegistryFile.objects.all()[0])]
        stay = [
            var / "files" / "00" / "1f",
            var / "mail" / "1.log",
            var / "quarantine" / "2",
            var / "registries" / "sme-3",
        ]
        for path in (*named, *stay):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("bytes")
        told = removed()
        assert [path.exists() for path in (*named, *stay)] == [False, False, True, True, True, True]
        assert f"Letters in {var / 'mail'}" in told


def test_the_folder_of_another_database_is_a_refusal(scenes, django_db_blocker, var):
    with django_db_blocker.unblock(), scenes.at("papers"):
        (var / "postgres").mkdir()
        assert "that folder is not its" in refused(the_name(), removing.standing().written)
        assert Person.objects.exists()


def test_nobody_works_with_it_meanwhile(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.copy("papers"):
        with psycopg.connect(databases.url(the_name())):
            assert "1 connections work" in refused(the_name(), removing.standing().written)
        assert PracticalSession.objects.filter(slug=removing.SLUG).exists()
