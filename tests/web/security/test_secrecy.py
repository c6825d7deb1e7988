"""Canaries: a unique text in each secret field, and a crawl as each role. Only those with a right see one."""

import io
import logging
import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client

STAGE = "scoring"
READERS = (
    "visitor", "organiser", "manager", "partner", "expert-2", "secretary", "chair", "member-1", "auditor", "officer",
    "region", "cdc", "checkin", "admin",
)  # fmt: skip


@pytest.fixture
def canaries(stage: str) -> dict[str, tuple[str, set[str]]]:
    """What was planted: name -> (text, roles of READERS that may read it)."""
    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.models import Person
    from svetovod.web.events.models import Registration
    from svetovod.web.notices.models import OutgoingMail
    from svetovod.web.projects.models import JointProject, Remark
    from svetovod.web.selection import sealing
    from svetovod.web.selection.models import Application, Assignment, ScoreSheet

    def of(key: str) -> Any:
        return Person.objects.get(email=f"{key}@{DOMAIN}")

    # every sealed sheet of the scene has the comment below; a draft is added with one of its own
    row = Application.objects.filter(state="scoring").order_by("serial").first()
    assert row is not None
    free = row.round.panel.exclude(assignments__application=row).exclude(person=of("expert-2")).first()
    assert free is not None
    draft = Assignment.objects.create(application=row, member=free, assigned_at=row.filed_at)
    ScoreSheet.objects.create(
        assignment=draft, sealed=sealing.seal(draft.pk, {"scores": {}, "comment": "канарейкачерновика"})
    )

    project = JointProject.objects.exclude(audiences__occasion__startswith="session").order_by("number").first()
    project = project or JointProject.objects.order_by("number").first()
    assert project is not None
    JointProject.objects.filter(pk=project.pk).update(lacking="канарейкапроекта")
    Remark.objects.filter(pk=Remark.objects.order_by("id").values("pk")[:1]).update(text="канарейказамечания")
    guest = Registration.objects.select_related("person").exclude(person__email__endswith=DOMAIN).first()
    assert guest is not None
    Person.objects.filter(pk=guest.person_id).update(phone="+79990001122", email="canaryguest@example.org")
    OutgoingMail.objects.filter(pk=OutgoingMail.objects.order_by("id").values("pk")[:1]).update(
        text="канарейкаписьма", confidential=True
    )
    Application.objects.filter(pk=Application.objects.filter(state="scoring").values("pk")[:1]).update(
        reason="канарейкарешения"
    )
    inside = {"secretary", "chair", "member-1", "auditor", "expert-2"}
    return {
        "sealed comment": ("Оценка по представленным документам", {"expert-2"}),
        "draft comment": ("канарейкачерновика", set()),
        "draft of a project": ("канарейкапроекта", set()),
        "remark": ("канарейказамечания", {"organiser", "expert-2"}),
        "phone": ("79990001122", {"organiser"}),
        "e-mail": ("canaryguest@example.org", {"organiser", "checkin", "admin"}),
        "confidential letter": ("канарейкаписьма", set()),
        "reason of the check": ("канарейкарешения", inside),
    }


def texts(answer: Any) -> str:
    """Everything readable of an answer: pages, JSON, what is packed in XLSX and ZIP; PDF as its extracted bytes."""
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as box:
            raw = b"\n".join(box.read(name) for name in box.namelist())
    return raw.decode("utf-8", "replace")


def crawl(client: Client, starts: list[str], limit: int) -> dict[str, str]:
    seen: dict[str, str] = {}
    queue = list(dict.fromkeys(starts))
    while queue and len(seen) < limit:
        url = queue.pop(0)
        if url in seen or url.startswith(("/accounts/", "/static/", "/styleguide", "/i18n")):
            continue
        answer = client.get(url)
        seen[url] = texts(answer) if answer.status_code == 200 else ""
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            queue += [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', seen[url])]
    return seen


@pytest.mark.parametrize("role", READERS)
def test_no_canary_reaches_a_stranger(
    role: str, canaries: dict[str, tuple[str, set[str]]], enter: Any, routes: list[Any], places: Any
) -> None:
    starts = [route.url(places(route)) for route in routes]
    seen = crawl(enter(role, raise_request_exception=False), starts, limit=130)
    assert len(seen) > 60
    found = {
        f"{name} at {url}" for name, (text, may) in canaries.items() if role not in may
        for url, body in seen.items() if text in body
    }  # fmt: skip
    assert not found


def test_a_dump_shows_no_score_before_the_opening(canaries: dict[str, tuple[str, set[str]]]) -> None:
    """Every column of every table as text and as bytes."""
    words = [canaries[name][0] for name in ("sealed comment", "draft comment")]
    forms = [form for word in words for form in (word, word.encode().hex(), word.encode("unicode_escape").decode())]
    checked = 0
    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'select row_to_json(t)::text from "{table}" t')
            for (row,) in cursor.fetchall():
                checked += 1
                assert not [form for form in forms if form in row], table
        cursor.execute(
            "select count(*) from selection_scoresheet where state <> 'opened'"
            " and (body is not null and body::text <> '{}' or salt <> '')"
        )
        assert cursor.fetchone() == (0,)
    assert checked > 1000


def test_the_journal_of_a_draft_tells_no_money(stage: str) -> None:
    """The auditor and the administrator read the journal, and not the drafts."""
    from svetovod.demo.cast import Company
    from svetovod.demo.people import people_make
    from svetovod.web.audit.models import LedgerEntry
    from svetovod.web.projects.models import CostRow
    from svetovod.web.projects.services import cost_edit

    cost = CostRow.objects.select_related("project__initiator").order_by("id").first()
    assert cost is not None
    actor = Company(people_make()).speaking(cost.project.initiator)
    cost_edit(actor=actor, cost=cost, fields={"amount": Decimal("777123.45")}, at=datetime(2021, 11, 26, tzinfo=UTC))
    last = LedgerEntry.objects.latest("index")
    assert last.action == "cost.edit"
    assert "777123" not in last.body


def test_logs_keep_no_password_and_no_token(stage: str, enter: Any, caplog: Any) -> None:
    client = enter(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG, logger="svetovod"), caplog.at_level(logging.WARNING):
        client.post("/accounts/login/", {"login": "admin@demo.svetovod.example", "password": "канарейкапароля"})
        client.post("/sessions/saransk-2021/register/", {"email": "канарейкапочты@example.org"})
        client.get("/clusters/nothing/?q=канарейкапоиска")
    assert not re.search("канарейка(пароля|почты)", caplog.text)
