import json

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Invitation, Person, RoleGrant
from svetovod.web.accounts.services import invitation_create
from svetovod.web.notices.delivery import attempt
from svetovod.web.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db
ENTRANCE = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_signup",
    "account_inactive",
]
MANAGE = [
    "accounts:account", "accounts:team", "account_email", "account_change_password", "mfa_index", "mfa_list_webauthn",
    "usersessions_list", "account_reauthenticate", "account_logout", "notices:notice_list",
]  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", ENTRANCE)
def test_entrance_in_our_look(client, name, language):
    client.cookies["django_language"] = language
    page = client.get(reverse(name))
    assert page.status_code == 200
    html = page.content.decode()
    assert 'class="mast"' in html and "<h1>" in html and 'style="' not in html
    assert f'lang="{language}"' in html


@pytest.mark.parametrize("name", MANAGE)
def test_manage_in_our_look(client, manager, name):
    client.force_login(manager)
    page = client.get(reverse(name))
    assert page.status_code == 200
    html = page.content.decode()
    assert 'class="mast"' in html and html.count("<h1") == 1 and 'style="' not in html


@pytest.mark.parametrize("name", sorted({*MANAGE} - {"account_reauthenticate", "account_logout"}))
def test_pages_about_oneself_begin_with_their_headline_and_then_lead_to_one_another(client, manager, name):
    client.force_login(manager)
    html = client.get(reverse(name)).content.decode()
    assert html.index('class="kicker"') < html.index("<h1") < html.index('<ul class="tabs">')
    assert html.count('aria-current="true"') == 1, "one of them is where one is"


def test_a_hint_that_is_a_list_stays_in_the_hint(client, manager):
    client.force_login(manager)
    html = client.get(reverse("account_change_password")).content.decode()
    hint = html[html.index('id="id_password1_hint"') :]
    assert "<li>" in hint[: hint.index("</div>")]
    assert '<p class="field__hint" id="id_password1_hint"' not in html, "a paragraph ends where a list begins"


@pytest.mark.parametrize("name", MANAGE)
def test_visitors_are_asked_to_sign_in(client, name):
    if name != "account_logout":
        page = client.get(reverse(name))
        assert page.status_code == 302 and "next=" in page["Location"]


def test_login_returns_to_where_one_was(client, manager):
    asked = client.get(reverse("accounts:team"))
    answer = client.post(asked["Location"], {"login": manager.email, "password": "long-password-1", "next": "/team/"})
    assert answer["Location"] == "/team/"
    assert answer.cookies["django_language"].value == "ru"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/"])
def test_no_open_redirects(client, manager, target):
    client.force_login(manager)
    assert client.post(reverse("accounts:act_as"), {"grant": "1", "next": target})["Location"] == "/"


def test_act_as_takes_only_own_grants(client, make, manager):
    person = make("two@example.ru", ("participant", "organisation", "1"), ("participant", "organisation", "2"))
    client.force_login(person)
    _first, second = person.grants.order_by("id")
    client.post(reverse("accounts:act_as"), {"grant": second.pk, "next": "/account/"})
    assert client.get("/account/").wsgi_request.actor.acting.id == second.pk
    client.post(reverse("accounts:act_as"), {"grant": manager.grants.get().pk})
    assert client.get("/account/").wsgi_request.actor.acting.id == second.pk
    assert client.get(reverse("accounts:act_as")).status_code == 405


def test_forgotten_password_by_letter(client, manager, django_capture_on_commit_callbacks):
    client.post(reverse("account_reset_password"), {"email": manager.email})
    letter = OutgoingMail.objects.get()
    assert letter.confidential and letter.to == manager.email and "/accounts/password/reset/key/" in letter.text
    attempt(letter.pk)
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert letter.state == "sent" and letter.text == ""


@pytest.mark.parametrize(("language", "word"), [("ru", "Здравствуйте"), ("en", "Good day")])
def test_letters_speak_the_readers_language(client, make, language, word):
    person = make("reader@example.ru", language=language)
    client.cookies["django_language"] = "en" if language == "ru" else "ru"
    client.post(reverse("account_reset_password"), {"email": person.email})
    assert word in OutgoingMail.objects.get().text


def test_strangers_get_no_letters(client, db):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.ru"})
    assert not OutgoingMail.objects.exists()


