"""An administrator looks at pages as somebody else sees them: nothing is written, no file leaves, its owner is told."""

import pytest
from django.urls import reverse
from tests.thorough import WHOLE

from svetovod.web.accounts.viewing import VIEW_KEY
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.notices.models import OutgoingMail

BEGIN, END = "/team/as/", "/team/as/end/"


@pytest.fixture
def looking(client, admin, manager, clock):
    client.force_login(admin)
    assert client.post(BEGIN, {"person": manager.email})["Location"] == "/desk/"
    return client


def test_the_page_is_theirs_with_a_banner_and_a_way_back(looking, admin, manager):
    page = looking.get("/desk/").content.decode()
    assert "Вы видите то, что видит manager" in page and f'action="{END}"' in page
    assert ' data-key=""' in page, "what its owner has typed in this browser stays closed"
    assert looking.get("/outbox/").status_code in {403, 404}  # the administrator's own rights rest meanwhile
    assert looking.post(END)["Location"] == "/desk/"
    assert "Вы видите то, что видит" not in looking.get("/desk/").content.decode()
    told = LedgerEntry.objects.filter(action__startswith="viewing.").order_by("index")
    assert [(each.action, each.actor) for each in told] == [
        ("viewing.begin", str(admin.pseudonym)), ("viewing.end", str(admin.pseudonym)),
    ]  # fmt: skip
    assert OutgoingMail.objects.filter(to=manager.email).count() == 1


def test_every_post_is_refused(looking, manager):
    from django.urls import get_resolver
    from tests.web.security.conftest import _walk

    posts = [r.url({}) for r in _walk(get_resolver().url_patterns) if not r.path.startswith(("static", "accounts/"))]
    before = LedgerEntry.objects.count()
    others = [url for url in posts if url != END]
    assert len(others) > 300
    others = others if WHOLE else others[::5]  # it is one place that refuses them all
    assert {looking.post(url).status_code for url in others} == {403}  # before the address is looked at
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(
    "url",
    ["/account/", "/account/data/", "/account/tokens/", "/accounts/2fa/", "/accounts/sessions/", "/accounts/email/"],
)
def test_own_pages_with_the_ways_in_are_not_shown(looking, url):
    assert looking.get(url).status_code == 403


def test_no_file_leaves(client, admin, manager, clock):
    """What opens for everybody is refused while somebody else looks through their eyes."""
    urls = ("/clusters/blank.xlsx", "/regions/map.csv", "/feed.atom", "/sitemap.xml", "/cards/card.png")
    client.force_login(manager)
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)
    client.force_login(admin)
    assert client.post(BEGIN, {"person": manager.email})["Location"] == "/desk/"
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 403)


def test_an_attachment_is_closed_unread(db, monkeypatch):
    from io import BytesIO

    from django.http import FileResponse, HttpResponse
    from django.test import RequestFactory

    from svetovod.web.accounts import viewing

    monkeypatch.setattr(viewing, "_refused", lambda _request: HttpResponse(status=403))
    held = BytesIO(b"of its reader alone")
    answer = FileResponse(held, as_attachment=True, filename="a.pdf")
    assert viewing._unwritten(RequestFactory().get("/files/"), lambda _request: answer).status_code == 403
    assert held.closed


def test_what_a_page_writes_by_being_seen_is_taken_back(looking, monkeypatch):
    from django.http import HttpResponse
    from django.test import RequestFactory

    from svetovod.web.accounts.models import Person
    from svetovod.web.accounts.viewing import _unwritten

    def page(_request):
        Person.objects.create_user("written@example.ru", "long-password-1")
        return HttpResponse("seen")

    assert _unwritten(RequestFactory().get("/"), page).content == b"seen"
    assert not Person.objects.filter(email="written@example.ru").exists()


def test_whose_pages_are_shown_to_nobody(client, admin, make, clock):
    client.force_login(admin)
    for role, scope, place in (
        ("administrator", "platform", ""),
        ("secretary", "round", "1"),
        ("chair", "round", "1"),
        ("commission_member", "round", "1"),
        ("expert", "round", "2"),
        ("auditor", "platform", ""),
    ):
        client.post(BEGIN, {"person": make(f"{role}@example.ru", (role, scope, place)).email})
        assert VIEW_KEY not in client.session, role
    client.post(BEGIN, {"person": "nobody@example.ru"})
    assert VIEW_KEY not in client.session and not LedgerEntry.objects.filter(action="viewing.begin").exists()


@pytest.fixture
def ended(admin):
    def told():
        rows = LedgerEntry.objects.filter(action="viewing.end")
        return [row.actor == str(admin.pseudonym) for row in rows]

    return told


def test_its_end_is_journaled_however_it_ends(looking, manager, ended, settings):
    settings.VIEWING_LASTS = 0
    looking.get("/desk/")
    looking.get("/desk/")
    assert ended() == [True]
    settings.VIEWING_LASTS = 1800
    looking.post(BEGIN, {"person": manager.email})
    looking.post(reverse("account_logout"))
    assert ended() == [True, True]


def test_the_log_names_who_looks_and_whose_pages(looking, admin, manager, caplog):
    with caplog.at_level("INFO", logger="svetovod.security"):
        looking.get("/outbox/")
    line = next(record.getMessage() for record in caplog.records if record.getMessage().startswith("denied"))
    assert f"person={admin.pseudonym} " in line and f"viewed={manager.pseudonym}" in line


def test_only_an_administrator_may(client, manager, make, clock):
    client.force_login(manager)
    assert client.post(BEGIN, {"person": make("two@example.ru").email}).status_code == 403
    assert "see-as" not in client.get("/team/").content.decode()


def test_it_ends_by_itself_and_with_the_right_to_it(looking, admin, manager, make, settings):
    settings.VIEWING_LASTS = 0
    assert "Вы видите то, что видит" not in looking.get("/desk/").content.decode()
    settings.VIEWING_LASTS = 1800
    looking.post(BEGIN, {"person": manager.email})
    admin.grants.all().delete()
    assert "Вы видите то, что видит" not in looking.get("/desk/").content.decode()


def test_it_asks_for_a_sign_in_of_lately(client, admin, manager, clock, settings):
    client.force_login(admin)
    client.get("/team/")
    settings.SURE_LASTS = -1
    answer = client.post(BEGIN, {"person": manager.email})
    assert answer["Location"].startswith(reverse("account_reauthenticate")) and VIEW_KEY not in client.session
