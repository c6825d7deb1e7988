"""The people, projects and selection of a trial, made through the product's services; and what the database says after.

A process of its own with the environment of the server: `world.py build` and the other acts, JSON in and out.
"""

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import django

SESSION, ROUND = "saransk-2021", "trial"
PLACES = 100


def main() -> None:
    django.setup()
    if sys.argv[1] == "counts":
        counts()
        return
    said = json.load(sys.stdin)
    acts: dict[str, Callable[..., dict[str, Any]]] = {
        "build": build, "announce": announce, "deadline": deadline, "scoring": scoring, "count": count,
        "tokens": tokens, "sign_ins": sign_ins,
    }  # fmt: skip
    answer = acts[sys.argv[1]](**said)
    json.dump(answer, sys.stdout)


def counts() -> None:
    """`count` of each line that comes, in a copy of this process: it knows no keys and has no connection, so it may be
    asked of one state of a disk after another. One that ends with an error says it."""
    for line in sys.stdin:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            try:
                print(json.dumps(count(**json.loads(line))))
            except Exception as error:  # told, whatever it is
                print(json.dumps({"error": repr(error)}))
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


def cookie(person: Any, **more: float) -> str:
    """A sign-in as the server would have made it; no password is hashed three hundred times."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    kept = SessionStore()
    kept[SESSION_KEY], kept[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    kept[BACKEND_SESSION_KEY] = "svetovod.web.accounts.backends.PersonBackend"
    kept.update(more)
    kept.save()
    return str(kept.session_key)


def sign_ins() -> dict[str, str]:
    """A cookie of everybody there is, by the first half of the e-mail address; sure for a day of who they are."""
    from svetovod.web.accounts.models import Person

    return {one.email.split("@")[0]: cookie(one, began=time.time() + 86400) for one in Person.objects.all()}


def person(key: str, *grants: tuple[str, str, Any], at: datetime) -> Any:
    from svetovod.web.accounts.models import Person, RoleGrant

    made = Person.objects.create_user(f"{key}@trial.example", None, name=key)
    for role, scope, scope_id in grants:
        RoleGrant.objects.create(person=made, role=role, scope=scope, scope_id=str(scope_id), granted_at=at)
    return made


def tokens(owners: list[str]) -> dict[str, Any]:
    """A token that may change what its owner may, for each of these people of the demonstration."""
    from django.utils import timezone

    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person
    from svetovod.web.accounts.services import token_create

    now, made = timezone.now(), {}
    for key in owners:
        owner = actor_of(Person.objects.get(email=f"{key}@demo.svetovod.example"))
        given = {"name": "trial", "scope": "write", "days": 7, "at": now, "real_now": now}
        _token, made[key] = token_create(actor=owner, **given)
    return {"tokens": made}


def build(filings: int, experts: int, keepers: int = 0) -> dict[str, Any]:
    """A session whose registration is open with the last hundred places, projects for a selection; `keepers` have
    projects, too, to which they attach files."""
    from django.utils import timezone

    from svetovod.demo import build_events, build_registry
    from svetovod.engine.workbooks.samples import invented_inn
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.accounts.enums import Role, Scope
    from svetovod.web.events.models import ConsentDocument, PracticalSession
    from svetovod.web.registry.models import Cluster, Organisation

    now = timezone.now()
    hosts = [
        build_registry.organisation(invented_inn(700 + n), f"Host {n}", "RU-MO", actor=SYSTEM, at=now) for n in range(3)
    ]
    session = build_events.saransk_session(hosts=hosts, actor=SYSTEM, at=now - timedelta(days=20))
    PracticalSession.objects.filter(pk=session.pk).update(
        capacity=PLACES, registration_until=now + timedelta(days=1),
        starts_on=(now + timedelta(days=3)).date(), ends_on=(now + timedelta(days=4)).date(),
    )  # fmt: skip
    session.quotas.all().delete()  # all who come are of one kind
    person("admin", (Role.ADMINISTRATOR, Scope.PLATFORM, ""), at=now)
    cluster = Cluster.objects.create(slug="trial", name="Trial", regions=["RU-MO"], manager=hosts[0])
    projects, applicants = [], {}
    for number in range(1, filings + keepers + 1):
        lead, other = (
            Organisation.objects.create(inn=invented_inn(10_000 + 2 * number + k), name=f"Plant {number}-{k}",
                                        region="RU-MO") for k in (0, 1)
        )  # fmt: skip
        applicants[number] = person(f"initiator-{number}", (Role.INITIATOR, Scope.ORGANISATION, lead.pk), at=now)
        projects.append(project(number, lead, other, cluster, now))
    person("secretary", at=now)
    person("chair", at=now)
    panel = [person(f"expert-{n}", at=now) for n in range(1, experts + 1)]
    return {
        "session": SESSION, "round": ROUND, "places": PLACES,
        "consents": list(ConsentDocument.objects.filter(required=True).values_list("pk", flat=True)),
        "applicants": [{"code": row.code, "cookie": cookie(applicants[row.number])} for row in projects[:filings]],
        "keepers": [keeper(row, applicants[row.number]) for row in projects[filings:]],
        "experts": {f"expert-{n}": cookie(each) for n, each in enumerate(panel, start=1)},
    }  # fmt: skip


def keeper(row: Any, who: Any) -> dict[str, Any]:
    """Who may attach files to the only row of that project's estimate, and how the form has the row."""
    cost = row.costs.get()
    return {
        "code": row.code, "cookie": cookie(who), "cost": cost.pk, "kind": cost.kind, "payer": cost.payer_id,
        "on": cost.on.isoformat(), "amount": str(cost.amount),
    }  # fmt: skip


