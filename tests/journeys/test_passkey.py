"""A passkey end to end: added, signed out, signed in with it alone, by the virtual authenticator of Chromium."""

import re
from typing import Any

import pytest

from .conftest import DOMAIN, PASSWORD, Installation, People, press

pytestmark = pytest.mark.browser
WHO = "member-2"  # whose sign-in no other journey needs: a key asks for a second step ever after
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def at_home(people: People, installation: Installation) -> People:
    """The same server by its name: a passkey belongs to a host name, and an IP address is none."""
    people.url = installation.url.replace("127.0.0.1", "localhost")
    return people


def authenticator(page: Any) -> tuple[Any, str]:
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    made = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return protocol, made["authenticatorId"]


def sign_out(page: Any) -> None:
    page.goto("/accounts/logout/")
    press(page, page.locator("main form button[type=submit]"))


def test_a_passkey_is_added_and_signs_in_without_a_password(at_home: People) -> None:
    page = at_home(WHO)
    protocol, key_store = authenticator(page)
    page.goto("/accounts/2fa/webauthn/add/")
    page.locator("#id_password").fill(PASSWORD)  # whoever adds a key proves once more who they are
    page.locator("#id_password").press("Enter")
    page.wait_for_url("**/webauthn/add/")
    page.locator("#id_name").fill("Рабочий компьютер")
    page.get_by_label("Вход без пароля").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$|2fa/$"))
    credentials = protocol.send("WebAuthn.getCredentials", {"authenticatorId": key_store})["credentials"]
    assert len(credentials) == 1 and credentials[0]["isResidentCredential"] and credentials[0]["rpId"] == "localhost"
    page.goto("/accounts/2fa/webauthn/")
    assert "Рабочий компьютер" in page.locator("main").inner_text()
    assert "ещё не использован" in page.locator("main").inner_text()

    sign_out(page)
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/desk/")
    page.goto("/accounts/2fa/webauthn/")
    assert "ещё не использован" not in page.locator("main").inner_text()

    sign_out(page)
    protocol.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key_store})
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()
    page.locator(".toast", has_text="Ключ доступа не ответил или не подошёл").wait_for()
    assert page.url.endswith("/accounts/login/")
    page.locator("#id_login").fill(f"{WHO}@{DOMAIN}")
