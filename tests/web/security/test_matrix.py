"""Who may do what, asked of every address: role x relation x method x state of the object, against reviewed tables.

The tables are `matrix/*.txt`, one an area (`situations.AREAS`), read as `table.py` says; columns are `people.PEOPLE`.
Words: `ok` (2xx), `login` (sent to sign in), `go` (sent elsewhere, as after a form), or the status. A POST carries a
valid body (`bodies/`), so that a refusal is a refusal of the person and not of the form; nobody who is refused
writes anything, nor does any GET, and an empty body is refused the same people.

`make torture` asks every line in every situation as everybody. `make test` asks it as everybody who holds something
else in the situations of `WHOLE_WAY`, for each word told there: of the columns that hold one role in one place
(`expert`, `expert-panel`) and are told what most are told one stands for all, every other is asked for itself. In each
other situation in which the line says something new it asks a stranger, one of the columns that say what most say, and
each that comes in, or is refused otherwise than most, unless it was asked for that word in an earlier situation.
`INSIDERS`, whom a mistake lets in first, are asked each for themselves, whatever they are told. Whoever is left out so
is asked once a line, where most are let in, and `ELSEWHERE`, who hold a role that is let in, but of another project,
cluster, region, session or selection, at each line for each word it has for them, "not found" as well. Which ones never
changes from run to run. `rest` knows no application: there columns of one role are one, whatever they hold it of.
Each asks views, and views the database; what it has answered is not asked again while all lies as it did
(`recalling.py`), but in `make torture`.

A new address fails until it has its lines: give it a body or name it in `bodies.EMPTY`, add what its address names to
`values_of` if that is new, and run `SVETOVOD_MATRIX=write pytest -n 0 tests/web/security/test_matrix.py`, or with
`SVETOVOD_ROUTES=app:name,app:other` before it for these addresses alone. Then read the difference as somebody who wants
in: the command writes down what is, the reader decides what ought to be.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from psycopg.pq import TransactionStatus
from tests.thorough import WHOLE
from tests.web.keeping import READS
from tests.web.recalling import recalled
from tests.web.statements import changes

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import DeskVisit
from svetovod.web.audit.services import record
from svetovod.web.rulebook.selectors import one_law

from . import table
from .asking import Asker, bare, word
from .bodies import BODIES, EMPTY, bodies_of
from .people import COLUMNS_OF, PEOPLE, WHEN, bearer, ours, people_enter
from .situations import AREAS, STORIES, Situation, area_of

REFUSED = {"login", "403", "404", "405"}
READING = 'INSERT INTO "secrecy_documentreading"'  # the one thing a GET writes: who was given a secret
# a sign-in keeps a session and the list of sign-ins, a token its last use, a desk when it was last looked at; none of
# them is a write of the product
HOUSEKEEPING = ("django_session", "usersessions_usersession", "accounts_accesstoken", "accounts_deskvisit")
# where a few people go the whole way, through middleware, session and cookies, and must be told the same; and where
# everybody who is refused is refused without a body too: which is asked first is the view's, whatever the state
WHOLE_WAY = {
    ("rest", "any"), ("cluster", "registered"), ("figures", "letter"),
    ("project", "presented"), ("session", "running"), ("round", "scoring"),
    ("application", "scoring"),
}  # fmt: skip
WALKERS = ("visitor", "initiator", "expert", "secretary")
# arguments that name nothing in a situation still have to fit the address
NOWHERE = {"int": 10**6, "uuid": "00000000-0000-0000-0000-000000000001"}
# a developer asks of a few addresses only, by their names with a comma between
NARROWED = set(filter(None, os.environ.get("SVETOVOD_ROUTES", "").split(",")))
FOUND: dict[str, table.Table] = {area: {} for area in AREAS}
WRITING = os.environ.get("SVETOVOD_MATRIX") == "write"
EVERYTHING = WHOLE or WRITING or bool(NARROWED)
OTHERS = 64  # one of so many is asked of the lines that say what was said already
INSIDERS = ("-party", "-stepped", "-sealed")  # who is refused though the role would let in
ELSEWHERE = ("rival", "neighbour", "-other")  # who holds a role that would let in, and not here
WALKED = 32  # one of so many lines is walked the whole way
# who is asked without a body too
BODILESS = ("stranger", "manager", "member", *(("partner", "expert-panel", "auditor") if EVERYTHING else ()))


@dataclass
class Seen:
    """Statements that change a row, whatever becomes of them, and whether there is anything to take back at all."""

    writes: list[str] = field(default_factory=list)
    more: bool = False

    @property
    def lies_as_before(self) -> bool:
        broken = connection.connection.info.transaction_status == TransactionStatus.INERROR
        return not (self.more or broken or connection.needs_rollback)


@contextmanager
def watched() -> Iterator[Seen]:
    seen = Seen()

    def note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        seen.more = seen.more or not READS.match(text)
        if any(table not in HOUSEKEEPING for _verb, table in changes(text)):
            seen.writes.append(text[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def values_of(route: Any, situation: Situation) -> dict[str, Any]:
    """Arguments of the address; a part of the path (`estimate`, `remarks`) may name its own object."""
    found = {name: situation.values.get(name, NOWHERE.get(kind, "x")) for kind, name in route.typed}
    by_part, key = situation.values.get("by_part", {}), route.arguments[-1] if route.arguments else ""
    parts = {"estimate": "cost", "indicators": "indicator", "participants": "participant", "schedule": "stage"}
    segments = route.path.split("/")
    for part, after in zip(segments, [*segments[1:], ""], strict=True):
        known = by_part.get(parts.get(part, part))
        if known is None:
            continue
        if key in {"pk", "id", "token"}:
            found[key] = known if part != "invitations" or key == "id" else situation.values["token"]
        elif after == "<int:pk>":
            found["pk"] = known
    return found


def rewound(body: dict[str, Any]) -> dict[str, Any]:
    """The body as the next person sends it: nothing was written in between, and its files are read from the start."""
    for value in body.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    return body


def relation(area: str, who: str) -> str:
    """What a column is told apart by: itself; in `rest` its role, and what an insider is party to."""
    return who.partition("-")[0] if area == "rest" and not who.endswith(INSIDERS) else who


def held(area: str, who: str) -> Any:
    """What a column holds first: a role in a place; in `rest` the role alone."""
    _said, grants = PEOPLE[who]
    if not grants:
        return who
    return grants[0][0] if area == "rest" else grants[0]


def inside(area: str, who: str) -> bool:
    return who.endswith(INSIDERS) and area != "rest"


def everybody(area: str, row: table.Cells) -> Iterator[str]:
    """Of a line where nothing held is left out: each once for each word, and whoever is not told what most are told."""
    common = Counter(row.values()).most_common(1)[0][0]
    known = set()
    for who in sorted(row, key=lambda each: each not in BODILESS):
        key = (held(area, who) if row[who] == common and not inside(area, who) else who, row[who])
        if key not in known:
            known.add(key)
            yield who


@cache
def chosen(area: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Columns to ask of a line in a situation, as (head, situation), where not everybody is asked of everything.

    Those of `WHOLE_WAY` are the earliest. What was asked there, or was chosen in a situation before, is not asked
    again; a line that says what it said has nothing left to ask, and is asked now and then. Whoever is left out then
    comes to a situation that is chosen already.
    """
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    whole = [name for where, name in WHOLE_WAY if where == area]
    for head, rows in table.read(area, AREAS[area], COLUMNS_OF[area]).items():
        asked: set[tuple[str, str]] = set()
        here: dict[str, tuple[str, ...]] = {}
        for name in whole:
            if name in rows:
                here[name] = tuple(everybody(area, rows[name]))
                asked |= {(relation(area, who), rows[name][who]) for who in here[name]}
        earlier = [rows[name] for name in whole if name in rows]
        for name, row in rows.items():
            if name in whole:
                continue
            if row not in earlier or crc32(f"{head} {name}".encode()) % OTHERS == 0:
                here[name] = tuple(spoken_for(area, f"{head} {name}", row, asked))
                asked |= {(relation(area, who), row[who]) for who in here[name]}
            earlier.append(row)
        if area != "rest":
            for name, who in left_out(rows, here):
                here[name] += (who,)
        found |= {(head, name): some for name, some in here.items()}
    return found


