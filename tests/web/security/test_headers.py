"""What every answer carries, how files leave the product, and that a cell typed by a stranger is never a formula."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.thorough import WHOLE
from tests.web.security.asking import let_go

from .protections import protected
from .test_secrecy import NOT_CRAWLED

STAGE = "scoring"
LOOKERS = ("visitor", "initiator", "secretary")
FORMULAS = ('=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1")


@pytest.mark.parametrize("role", LOOKERS)
def test_every_page_is_protected(role: str, stage: str, enter: Any, routes: list[Any], places: Any) -> None:
    """Of every other address the crawls of test_secrecy.py ask it, and of every page that links lead to
    portal/test_queries.py; that to look is not to write is asked by the matrix."""
    client, pages = enter(role, raise_request_exception=False), 0
    for number, route in enumerate(route for route in routes if f"/{route.path}".startswith(NOT_CRAWLED)):
        if not WHOLE and number % len(LOOKERS) != LOOKERS.index(role):
            continue  # it is the same middleware: everybody looks at a part of their own
        answer = client.get(route.url(places(route)))
        pages += protected(answer, route.name)
        let_go(answer)
    assert pages > 5


def test_cookies_are_out_of_reach_of_scripts(stage: str, enter: Any) -> None:
    person = get_user_model().objects.get(email="partner@demo.svetovod.example")
    person.set_password("long enough 2021")
    person.save()
    client = enter()
    client.post("/accounts/login/", {"login": person.email, "password": "long enough 2021"})
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    assert session["httponly"] and session["samesite"] == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"


def cells(raw: bytes) -> tuple[str, str]:
    """The text of a workbook and its formulas."""
    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        parts = {name: box.read(name).decode() for name in box.namelist() if name.endswith(".xml")}
    sheets = "".join(text for name, text in parts.items() if name.startswith("xl/worksheets/"))
    return "".join(parts.values()), "".join(re.findall(r"<f[ >].*?</f>", sheets))


@pytest.mark.parametrize("typed", FORMULAS)
def test_registrations_hold_no_formula(typed: str, stage: str, enter: Any) -> None:
    from svetovod.web.events.models import Registration

    guest = Registration.objects.select_related("person").filter(session__slug="saransk-2021").first()
    assert guest is not None
    type(guest.person).objects.filter(pk=guest.person_id).update(name=typed)
    answer = enter("organiser").post("/sessions/saransk-2021/registrations.xlsx")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    text, formulas = cells(answer.content)
    assert typed.strip()[:4].replace('"', "&quot;") in text, "without the cell this proves nothing"
    assert formulas == ""


@pytest.mark.parametrize("typed", FORMULAS)
def test_the_estimate_holds_no_formula(typed: str, stage: str, enter: Any) -> None:
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.projects.models import CostRow

    row = CostRow.objects.select_related("project").order_by("id").first()
    assert row is not None
    CostRow.objects.filter(pk=row.pk).update(evidence=typed)
    RoleGrant.objects.create(
        person=Person.objects.get(email="initiator@demo.svetovod.example"), role="initiator", scope="organisation",
        scope_id=str(row.project.initiator_id), granted_at=row.project.created_at,
    )  # fmt: skip
    answer = enter("initiator").get(f"/projects/{row.project.code}/estimate.xlsx")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    text, formulas = cells(answer.content)
    assert typed.strip()[:4] in text
    assert "evil" not in formulas and "SUM(A1)" not in formulas and "1+1" not in formulas and "2+3" not in formulas


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "..\\..\\x.pdf", "/etc/cron.d/x.pdf", 'a"\r\nX: y.pdf', "\u202efdp.pdf"]
)
def test_an_attachment_leaves_as_a_download_and_stays_in_its_folder(
    name: str, stage: str, enter: Any, settings: Any, tmp_path: Path
) -> None:
    from svetovod.demo.cast import Company
    from svetovod.demo.people import people_make
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.documents.services import attachment_add
    from svetovod.web.projects.models import CostRow

    settings.MEDIA_ROOT = tmp_path / "files"
    row = CostRow.objects.select_related("project__initiator").order_by("id").first()
    assert row is not None
    RoleGrant.objects.create(
        person=Person.objects.get(email="initiator@demo.svetovod.example"), role="initiator", scope="organisation",
        scope_id=str(row.project.initiator_id), granted_at=row.project.created_at,
    )  # fmt: skip
    upload = SimpleUploadedFile("x.pdf", b"%PDF-1.7\n1 0 obj", content_type="text/html")
    upload._name = name  # what a hostile client sends, past the check of Django's own parser
    actor = Company(people_make()).speaking(row.project.initiator)
    kept = attachment_add(actor=actor, subject=row, upload=upload, at=row.project.created_at)
    assert kept.path.resolve().is_relative_to((tmp_path / "files").resolve())
    assert not re.search(r"[/\\\r\n\u202e]", kept.name)
    answer = enter("initiator").get(f"/files/{kept.pk}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/pdf"
    answer._resource_closers[0]()  # the file alone: closing the answer would close the connection of the test
    assert enter("partner").get(f"/files/{kept.pk}/").status_code == 404