def project(number: int, lead: Any, other: Any, cluster: Any, now: datetime) -> Any:
    """Complete: nothing stands in the way of filing."""
    from svetovod.web.projects.models import CostRow, Indicator, IndicatorValue, JointProject, ProjectParticipant

    asked, half = Decimal(100_000_000), 1 if now.month < 7 else 2
    start, end = (date(now.year, 1, 1), date(now.year, 6, 30)) if half == 1 else (
        date(now.year, 7, 1), date(now.year, 12, 31)
    )  # fmt: skip
    made = JointProject.objects.create(
        number=number, code=f"Т-{number:03d}", title=f"Project {number}", cluster=cluster, initiator=lead, replaces="a",
        buyers="b", makers="c", lacking="d", okpd2="27.31.12", start=start, end=end,
        requested=asked, minimum=asked / 2, created_at=now, changed_at=now,
    )  # fmt: skip
    for organisation, role in ((lead, "initiator"), (other, "co_executor")):
        ProjectParticipant.objects.create(
            project=made, organisation=organisation, role=role, invited_at=now, consent_at=now
        )
    CostRow.objects.create(
        project=made, position=1, kind="starter_batch", payer=lead, on=start, amount=asked * 4, evidence="c"
    )  # fmt: skip
    indicator = Indicator.objects.create(project=made, position=1, name="Sales", unit="RUB mn")
    IndicatorValue.objects.create(indicator=indicator, period=f"{now.year}H{half}", plan=Decimal(1))
    return made


def announce(seconds: float) -> dict[str, Any]:
    """The selection, whose intake ends that many seconds from now, with its commission and experts."""
    from django.utils import timezone

    from svetovod.demo import build_selection as selection
    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person

    now = timezone.now()
    closes = now + timedelta(seconds=seconds)
    people = {each.name: each for each in Person.objects.filter(email__endswith="@trial.example")}
    cast = selection.Cast(
        admin=actor_of(people["admin"]), secretary=people["secretary"], chair=people["chair"], members=[],
        experts=[(each, None, "RU-MOW") for name, each in people.items() if name.startswith("expert-")],
        initiator_of=lambda row: actor_of(people[f"initiator-{row.number}"]),
    )  # fmt: skip
    days = {"scoring_until": 2, "opening_at": 3, "sitting_at": 4, "publishing_at": 5}
    dates = {name: closes + timedelta(days=number) for name, number in days.items()}
    dates |= {"closes_at": closes, "announced_at": now - timedelta(days=20), "opens_at": now - timedelta(days=10)}
    selection.round_2021(
        cast, data={**selection.ROUND_2021, **dates, "slug": ROUND, "demo": False, "check_officers": 1}
    )
    return {"closes_at": closes.timestamp()}


def deadline(seconds: float) -> dict[str, Any]:
    """The intake ends that many seconds from now: no hand of the product may do that, but time is compressed here."""
    import pgtrigger
    from django.utils import timezone

    from svetovod.web.selection.models import SelectionRound

    closes = timezone.now() + timedelta(seconds=seconds)
    with pgtrigger.ignore("selection.SelectionRound:announced_frozen"):
        SelectionRound.objects.filter(slug=ROUND).update(closes_at=closes)
    return {"closes_at": closes.timestamp()}


def scoring(readers: int = 1) -> dict[str, Any]:
    """The intake is closed, everything is admitted, each application has its experts, who have no conflict."""
    from django.utils import timezone

    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person
    from svetovod.web.selection import services
    from svetovod.web.selection.models import SelectionRound
    from svetovod.web.selection.phrases import CHECKLIST

    now, round_ = timezone.now(), SelectionRound.objects.get(slug=ROUND)
    secretary = actor_of(Person.objects.get(email="secretary@trial.example"))
    services.intake_close(actor=secretary, round=round_, at=now)
    services.check_start(actor=secretary, round=round_, at=now)
    for row in round_.applications.exclude(number="").order_by("serial"):
        services.check_save(actor=secretary, application=row, answers=dict.fromkeys(CHECKLIST, ("yes", "")), at=now)
        services.check_finish(actor=secretary, application=row, at=now)
        services.application_admit(actor=secretary, application=row, at=now)
    services.scoring_start(actor=secretary, round=round_, at=now)
    panel = list(round_.panel.select_related("person").order_by("id"))
    sheets: dict[str, list[str]] = {}
    for place, row in enumerate(round_.applications.exclude(number="").order_by("serial")):
        for member in [panel[(place + n) % len(panel)] for n in range(readers)]:
            given = services.expert_assign(actor=secretary, application=row, member=member, at=now)
            services.conflict_deny(actor=actor_of(member.person), assignment=given, at=now)
            sheets.setdefault(member.person.name, []).append(row.number)
    return {"sheets": sheets, "criteria": list(round_.criteria.values_list("code", flat=True))}


