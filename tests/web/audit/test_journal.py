"""The journal: order under concurrency, proofs, and what a change behind the product's back leads to."""

import threading
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from svetovod.engine.ledger import build_export, leaf_hash, manifest_sha256, verify_export
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.audit import selectors
from svetovod.web.audit.bridge import append
from svetovod.web.audit.management.commands import prepare
from svetovod.web.audit.management.commands.prepare import APP, append_only_tables, privileged, set_privileges
from svetovod.web.audit.models import LedgerEntry, LedgerHead, SignedRoot
from svetovod.web.audit.services import record, root_sign
from svetovod.web.audit.tasks import root_sign_daily


def write(n, at, **data):
    with transaction.atomic():
        return record(actor=SYSTEM, action="test.write", subject=("test.thing", str(n)), at=at, n=n, **data)


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_leave_no_gap(at):
    errors = []

    def work(start):
        try:
            for n in range(10):
                write(start + n, at)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(100 * i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert list(LedgerEntry.objects.values_list("index", flat=True)) == list(range(40))
    assert selectors.verify_journal() == []


@pytest.mark.django_db
def test_an_entry_takes_two_questions_and_a_transaction(at, monkeypatch, django_assert_num_queries):
    write(1, at)
    with transaction.atomic(), django_assert_num_queries(2):
        made = record(actor=SYSTEM, action="test.write", subject=("test.thing", "2"), at=at, n=2)
    assert LedgerEntry.objects.get(pk=1) == made
    assert vars(LedgerEntry.objects.get(pk=1)).keys() == vars(made).keys()
    kept = LedgerEntry.objects.filter(pk=1).values().get()
    assert kept == {name: getattr(made, name) for name in kept}
    monkeypatch.setattr("svetovod.web.audit.services.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        record(actor=SYSTEM, action="test.write", subject=("test.thing", "3"), at=at, n=3)


@pytest.mark.django_db
def test_rolled_back_writes_leave_no_entry(at):
    write(1, at)
    with pytest.raises(RuntimeError), transaction.atomic():
        write(2, at)
        raise RuntimeError
    assert LedgerEntry.objects.count() == 1
    assert selectors.verify_journal() == []


@pytest.mark.django_db
def test_floats_are_refused(at):
    with pytest.raises((TypeError, ValueError)):
        write(1, at, ratio=0.5)


@pytest.mark.django_db
def test_proof_of_every_entry(admin, at):
    for n in range(11):
        write(n, at)
    assert selectors.proof(actor_of(admin), 3) is None
    signed = root_sign(purpose="test")
    write(99, at)
    for n in range(signed.size):
        proof, root = selectors.proof(actor_of(admin), n)
        assert proof.holds and root == signed
    assert selectors.proof(actor_of(admin), signed.size) is None


@pytest.mark.django_db
def test_daily_signature_only_when_something_was_written(at):
    root_sign_daily(timestamp=0)
    assert SignedRoot.objects.count() == 0
    write(1, at)
    root_sign_daily(timestamp=0)
    root_sign_daily(timestamp=0)
    assert [root.purpose for root in SignedRoot.objects.all()] == ["daily"]


@pytest.mark.django_db
def test_export_material_makes_a_whole_export(at):
    for n in range(3):
        write(n, at)
    files = {"a.txt": b"content"}
    with transaction.atomic():
        record(
            actor=SYSTEM,
            action="export.make",
            subject=("test.thing", "1"),
            at=at,
            manifest_sha256=manifest_sha256(files),
        )
        entries, signed = selectors.export_material()
    assert not verify_export(build_export(files, entries, signed)).findings


# --- behind the product's back ------------------------------------------------------------------------------------
def as_superuser(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")  # no triggers
        cursor.execute(statement, values)
        cursor.execute("set session_replication_role = origin")


@pytest.fixture
def written(db, at):
    for n in range(6):
        write(n, at)
    root_sign(purpose="test")
    for n in range(6, 9):
        write(n, at)
    assert selectors.verify_journal() == []


CHANGE_BODY = """update audit_ledgerentry set body = replace(body, '"n":2', '"n":7') where index = 2"""


def forged_leaves():
    """The most thorough attacker: body, leaf and head all agree again; only the signed root does not."""
    body = LedgerEntry.objects.get(pk=2).body.replace('"n":2', '"n":7')
    as_superuser(
        "update audit_ledgerentry set body = %s, leaf = %s where index = 2", body, leaf_hash(body.encode()).hex()
    )
    frontier = []
    for size, row in enumerate(LedgerEntry.objects.order_by("index")):
        frontier, root, _leaf = append(frontier, size, row.body.encode())
    LedgerHead.objects.update(frontier=frontier, root=root)


@pytest.mark.parametrize(
    ("attack", "codes"),
    [
        (lambda: as_superuser(CHANGE_BODY),
         {"body", "head_root", "signed_root"}),
        (lambda: as_superuser("update audit_ledgerentry set action = 'x.y' where index = 2"), {"columns"}),
        (lambda: as_superuser("update audit_ledgerentry set domain_at = now() where index = 2"), {"columns"}),
        (lambda: as_superuser("delete from audit_ledgerentry where index = 4"), {"missing"}),
        (lambda: as_superuser("delete from audit_ledgerentry where index = 8"), {"head_size"}),
        (lambda: as_superuser("delete from audit_ledgerentry where index >= 5"), {"head_size", "truncated"}),
        (lambda: LedgerHead.objects.update(root="0" * 64), {"head_root"}),
        (lambda: as_superuser("update audit_signedroot set signature = repeat('0', 128)"), {"signature"}),
        (forged_leaves, {"signed_root"}),
    ],
)  # fmt: skip
def test_changes_by_sql_are_detected(written, attack, codes):
    attack()
    assert {finding.code for finding in selectors.verify_journal()} == codes


def test_triggers_refuse_even_the_owner(written):
    for statement in ("update audit_ledgerentry set action = 'x'", "delete from audit_signedroot"):
        with pytest.raises(Exception, match=r"append_only|Cannot update or delete"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.fixture
def as_app(db):
    """The connection in the role of the running product, in a database whose privileges `prepare` has set."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [APP])
        if cursor.fetchone() is None:
            cursor.execute(f"create role {APP}")
        set_privileges()
        cursor.execute(f"set role {APP}")
        yield cursor
        cursor.execute("reset role")


def test_an_upgrade_killed_after_its_last_migration_is_finished_by_the_next_start(as_app, monkeypatch, settings):
    assert privileged()
    as_app.execute("reset role")
    as_app.execute("create table made_by_a_migration (id int)")
    as_app.execute("delete from auth_permission where codename = 'view_ledgerentry'")
    assert not privileged()
    settings.DEMO = False  # else it is loaded, too
    for other in ("check_code", "collect_static"):
        monkeypatch.setattr(prepare, other, lambda: None)
    call_command("prepare")
    assert privileged() and Permission.objects.filter(codename="view_ledgerentry").exists()


@pytest.mark.parametrize("verb", ["update", "delete", "truncate"])
def test_the_products_role_cannot_change_history(as_app, verb):
    tables = append_only_tables()
    assert "audit_ledgerentry" in tables and "accounts_rolegrantevent" in tables
    for table in tables:
        column = {"audit_ledgerentry": "action", "audit_signedroot": "purpose"}.get(table, "pgh_label")
        statement = {
            "update": f'update "{table}" set {column} = {column}',
            "delete": f'delete from "{table}"',
            "truncate": f'truncate "{table}"',
        }[verb]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            as_app.execute(statement)


def test_the_products_role_can_write_and_read(as_app, at):
    write(1, at)
    assert selectors.verify_journal() == []


def test_the_products_role_cannot_switch_triggers_off(as_app):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        as_app.execute("set session_replication_role = replica")
    with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
        as_app.execute("alter table audit_ledgerentry disable trigger all")
