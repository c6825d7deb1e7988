"""Goal: every released version, with data, becomes this one and loses nothing (`make torture`).

For each release in CHANGELOG.md from 1.0.0 on: its own code with its own packages, the demonstration played by it to
the published result, an export and a backup made by it. Then this version upgrades the installation in place, and
restores the backup elsewhere. Held against what was there: every row of every table in the columns both versions have,
the journal's root, the old export, a new export under the old root, and pages as several people. Exit code 1 when
anything is lost that `MEANT` does not name.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from browsers import Browser
from place import folder, free_port, wait_for, web
from psycopg.sql import SQL, Identifier

from svetovod import postgres, supervisor

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = """
select table_name, array_agg(column_name::text order by column_name) from information_schema.columns
join pg_class on oid = format('%I', table_name)::regclass and relkind in ('r', 'p')
where table_schema = 'public' group by 1
"""
SECTION = re.compile(r"^## \[([0-9.]+)\]", re.MULTILINE)
# a database of an earlier version begins anew (docs/reference/versions.md)
FIRST = "1.0.0"
SVETOVOD = ("-c", "from svetovod.cli.app import main; main()")
PREPARE = """
import sys
from pathlib import Path
from svetovod import supervisor
with supervisor.database(Path(sys.argv[1])) as extra:
    supervisor.prepare(supervisor.environment(Path(sys.argv[1]), extra, demo=False))