def opened(rows: Any) -> dict[str, tuple[str, str]]:
    """By `expert number`: the state and the comment of each sheet that the server can open."""
    from svetovod.web.selection.custody.drafts import DraftLostError, draft_read
    from svetovod.web.selection.sealing import SealBrokenError

    found = {}
    for row in rows.select_related("assignment__member__person", "assignment__application"):
        with suppress(DraftLostError, SealBrokenError):
            kept = draft_read(row.assignment_id, row.sealed)
            name = f"{row.assignment.member.person.name} {row.assignment.application.number}"
            found[name] = (row.state, kept.get("sheet", kept)["comment"])
    return found


def drafted(sheet: tuple[str, str] | None, number: int) -> bool:
    """Whether a draft as late as that is there, or was submitted meanwhile."""
    return sheet is not None and (sheet[0] == "submitted" or int(sheet[1]) >= number)


def kept_files() -> tuple[set[str], int]:
    """Hashes of files whose bytes are what the hash says, and how many rows have no such bytes."""
    from svetovod.web.documents.models import Attachment

    rows = list(Attachment.objects.all())
    whole = {
        row.sha256 for row in rows
        if row.path.exists() and hashlib.sha256(row.path.read_bytes()).hexdigest() == row.sha256
    }  # fmt: skip
    return whole, sum(row.sha256 not in whole for row in rows)


def count(
    *, registered: list[str], filed: list[str], replaced: dict[str, int], scored: list[str], sent: dict[str, int],
    drafts: dict[str, int] | None = None, files: list[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What was promised to people (addresses, projects, replacements of each, sheets as `expert number`, the number
    that the last draft of a sheet has for its comment, hashes of files) against what the database has: lost, doubled,
    places given twice, numbers with gaps, faults of the journal, rows of files without their bytes (`bare`). A
    replacement is doubled when there are more of them than were `sent`, answered or not. A draft or a sheet that the
    server cannot open is lost, a file without its bytes, too."""
    from svetovod.web.audit.models import LedgerEntry
    from svetovod.web.audit.selectors import verify_journal
    from svetovod.web.events.enums import SEATED
    from svetovod.web.events.models import PracticalSession, Registration
    from svetovod.web.selection.models import Application, ScoreSheet

    session = PracticalSession.objects.get(slug=SESSION)
    people = Counter(Registration.objects.filter(session=session).values_list("person__email", flat=True))
    rows = list(Application.objects.filter(round__slug=ROUND).exclude(number="").select_related("project"))
    codes = Counter(row.project.code for row in rows)
    ids = {str(row.pk): row.project.code for row in rows}
    said = LedgerEntry.objects.filter(subject_id__in=ids, action__in=["application.file", "application.replace"])
    acts = Counter((ids[id], action) for id, action in said.values_list("subject_id", "action"))
    sheets = opened(ScoreSheet.objects.filter(state__in=["draft", "submitted"]).exclude(sealed=b""))
    submitted = Counter(name for name, (state, _said) in sheets.items() if state == "submitted")
    whole, bare = kept_files()
    serials = sorted(row.serial for row in rows)
    lost = {
        "registrations": [each for each in registered if not people[each]],
        "applications": [each for each in filed if not codes[each]],
        "replacements": [each for each, times in replaced.items() if acts[each, "application.replace"] < times],
        "sheets": [each for each in scored if not submitted[each]],
        "drafts": [each for each, number in (drafts or {}).items() if not drafted(sheets.get(each), number)],
        "files": [each for each in files or () if each not in whole],
    }
    doubled = {
        "registrations": [each for each, times in people.items() if times > 1],
        "applications": [each for each in codes if acts[each, "application.file"] != 1],
        "replacements": [each for each in codes if acts[each, "application.replace"] > sent.get(each, 0)],
        "sheets": [each for each, times in submitted.items() if times > 1],
    }
    return {
        "lost": lost, "doubled": doubled, "in_database": {
            "registrations": sum(people.values()), "applications": len(rows), "sheets": sum(submitted.values()),
            "replacements": sum(times for (_code, act), times in acts.items() if act.endswith("replace")),
        },
        "places": PLACES, "seated": session.registrations.filter(state__in=SEATED).count(),
        "gaps": serials != list(range(1, len(serials) + 1)), "journal": len(verify_journal()),
        "bare": bare,
    }  # fmt: skip


if __name__ == "__main__":
    main()