def test_new_address_counts_only_when_proved(client, manager):
    client.post(reverse("account_login"), {"login": manager.email, "password": "long-password-1"})
    client.post(reverse("account_reauthenticate"), {"password": "long-password-1"})
    client.post(reverse("account_email"), {"email": "fresh@example.ru", "action_add": ""})
    manager.refresh_from_db()
    assert manager.email == "manager@example.ru"
    letter = OutgoingMail.objects.get(to="fresh@example.ru")
    link = next(word for word in letter.text.split() if "/confirm-email/" in word)
    client.post("/" + link.split("/", 3)[3])
    manager.refresh_from_db()
    assert manager.email == "fresh@example.ru"


@pytest.fixture
def invitation(manager, at):
    return invitation_create(
        actor=actor_of(manager), email="new@example.ru", role="participant", scope="organisation", scope_id="7",
        label="Org", at=at, real_now=timezone.now(),
    )  # fmt: skip


def test_invitation_page(client, invitation):
    page = reverse("accounts:invitation", args=[invitation.token])
    assert client.get(page).status_code == 200
    weak = client.post(page, {"name": "New", "password": "12345"})
    assert weak.status_code == 422 and "errsum" in weak.content.decode()
    assert client.post(page, {"name": "New", "password": "quite-long-secret"}).status_code == 302
    assert client.get(reverse("accounts:account")).status_code == 200
    assert Person.objects.get(email="new@example.ru").grants.count() == 1


def test_unusable_invitation_pages(client, invitation, make):
    unknown = client.get(reverse("accounts:invitation", args=["unknown"]))
    said = unknown.content.decode()
    assert unknown.status_code == 404 and "всю ссылку" in said and "возможно, приглашение отозвано" in said
    assert reverse("account_login") in said
    page = reverse("accounts:invitation", args=[invitation.token])
    client.force_login(make("other@example.ru"))
    assert client.get(page).status_code == 410
    client.logout()
    Invitation.objects.update(expires_at=timezone.now())
    assert client.get(page).status_code == 410


def test_inviting_by_the_page(client, manager):
    client.force_login(manager)
    form = {"email": "x@example.ru", "place": "organisation:7", "role": "participant"}
    assert client.post(reverse("accounts:team"), {**form, "place": "organisation:8"}).status_code == 422
    assert client.post(reverse("accounts:team"), {**form, "role": "auditor"}).status_code == 422
    assert client.post(reverse("accounts:team"), form).status_code == 302
    assert Invitation.objects.get().email == "x@example.ru"


def test_team_is_for_leaders_and_its_own_scope(client, make, manager):
    foreign = make("foreign@example.ru", ("participant", "organisation", "8"))
    client.force_login(manager)
    assert client.post(reverse("accounts:role_revoke", args=[foreign.grants.get().pk])).status_code == 404
    mine = make("mine@example.ru", ("participant", "organisation", "7"))
    assert client.post(reverse("accounts:role_revoke", args=[mine.grants.get().pk])).status_code == 302
    assert RoleGrant.objects.get(person=mine).revoked_at
    client.force_login(foreign)
    assert client.get(reverse("accounts:team")).status_code == 403


def test_a_role_the_leader_cannot_end_has_no_button_and_its_holder_no_handover(client, make, manager):
    """A leader of an organisation gives no auditors: what is there by somebody else's hand is only shown."""
    mine = make("mine@example.ru", ("participant", "organisation", "7"))
    auditor = make("auditor@example.ru", ("auditor", "organisation", "7"), ("participant", "organisation", "7"))
    client.force_login(manager)
    page = client.get(reverse("accounts:team")).content.decode()
    for person, leaves in ((mine, True), (auditor, False)):
        assert (reverse("handover:start", args=[person.pk]) in page) == leaves
        for grant in person.grants.all():
            assert (reverse("accounts:role_revoke", args=[grant.pk]) in page) == (grant.role == "participant")


def test_team_page_queries(client, make, manager, same_questions):
    def people(count):
        for n in range(count):
            make(f"p{n}@example.ru", ("participant", "organisation", "7"))

    client.force_login(manager)
    same_questions([reverse("accounts:team")], lambda: people(1), lambda: people(20))


def test_demo_logins_only_in_the_demonstration(client, db, settings, tmp_path):
    rows = [{"role_label_ru": "Роль", "role_label_en": "Role", "email": "d@example.ru", "password": "shown-password"}]
    (tmp_path / "demo-logins.json").write_text(json.dumps(rows))
    settings.VAR = tmp_path
    assert "shown-password" in client.get(reverse("account_login")).content.decode()
    settings.DEMO = False
    assert "shown-password" not in client.get(reverse("account_login")).content.decode()
    settings.DEMO = True
    (tmp_path / "demo-logins.json").write_text("{broken")
    assert client.get(reverse("account_login")).status_code == 200