"""
# ids given out anew by name, when a migration was applied, and the head of the journal, which is held against its root
MEANT = {"django_migrations", "django_content_type", "auth_permission", "audit_ledgerhead"}
PEOPLE = ("", "organiser", "manager", "initiator", "secretary", "expert-1", "chair", "auditor", "officer", "region")
PAGES_EACH = 30
Tables = dict[str, tuple[list[str], list[dict[str, Any]]]]
LINK = re.compile(r'href="(/[^"#?]*)')
PASSWORD, ROUND = "saransk-2021", "2021"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("release", nargs="*", help="only these; otherwise all there are")
    said = options.parse_args()
    for name in foreign():  # each version has a database of its own: one that is named here is somebody else's
        del os.environ[name]
    lost = []
    for version, commit in releases().items():
        if said.release and version not in said.release:
            continue
        with folder() as place:
            found = Upgrade(version, commit, place)
            try:
                found.run()
            finally:  # the data of PostgreSQL may lie elsewhere
                postgres.remove(found.var)
                postgres.remove(found.restored)
        print(f"{version} ({commit[:8]}): {found.told}", flush=True)
        lost += [f"{version}: {each}" for each in found.lost]
    print("\n".join(lost) or "nothing lost")
    return bool(lost)


def foreign() -> list[str]:
    """What the environment says of an installation."""
    return [name for name in os.environ if name.startswith(("DATABASE", "SVETOVOD"))]


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def releases() -> dict[str, str]:
    """By version its commit: the last that wrote into its section while that was the first."""
    found: dict[str, tuple[str, str]] = {}
    for commit in git("log", "--reverse", "--format=%H", "--", "CHANGELOG.md").split():
        text = git("show", f"{commit}:CHANGELOG.md")
        version, section = latest(text)
        if version and found.get(version, ("", ""))[1] != section:
            found[version] = commit, section
    versions = [*found]
    return {version: found[version][0] for version in versions[versions.index(FIRST) :]}


def latest(text: str) -> tuple[str, str]:
    """The newest version of a changelog with its section; empty where there is none yet."""
    heads = [*SECTION.finditer(text)]
    if not heads:
        return "", ""
    end = heads[1].start() if len(heads) > 1 else len(text)
    return heads[0][1], text[heads[0].start() : end]


class Upgrade:
    """One release: its installation, and what this version makes of it."""

    def __init__(self, version: str, commit: str, place: Path) -> None:
        self.version, self.commit, self.place = version, commit, place
        self.code, self.var, self.restored = place / "code", place / "var", place / "restored"
        self.told, self.lost = "", list[str]()

    def run(self) -> None:
        self.old("git", "clone", "-q", "--shared", str(ROOT), str(self.code), inside=False)
        self.installed(self.commit)
        svetovod = str(self.code / ".venv" / "bin" / "svetovod")
        self.old(svetovod, "demo", "load", "--whole", "--var", str(self.var))
        self.old(svetovod, "export", ROUND, "-o", str(self.place / "old.zip"), "--var", str(self.var))
        backup = str(self.place / "old.svb")
        self.old(svetovod, "backup", backup, "--var", str(self.var))
        before, root = self.looked_at(self.var)
        self.ours("-c", PREPARE, str(self.var))
        after, _root = self.looked_at(self.var)
        self.lost += missing(before, after, "upgraded")
        shutil.copytree(self.var / "keys", self.restored / "keys")  # which no backup carries
        self.ours(*SVETOVOD, "restore", backup, "--var", str(self.restored))
        self.lost += missing(before, self.looked_at(self.restored)[0], "restored")
        self.ours(*SVETOVOD, "verify", str(self.place / "old.zip"), "--recompute")
        self.ours(*SVETOVOD, "export", ROUND, "-o", str(self.place / "new.zip"), "--var", str(self.var))
        self.ours(*SVETOVOD, "verify", str(self.place / "new.zip"), "--recompute", "--root", root)
        pages = self.walked()
        rows = sum(len(each) for _columns, each in before.values())
        self.told = f"{rows} rows of {len(before)} tables, {pages} pages, root {root[:12]} still under the new one"

    def old(self, *command: str, inside: bool = True) -> None:
        """A command of the release, in its own code with its own packages."""
        done = subprocess.run(command, cwd=self.code if inside else None, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{self.version}, {command}: {done.stdout[-2000:]}{done.stderr[-2000:]}")

    def ours(self, *arguments: str) -> None:
        """This version's Python; what it refuses is a loss."""
        done = subprocess.run([sys.executable, *arguments], check=False, capture_output=True, text=True)
        if done.returncode:
            self.lost.append(f"{' '.join(arguments)}: {done.stdout[-800:]}{done.stderr[-800:]}")

    def installed(self, commit: str) -> None:
        self.old("git", "checkout", "-q", commit)
        self.old("make", "setup")

    def looked_at(self, var: Path) -> tuple[Tables, str]:
        """By table its columns and its rows as text; and the last root of the journal."""
        with supervisor.database(var) as extra, psycopg.connect(extra["DATABASE_OWNER_URL"]) as line:
            tables = {name: columns for name, columns in line.execute(COLUMNS).fetchall() if name not in MEANT}
            found = {}
            for name, columns in tables.items():
                shown = line.execute(SQL("select to_jsonb(t) from {} t").format(Identifier(name))).fetchall()
                found[name] = columns, [row for (row,) in shown]
            head = line.execute("select root from audit_ledgerhead").fetchone()
        return found, head[0] if head else ""

    def walked(self) -> int:
        """Pages of this version over the old data, as several people, each from the home page by links."""
        port, count = free_port(), 0
        with supervisor.database(self.var) as extra:
            environ = supervisor.environment(self.var, extra, demo=True)
            server = web(environ, port)
            try:
                wait_for(port, server)
                for who in PEOPLE:
                    with closing(Browser(port)) as browser:
                        count += self.walk(browser, who)
            finally:
                supervisor.stop(server)
        return count

    def walk(self, browser: Browser, who: str) -> int:
        if who:
            browser.get("sign-in", "/accounts/login/")
            login = f"{who}@demo.svetovod.example"
            if browser.post("sign-in", "/accounts/login/", login=login, password=PASSWORD).status != 302:
                self.lost.append(f"{who} cannot sign in")
                return 0
        first = ["/", "/desk/"] if who else ["/"]
        seen, ahead = set[str](), [*first]
        while ahead and len(seen) < PAGES_EACH:
            path = ahead.pop(0)
            if path in seen or "logout" in path:
                continue
            seen.add(path)
            answer = browser.get("page", path)
            # whoever has lost a right is refused, and a page offers no address that it refuses
            if answer.status != 200 and (path in first or answer.status != 302):
                self.lost.append(f"{who or 'visitor'}: {path} answers {answer.status}")
            ahead += LINK.findall(answer.text)
        return len(seen)


def missing(before: Tables, after: Tables, how: str) -> list[str]:
    """By table how many rows are not there any more, in the columns that both versions have."""
    found = []
    for table, (columns, rows) in before.items():
        if table not in after:
            if rows:
                found.append(f"{how}: {table} is gone with {len(rows)} rows")
            continue
        common = [each for each in columns if each in after[table][0]]
        gone = Counter(shown(row, common) for row in rows) - Counter(shown(row, common) for row in after[table][1])
        if gone:
            found.append(f"{how}: {table} misses {gone.total()} of {len(rows)} rows, such as {next(iter(gone))[:300]}")
        if dropped := sorted({*columns} - {*common}):
            found.append(f"{how}: {table} has no {', '.join(dropped)}")
    return found


def shown(row: dict[str, Any], columns: list[str]) -> str:
    return json.dumps({name: row[name] for name in columns}, ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    sys.exit(main())
