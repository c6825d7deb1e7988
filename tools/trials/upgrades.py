"""Goal: an upgrade that is killed and begun again ends like one that was left alone (`make torture`).

A loaded installation of its own on 127.0.0.1. What is upgraded to has six migrations more, of an app made here and
joined by `SVETOVOD_APPS`: new tables, rows filled from those of the product, columns and an index in tables that are
full, a condition that every row has to meet; every fifth time new styles as well, which cost as much as all the rest,
and then the death is among them. `svetovod manage prepare`, which `svetovod-upgrade` and `svetovod serve` run, gets
signal 9 at a moment of chance, every fourth time PostgreSQL does; then it is run again. Schema with privileges, every
table, every style are compared with those after an upgrade that nobody disturbed; every column that counts up goes on
behind its table's last number. Exit code 1 when anything differs.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from kills import Installation
from place import folder, world
from psycopg.sql import SQL, Identifier

from svetovod import postgres

TABLES = "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
ROWS = "select count(*), md5(string_agg(md5(t::text), '' order by md5(t::text))) from {} t"
COUNTING = """
select s.relname, t.relname, a.attname from pg_depend d
join pg_class s on s.oid = d.objid and s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
where d.classid = 'pg_class'::regclass and d.refclassid = d.classid and d.deptype in ('a', 'i') order by 1
"""
NEXT = "select s.last_value + s.is_called::int, coalesce((select max({}) from {}), 0) from {} s"
# PostgreSQL logs 32 numbers of a sequence in advance and a death forgets how many were left; a few were for rows undone
WASTED = 32 + 16
BEFORE, STATIC_BEFORE = "svetovod_before", "static-before"
STYLED = 5
# their ids are given out anew, and when a migration was applied is when it was
BY_NAME = {
    "django_migrations": "select app || ' ' || name from django_migrations order by 1",
    "django_content_type": "select app_label || ' ' || model from django_content_type order by 1",
    "auth_permission": (
        "select app_label || ' ' || codename from auth_permission p"
        " join django_content_type t on t.id = p.content_type_id order by 1"
    ),
}
LATER = {
    "__init__.py": "",
    "migrations/__init__.py": "",
    "models.py": """
from django.db import models
class Line(models.Model):
    number = models.IntegerField(unique=True)
    text = models.TextField()
    length = models.IntegerField(db_index=True)
class Mark(models.Model):
    line = models.ForeignKey(Line, models.CASCADE)
""",
}
STYLES = {"static/later/later.css": "body { color: #123 }\n" * 400}
MIGRATIONS = (
    "migrations.CreateModel('Line', [('id', models.BigAutoField(primary_key=True)),"
    " ('number', models.IntegerField(unique=True)), ('text', models.TextField())])",
    "migrations.RunSQL('insert into later_line (id, number, text) select n, n, p.name from generate_series(1, 20000) n"
    " join (select name, row_number() over (order by email) as k, count(*) over () as c from accounts_person) p"
    " on p.k = 1 + n % p.c order by n'),"
    " migrations.RunSQL('select setval(pg_get_serial_sequence($$later_line$$, $$id$$), 20000)')",
    "migrations.AddField('Line', 'length', models.IntegerField(null=True))",
    "migrations.RunPython(fill), migrations.RunSQL('set constraints all immediate'),"
    " migrations.AlterField('Line', 'length', models.IntegerField(db_index=True))",
    "migrations.RunSQL('alter table accounts_person add column later text not null default $$$$'),"
    " migrations.RunSQL('create index later_person on accounts_person (later, name)'),"
    " migrations.RunSQL('alter table audit_ledgerentry add constraint later_check check (action <> $$$$)')",
    "migrations.CreateModel('Mark', [('id', models.BigAutoField(primary_key=True)),"
    " ('line', models.ForeignKey('later.Line', models.CASCADE))]),"
    " migrations.RunSQL('insert into later_mark (line_id) select id from later_line where number % 3 = 0 order by id')",
)
MIGRATION = """
from django.db import migrations, models
from django.db.models.functions import Length
def fill(apps, schema):
    for row in apps.get_model('later', 'Line').objects.filter(number__lte=300):
        row.length = len(row.text)
        row.save()
    apps.get_model('later', 'Line').objects.filter(length=None).update(length=Length('text'))
