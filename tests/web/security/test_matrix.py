"""Every address and method as every role against a reviewed table; an address that is not in the table fails.

`matrix.txt` has a line per address and method: `GET selection:desk | ok: secretary chair | 404: *`. `*` is everybody
else. Words: `ok` (2xx), `login` (sent to sign in), `go` (sent elsewhere), or the status. After a change of addresses
`SVETOVOD_MATRIX=write` writes the table anew: read its difference before you commit it.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

STAGE = "scoring"
TABLE = Path(__file__).with_name("matrix.txt")
ROLES = (
    "visitor", "organiser", "manager", "initiator", "partner", "expert-1", "expert-7", "secretary", "chair", "member-1",
    "auditor", "officer", "region", "cdc", "checkin", "admin", "background",
)  # fmt: skip
METHODS = ("GET", "POST")
CLOSED = {"login", "403", "404", "405"}


def word(answer: Any) -> str:
    status = answer.status_code
    if 300 <= status < 400:
        return "login" if "/accounts/login/" in answer["Location"] else "go"
    return "ok" if status < 300 else str(status)


def written() -> tuple[int, ...]:
    """What a refused request must leave alone: the journal, letters and notices."""
    tables = ("audit_ledgerentry", "notices_outgoingmail", "notices_notice", "audit_domainclock")
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"(select count(*) from {table})" for table in tables))
        return tuple(cursor.fetchone())


def read_table() -> dict[str, dict[str, str]]:
    found = {}
    for line in TABLE.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            head, *cells = (part.strip() for part in line.split("|"))
            said = {who: cell.split(":")[0] for cell in cells for who in cell.split(":", 1)[1].split()}
            found[head] = {role: said.get(role, said.get("*", "?")) for role in ROLES}
    return found


def line_of(head: str, got: dict[str, str]) -> str:
    common = Counter(got.values()).most_common(1)[0][0]
    groups: dict[str, list[str]] = {}
    for role, said in got.items():
        groups.setdefault(said, []).append(role)
    cells = [f"{said}: {' '.join(who)}" for said, who in groups.items() if said != common]
    return " | ".join([head, *cells, f"{common}: *"])


@pytest.fixture
def owner(stage: str) -> None:
    """The scene's initiator speaks here for the organisation whose application is looked at."""
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.selection.models import Application

    row = Application.objects.exclude(number="").select_related("project").order_by("serial").first()
    RoleGrant.objects.create(
        person=Person.objects.get(email="initiator@demo.svetovod.example"), role="initiator", scope="organisation",
        scope_id=str(row.project.initiator_id), granted_at=row.filed_at,
    )  # fmt: skip


def test_the_matrix(stage: str, owner: None, enter: Any, routes: list[Any], places: Any) -> None:
    clients = {role: enter(role, raise_request_exception=False) for role in ROLES}
    got: dict[str, dict[str, str]] = {}
    leaks: list[str] = []
    for route in routes:
        if route.path.startswith("accounts/"):
            continue  # allauth's own: each acts on the signed-in person alone; test_fuzz visits them
        url = route.url(places(route))
        for method in METHODS:
            cells = got.setdefault(f"{method} {route.name}", {})
            for role, client in clients.items():
                point, before = transaction.savepoint(), written() if method == "POST" else ()
                cells[role] = word(client.generic(method, url))
                if method == "POST" and cells[role] in CLOSED and written() != before:
                    leaks.append(f"{method} {url} as {role} was refused and wrote")
                connection.needs_rollback = False
                transaction.savepoint_rollback(point)
    assert not leaks
    if os.environ.get("SVETOVOD_MATRIX") == "write":
        TABLE.write_text("\n".join(line_of(head, cells) for head, cells in got.items()) + "\n")
    expected = read_table()
    assert set(got) == set(expected), "addresses and the table differ: see the head of this file"
    wrong = [
        f"{head} as {role}: {said}, the table says {expected[head][role]}"
        for head, cells in got.items()
        for role, said in cells.items()
        if said != expected[head][role]
    ]
    assert not wrong, "\n".join(wrong)
    assert sum(map(len, got.values())) > 3000
