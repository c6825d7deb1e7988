"""What the proxy logs holds no link of a letter: every address with a secret in it is cut by `deploy/nginx.conf`."""

import re
from pathlib import Path
from urllib.parse import unquote

from django.urls import get_resolver, reverse

from .conftest import _walk

NGINX = (Path(__file__).parents[3] / "deploy/nginx.conf").read_text(encoding="utf-8")
SECRET = "12-5e1f0a9c"
# what stands in an address and opens it to whoever has it; names in patterns of Django and of allauth
NAMES = ("token", "leave", "mark", "key", "code")
# names of things that are known, and codes that are printed to be checked by anybody
KNOWN = re.compile(
    r"^(projects/|rulebook/|clusters/|requests/|selections/|api/|sessions/<slug:slug>/certificates/|opendata/)"
)


def logged(address: str) -> str:
    """As nginx writes it: its variable, its pattern in Python's spelling, and its line."""
    variable, pattern, line = re.search(
        r'map \$(\w+) \$svetovod_address \{\s*"~\*([^"]+)" "([^"]+)";\s*default \$\1;', NGINX
    ).groups()
    value = {"request_uri": address, "uri": unquote(address.partition("?")[0])}[variable]
    found = re.match(pattern.replace("(?<", "(?P<"), value, re.IGNORECASE)
    if found is None:
        return value
    parts = {name: text or "" for name, text in found.groupdict().items()}
    return re.sub(r"\$(svetovod_\w+)", lambda name: parts[name[1]], line)


def secret_addresses() -> list[str]:
    found = []
    for route in _walk(get_resolver().url_patterns):
        path = re.sub(r"\^|\$|\\[Zz]|\\", "", route.path)
        holders = [*re.findall(r"<\w+:(\w+)>", path), *re.findall(r"\(\?P<(\w+)>", path)]
        if not {*holders} & {*NAMES} or KNOWN.match(path):
            continue
        path = re.sub(rf"<\w+:({'|'.join(NAMES)})>", SECRET, path)
        path = re.sub(r"\(\?P<\w+>(\[[^\]]*\]|\.)[+*]?\)", SECRET, path)
        found.append("/" + re.sub(r"<\w+:\w+>", "x", path))
    return found


def test_no_secret_of_an_address_is_logged_by_the_proxy() -> None:
    addresses = secret_addresses()
    assert len(addresses) > 25 and any(each.startswith("/accounts/password/reset/key/") for each in addresses)
    assert [each for each in addresses if SECRET in logged(each)] == []
    assert [each for each in addresses if SECRET in logged(f"{each}?next=/{SECRET}/")] == []


def test_a_secret_is_found_however_its_address_is_spelt() -> None:
    for address in secret_addresses():
        head, _, rest = address.partition("/")[2].partition("/")
        assert SECRET not in logged(f"/%{ord(head[0]):02x}{head[1:]}/{rest}")
        assert SECRET not in logged(address.replace("/", "%2F").replace("%2F", "/", 1))
        assert SECRET not in logged(address.upper().replace(SECRET.upper(), SECRET))
        assert SECRET not in logged(address.replace(SECRET, f"%3F{SECRET}"))


def test_no_query_is_logged_for_it_may_hold_what_opens_a_matter() -> None:
    # the second is of django-allauth, an address only where a provider is set
    for address in (
        f"{reverse('account_login')}?next=/sessions/x/registration/{SECRET}/",
        f"/accounts/oidc/centre/login/callback/?code={SECRET}&state=1",
    ):
        assert logged(address) == address.partition("?")[0]


def test_other_addresses_are_logged_as_they_are() -> None:
    for address in ("/", "/clusters/x/", "/sessions/saransk-2021/", "/sessions/x/registrations/", "/figures/"):
        assert logged(address) == address
    assert logged("/sessions/x/registration/12-ab/visit/") == "/sessions/x/registration/*/visit/"


def test_every_server_logs_so_and_nothing_of_where_one_came_from() -> None:
    servers = NGINX.count("\nserver {")
    assert NGINX.count("    access_log /var/log/nginx/access.log svetovod;\n") == servers == 2
    form = re.search(r"log_format svetovod (.+);", NGINX)[1]
    assert "$svetovod_address" in form and "referer" not in form
    assert "$sent_http_x_request_id" in form, "the support code of a page leads to its line"
    assert not re.search(r"\$(request(_uri)?|args|query_string|arg_\w+)\b(?!_)", form)