class Migration(migrations.Migration):
    dependencies = {before!r}
    operations = [{operations}]
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    said = options.parse_args()
    began = time.monotonic()
    # processes die here, no disk: what they have written stays written, and a copy need not wait for it
    with folder() as var, Installation(var, fsync="off") as place:
        trial = Trial(place, random.Random(said.seed))
        for _ in range(said.kills):
            trial.once()
    print(
        f"{said.kills} upgrades killed in {time.monotonic() - began:.0f} s, the one left alone took "
        f"{trial.takes[False]:.1f} s, new styles {trial.takes[True]:.1f} s; died: {dict(trial.deaths)}"
    )
    print("\n".join(trial.differences) or "0 differences")
    return bool(trial.differences)


class Trial:
    """An installation before the upgrade, and what becomes of it."""

    def __init__(self, place: Installation, chance: random.Random) -> None:
        self.place, self.chance = place, chance
        self.deaths: Counter[str] = Counter()
        self.differences: list[str] = []
        world(place.environ, "build", filings=20, experts=3)
        world(place.environ, "announce", seconds=86400)
        self.administer(f"alter database svetovod rename to {BEFORE}")
        shutil.copytree(place.var / "static", place.var / STATIC_BEFORE)
        app_make(place.var / "apps" / "later")
        self.takes: dict[bool, float] = {}  # the whole; with styles, these alone
        self.wanted: dict[bool, dict[str, Any]] = {}
        for styles in (True, False):
            self.restore(styles=styles)
            started, alone = time.monotonic(), self.upgrade()
            if styles:
                self.styles_begin(alone)
                started = time.monotonic()
            if alone.wait():
                raise RuntimeError("the upgrade fails though nobody disturbs it")
            self.takes[styles] = time.monotonic() - started
            self.wanted[styles] = self.state()
        self.usual = self.numbers()
        self.differences += self.numbers_wrong("left alone")

    def once(self) -> None:
        number = self.deaths.total()
        styles = number % STYLED == STYLED - 1
        self.restore(styles=styles)
        dying = self.upgrade()
        # a moment by the clock alone is mostly before the first migration, and before the styles
        if styles:
            self.styles_begin(dying)
        wanted = 0 if styles else self.chance.randrange(len(MIGRATIONS) + 1)
        while dying.poll() is None and self.applied() < wanted:
            time.sleep(0.02)
        with suppress(subprocess.TimeoutExpired):
            dying.wait(self.chance.uniform(0, self.takes[True] if styles else 0.1 * self.takes[False]))
        what = "the database" if number % 4 == 3 else "the upgrade"
        if what == "the database":
            self.place.kill_database()
        with suppress(ProcessLookupError):
            os.killpg(dying.pid, signal.SIGKILL)
        dying.wait()
        if what == "the database":
            self.place.start_database()
        self.deaths[f"{what} {self.reached(styles=styles)}"] += 1
        if self.upgrade().wait():
            self.differences.append(f"{self.deaths.total()}: the upgrade cannot be begun again")
        found, left_alone = self.state(), self.wanted[styles]
        self.differences += [
            f"{self.deaths.total()}: {name}"
            for name in sorted(found.keys() | left_alone.keys())
            if found.get(name) != left_alone.get(name)
        ]
        self.differences += self.numbers_wrong(str(self.deaths.total()))

    def styles_begin(self, upgrade: "subprocess.Popen[bytes]") -> None:
        while upgrade.poll() is None and not (self.place.var / "static" / ".collecting").exists():
            time.sleep(0.02)

    def upgrade(self) -> "subprocess.Popen[bytes]":
        """As the owner of the tables, as `svetovod-upgrade` does."""
        environ = self.place.environ
        told = {"DATABASE_URL": environ["DATABASE_OWNER_URL"], "SVETOVOD_APPS": "later"}
        told["PYTHONPATH"] = str(self.place.var / "apps")
        with (self.place.var / "upgrade.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "django", "prepare"], env=environ | told, start_new_session=True, stderr=log
            )

    def restore(self, *, styles: bool) -> None:
        """The installation as it was before; the roles of the product may still be connected. `styles`: what it is
        upgraded to has new ones."""
        self.administer("drop database if exists svetovod with (force)")
        self.administer(f"create database svetovod template {BEFORE} strategy file_copy")
        shutil.rmtree(self.place.var / "static")
        shutil.copytree(self.place.var / STATIC_BEFORE, self.place.var / "static")
        shutil.rmtree(self.place.var / "apps" / "later" / "static", ignore_errors=True)
        if styles:
            files_make(self.place.var / "apps" / "later", STYLES)

    def administer(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as plain:
            plain.execute(statement)

    def url(self, database: str) -> str:
        return self.place.environ["DATABASE_OWNER_URL"].replace("/svetovod?", f"/{database}?")

    def reached(self, *, styles: bool) -> str:
        """How far it had come: after so many migrations, among the new styles, or at their end."""
        static, before = self.place.var / "static", self.place.var / STATIC_BEFORE
        if styles and (static / ".collecting").exists():
            return "among the styles"
        if styles and (static / ".stamp").read_text() != (before / ".stamp").read_text():
            return "at its end"
        return f"after {self.applied()} of {len(MIGRATIONS)} migrations"

    def applied(self) -> int:
        with psycopg.connect(self.url("svetovod")) as line:
            found = line.execute("select count(*) from django_migrations where app = 'later'").fetchone()
        return int(found[0]) if found else 0

    def state(self) -> dict[str, Any]:
        """By name of a table, of a file of styles, and `schema` with privileges."""
        dump = [postgres.binaries() / "bin" / "pg_dump", "--schema-only", self.url("svetovod")]
        schema = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
        found: dict[str, Any] = {"schema": re.sub(r"(?m)^\\(un)?restrict .*$", "", schema)}
        with psycopg.connect(self.url("svetovod")) as line:
            for (table,) in line.execute(TABLES).fetchall():
                asked = SQL(BY_NAME.get(table, ROWS)).format(Identifier(table))
                found[table] = line.execute(asked).fetchall()
        static = self.place.var / "static"
        for path in static.rglob("*"):
            if path.is_file() and path.name != ".stamp":
                found[str(path.relative_to(static))] = (
                    hashlib.sha256(path.read_bytes()).hexdigest(),
                    path.stat().st_mode,
                )
        return found

    def numbers(self) -> dict[str, tuple[int, int]]:
        """Of each column that counts up: the number that comes next, and the largest there is."""
        found = {}
        with psycopg.connect(self.url("svetovod")) as line:
            for sequence, table, column in line.execute(COUNTING).fetchall():
                asked = SQL(NEXT).format(Identifier(column), Identifier(table), Identifier(sequence))
                (found[f"{table}.{column}"],) = line.execute(asked).fetchall()
        return found

    def numbers_wrong(self, after: str) -> list[str]:
        """Numbers that would be given out twice, and more of them lost than a death explains."""
        usual = {name: coming for name, (coming, _largest) in self.usual.items()}
        return [
            f"{after}: {name} goes on with {coming} after {largest}, left alone with {usual.get(name, 0)}"
            for name, (coming, largest) in self.numbers().items()
            if coming <= largest or coming > usual.get(name, 0) + WASTED
        ]


def files_make(where: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text, encoding="utf-8")


def app_make(where: Path) -> None:
    files_make(where, LATER)
    before = [("accounts", "__first__"), ("audit", "__first__")]
    for number, operations in enumerate(MIGRATIONS, start=1):
        name = f"{number:04d}_step"
        text = MIGRATION.format(before=before, operations=operations)
        (where / "migrations" / f"{name}.py").write_text(text, encoding="utf-8")
        before = [("later", name)]


if __name__ == "__main__":
    sys.exit(main())