def spoken_for(area: str, where: str, row: table.Cells, asked: Collection[tuple[str, str]]) -> Iterator[str]:
    """A stranger, one who is told what most are told, and of each relation one for each word it was not asked for."""
    common = Counter(row.values()).most_common(1)[0][0]
    yield "stranger"
    known = {*asked, ("stranger", row["stranger"])}
    for who in sorted(row, key=lambda each: crc32(f"{where} {each}".encode())):
        plain = row[who] == common and not who.endswith(INSIDERS)
        key = ("", common) if plain else (relation(area, who), row[who])
        if key not in known:
            known.add(key)
            yield who


def left_out(rows: dict[str, table.Cells], chosen: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Who is to be asked besides, with the situation: whoever is asked in none, and those of `ELSEWHERE` for each word.

    The situation is the chosen one where most are let in: there a check that is missing tells.
    """
    asking = [name for name in chosen if rows[name]["stranger"] != "405"]
    asking.sort(key=lambda name: sum(said in REFUSED for said in rows[name].values()))
    found = []
    for who in rows[asking[0]] if asking else ():
        known = {rows[name][who] for name in asking if who in chosen[name]}
        for name in asking:
            if rows[name][who] not in known and (not known or who.endswith(ELSEWHERE)):
                known.add(rows[name][who])
                found.append((name, who))
    return found


class Sweep:
    """All addresses of a situation, as everybody its table speaks of."""

    def __init__(self, situation: Situation, people: dict[str, Any]) -> None:
        self.situation, self.asker = situation, Asker(people)
        self.columns = COLUMNS_OF[situation.area]
        whole = (situation.area, situation.name) in WHOLE_WAY
        self.walkers = dict(self.sign_in(people)) if whole else {}
        self.thorough = whole or situation.area not in {area for area, _name in WHOLE_WAY}
        self.wrong: list[str] = []
        self.point = ""
        self.lines = {} if EVERYTHING else table.read(situation.area, AREAS[situation.area], self.columns)

    def sign_in(self, people: dict[str, Any]) -> Iterator[tuple[str, Client]]:
        for who in WALKERS:
            client = Client(raise_request_exception=False, **bearer(who))
            if who != "visitor":
                client.force_login(people[who])
            yield who, client

    def ask(self, who: str, method: str, url: str, data: dict[str, Any]) -> str:
        """The word of one answer; whatever it wrote is taken back, and a refusal must have written nothing."""
        with watched() as seen:
            said = word(self.asker.answer(who, method, url, rewound(data)))
        noted = said == "ok" and all(READING in each for each in seen.writes)
        if seen.writes and (method == "GET" or said in REFUSED) and not noted:
            self.wrong.append(f"{method} {url} as {who} ({self.situation.name}): {said}, and wrote: {seen.writes[0]}")
        if method == "POST" and not seen.lies_as_before:
            self.back()
        return said

    def back(self) -> None:
        """To where the line began."""
        connection.needs_rollback = False
        transaction.savepoint_rollback(self.point)

    def row(self, head: str, method: str, url: str, body: dict[str, Any]) -> None:
        """One line of the table. Where a stranger is told that there is no such method, so is everybody."""
        self.point = transaction.savepoint()
        first = self.ask("stranger", method, url, body)
        if first == "405":
            cells = dict.fromkeys(self.columns, first)
            if EVERYTHING:
                cells["visitor"] = self.ask("visitor", method, url, body)
            else:
                del cells["visitor"]
        else:
            cells = {"stranger": first}
            cells |= {who: self.ask(who, method, url, body) for who in self.asked(head) if who not in cells}
            if method == "POST" and self.thorough:
                self.empty(head, url, cells)
        FOUND[self.situation.area].setdefault(head, {})[self.situation.name] = cells
        self.walk(head, method, url, body)
        transaction.savepoint_commit(self.point)  # else thousands would lie in one another

    def asked(self, head: str) -> list[str]:
        if self.situation.name not in self.lines.get(head, {}):
            return [*self.columns]
        some = {*chosen(self.situation.area)[head, self.situation.name], *self.walked(head)}
        return [who for who in self.columns if who in some]

    def empty(self, head: str, url: str, cells: table.Cells) -> None:
        """Without a body nobody comes further than with a valid one."""
        for who, said in cells.items():
            if said in {"403", "404"} and who in BODILESS:
                bare_said = self.ask(who, "POST", url, {})
                if bare_said not in REFUSED:
                    self.wrong.append(f"{head} as {who} ({self.situation.name}): {said}, without a body {bare_said}")

    def walked(self, head: str) -> dict[str, Client]:
        return self.walkers if EVERYTHING or crc32(f"the whole way {head}".encode()) % WALKED == 0 else {}

    def walk(self, head: str, method: str, url: str, body: dict[str, Any]) -> None:
        for who, client in self.walked(head).items():
            said = word(client.post(url, rewound(body)) if method == "POST" else client.get(url))
            self.back()
            told = FOUND[self.situation.area][head][self.situation.name].get(who, said)
            if said != told:
                self.wrong.append(f"{head} as {who} ({self.situation.name}): the whole way says {said}")

    def run(self, routes: list[Any]) -> None:
        for route in routes:
            if area_of(route) != self.situation.area or not self.wanted(route):
                continue
            url = route.url(values_of(route, self.situation))
            if self.new(f"GET {route.name}"):
                self.row(f"GET {route.name}", "GET", url, {})
            for label, body in (bodies_of(route.name) or {"": lambda _known: {}}).items():
                head = f"POST {route.name} [{label}]" if label else f"POST {route.name}"
                if self.new(head):
                    with one_law():
                        sent = body(self.situation.body)
                    self.row(head, "POST", url, sent)

    def new(self, head: str) -> bool:
        """Whether there is anything to ask of the line here; a line that the table does not have fails."""
        name = self.situation.name
        return name not in self.lines.get(head, {}) or (head, name) in chosen(self.situation.area)

    def wanted(self, route: Any) -> bool:
        if NARROWED and route.name not in NARROWED:
            return False
        only = self.situation.only
        return not only or route.name in only or bool(set(only) & set(route.arguments))


@pytest.mark.django_db
def test_an_entry_of_the_journal_counts_as_a_write_and_housekeeping_does_not() -> None:
    with watched() as seen:
        record(actor=SYSTEM, action="person.close", subject=("accounts.person", "1"), at=WHEN)
    assert any("update audit_ledgerhead" in each for each in seen.writes)
    with watched() as seen:
        DeskVisit.objects.update(began_at=WHEN)
    assert seen.writes == []


@pytest.fixture(scope="module")
def own_routes(routes: list[Any]) -> list[Any]:
    """Without allauth's: each of those acts on the signed-in person alone, and test_fuzz visits them."""
    return [route for route in routes if not route.path.startswith("accounts/")]


@pytest.fixture(scope="module", autouse=True)
def rewrite() -> Iterator[None]:
    yield
    if WRITING:
        for area, situations in AREAS.items():
            columns = COLUMNS_OF[area]
            table.write(area, table.merged(table.read(area, situations, columns), FOUND[area]), situations, columns)


@pytest.mark.parametrize("stage", list(STORIES), indirect=True)
def test_the_matrix(stage: str, own_routes: list[Any]) -> None:
    objects = ours()
    people = people_enter(objects)
    seen, wrong = [], []
    with bare(), recalled():
        for situation in STORIES[stage](objects, people):
            sweep = Sweep(situation, people)
            sweep.run(own_routes)
            wrong += sweep.wrong
            seen.append((situation.area, situation.name))
    assert not wrong, "\n".join(wrong)
    if not WRITING:
        differing = list(differences(seen))
        assert not differing, "\n".join(differing)


def differences(seen: list[tuple[str, str]]) -> Iterator[str]:
    for area, name in seen:
        expected = table.read(area, AREAS[area], COLUMNS_OF[area])
        for head, found in FOUND[area].items():
            got, wanted = found.get(name), expected.get(head, {}).get(name)
            if got is not None and wanted is None:
                yield f"{area}.txt has no line for {head} @ {name}"
            elif got is not None and wanted is not None:
                for who in got:
                    if got[who] != wanted[who]:
                        yield f"{head} @ {name} as {who}: {got[who]}, the table says {wanted[who]}"


def test_the_tables_and_the_addresses_are_the_same(own_routes: list[Any]) -> None:
    """No address without lines in every situation of its table, and no line without an address."""
    names: dict[str, set[str]] = {area: set() for area in AREAS}
    for route in own_routes:
        names[area_of(route)].add(route.name)
    cells = 0
    for area, situations in AREAS.items():
        expected = table.read(area, situations, COLUMNS_OF[area])
        assert {head.split()[1] for head in expected} == names[area], f"{area}.txt and the addresses differ"
        cells += sum(len(row) for rows in expected.values() for row in rows.values())
        assert not [head for head, rows in expected.items() for row in rows.values() if "500" in row.values()]
    assert cells > 20_000


@pytest.mark.parametrize("area", AREAS)
def test_no_word_of_a_line_is_asked_of_nobody(area: str) -> None:
    """Each relation is asked for each word that a line has for it, in one situation at least, however few are asked."""
    whole = {name for where, name in WHOLE_WAY if where == area}
    for head, rows in answered(area):
        said, asked = set(), set()
        for name, row in rows.items():
            common = Counter(row.values()).most_common(1)[0][0]
            told = {(relation(area, who), word, word == common and not inside(area, who)) for who, word in row.items()}
            said |= {(who, word) for who, word, plain in told if not plain}
            asked |= {(relation(area, who), row[who]) for who in chosen(area).get((head, name), ())}
            if name in whole:
                nobody = {(held(area, who), row[who]) for who in row}
                nobody -= {(held(area, who), row[who]) for who in chosen(area)[head, name]}
                assert not nobody, f"{head} @ {name}: asked of nobody: {sorted(nobody)}"
        assert said <= asked, f"{head}: asked of nobody: {sorted(said - asked)}"


@pytest.mark.parametrize("area", [area for area in AREAS if area != "rest"])
def test_everybody_is_asked_at_each_line_and_whoever_is_of_elsewhere_for_each_word(area: str) -> None:
    """Whatever others of the same role are told: the adversary is who holds it of something else."""
    missing = []
    for head, rows in answered(area):
        asked = {(who, row[who]) for name, row in rows.items() for who in chosen(area).get((head, name), ())}
        said = {(who, word) for row in rows.values() for who, word in row.items() if who.endswith(ELSEWHERE)}
        missing += [f"{head}: {who} never" for who in {*COLUMNS_OF[area]} - {who for who, _word in asked}]
        missing += [f"{head}: {who} for {word}" for who, word in said - asked]
    assert not missing, "\n".join(sorted(missing))


def answered(area: str) -> Iterator[tuple[str, dict[str, table.Cells]]]:
    """Lines with the situations where somebody is looked at, not the method alone."""
    for head, rows in table.read(area, AREAS[area], COLUMNS_OF[area]).items():
        if here := {name: row for name, row in rows.items() if row["stranger"] != "405"}:
            yield head, here


def test_every_post_has_a_valid_body(own_routes: list[Any]) -> None:
    """Whoever adds an address that takes a POST says what a valid one is."""
    taken = {
        head.split()[1]
        for area, situations in AREAS.items()
        for head, rows in table.read(area, situations, COLUMNS_OF[area]).items()
        if head.startswith("POST") and any(set(row.values()) - {"405", "login"} for row in rows.values())
    }
    without = {name for name in taken if not bodies_of(name)}
    assert not without, f"name a valid body, or EMPTY, in bodies/: {sorted(without)}"
    assert not (set(BODIES) | EMPTY) - {route.name for route in own_routes}
