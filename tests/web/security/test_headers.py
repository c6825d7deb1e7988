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

STAGE = "scoring"
LOOKERS = ("visitor", "initiator", "secretary")
FORMULAS = ('=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1")


# the browser's crawl of every role reports what the policy blocks
@pytest.mark.parametrize("role", LOOKERS)
def test_every_page_is_protected(
    role: str, stage: str, enter: Any, routes: list[Any], places: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from svetovod.web.audit.models import LedgerHead

    client, pages, entries = enter(role, raise_request_exception=False), 0, LedgerHead.objects.get(pk=1).size
    monkeypatch.setattr("typst.compile", lambda *_a, **_k: b"%PDF-1.7")  # what a paper says is asked elsewhere
    for number, route in enumerate(routes):
        if not WHOLE and number % len(LOOKERS) != LOOKERS.index(role):
            continue  # it is the same middleware: everybody looks at a part of their own
        answer = client.get(route.url(places(route)))
        assert answer["X-Content-Type-Options"] == "nosniff", route.name
        if answer["Content-Type"].startswith("text/html") and answer.status_code not in {301, 302}:
            pages += 1
            policy = answer["Content-Security-Policy"]
            assert "default-src 'self'" in policy and "unsafe-" not in policy, route.name
            if route.name == "portal:widget":  # made to stand on pages of other sites
                assert "frame-ancestors *" in policy
            else:
                assert "frame-ancestors 'none'" in policy and answer["X-Frame-Options"] == "DENY", route.name
            body = answer.content.decode()
            assert not re.search(r"<[^>]+\s(style|on[a-z]+)=\"", body), route.name
            assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")", body), route.name
        let_go(answer)
    assert pages > 25
    assert LedgerHead.objects.get(pk=1).size == entries, "to look is not to write"


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
