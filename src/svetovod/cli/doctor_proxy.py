"""What `svetovod doctor` asks of the proxy in front: whether files for envelopes stay off its disk."""

import ssl
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from socket import create_connection
from typing import Any
from urllib.parse import SplitResult, urlsplit

from .doctor_files import first_line
from .doctor_place import NOTE, OK, Check

# `deploy/nginx.conf` answers so where it holds what is sent in memory, and the product never does
HEADER, KEPT = "X-Svetovod-Bodies", "memory"
# such a place of no selection: a page for those signed in, so that nothing is looked for
PLACE = "/selections/-/envelope/-/receipt.pdf"
SECONDS = 5


def proxy(settings: Any) -> Iterator[Check]:
    """Told while something may still be put into an envelope. A proxy that was set up before it could say so says
    nothing, and one that cannot be asked from here may be as it should: so neither is called a problem. Asked is the
    nearest; of one in front of it nothing is known, and where there is one that is said."""
    from svetovod.web.selection.custody.envelopes import envelopes_ahead

    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT or not envelopes_ahead():
        return
    try:
        said = asked(settings.BASE_URL)
    except (OSError, HTTPException, ValueError) as error:
        why = first_line(error)
        yield Check("proxy", NOTE, f"не удалось спросить, пишет ли он файлы конвертов на диск: {why}; посмотрите сами: "
                    "nginx -T | grep -A4 /envelope/",
                    f"could not be asked whether it writes files for envelopes to its disk: {why}; look yourself: "
                    "nginx -T | grep -A4 /envelope/")  # fmt: skip
        return
    if said == KEPT:
        yield _kept(more=settings.ALLAUTH_TRUSTED_PROXY_COUNT - 1)
        return
    yield Check(
        "proxy", NOTE,
        "не говорит, что держит файлы конвертов в памяти: открытыми они могут лечь на его диск; возьмите место "
        "…/envelope/ из deploy/nginx.conf, затем nginx -t && systemctl reload nginx",
        "does not say that it holds files for envelopes in memory: they may lie open on its disk; take the place "
        "…/envelope/ from deploy/nginx.conf, then nginx -t && systemctl reload nginx",
    )  # fmt: skip


def _kept(*, more: int) -> Check:
    """`more`: proxies in front of the one that was asked, as `SVETOVOD_PROXIES` counts them."""
    ru = "ближайший прокси держит файлы конвертов в памяти, на диск не пишет"
    en = "the nearest proxy holds files for envelopes in memory and writes none to its disk"
    if not more:
        return Check(
            "proxy", OK, f"{ru}; другой перед ним отсюда не виден", f"{en}; one in front is not seen from here"
        )
    return Check(
        "proxy", NOTE,
        f"{ru}; стоящий перед ним (SVETOVOD_PROXIES) отсюда не виден, посмотрите там: nginx -T | grep -A4 /envelope/",
        f"{en}; what stands in front of it (SVETOVOD_PROXIES) is not seen from here, look there: "
        "nginx -T | grep -A4 /envelope/",
    )  # fmt: skip


def asked(url: str) -> str:
    """What the proxy of this public address says, "" for nothing: the one on this machine, for the doctor of a unit
    reaches no other; where none answers here under that name, the one the name leads to.

    Raises OSError or HTTPException where neither answers, ValueError of an address that is none.
    """
    place = urlsplit(url)
    try:
        return _asked(place, "127.0.0.1")
    except OSError:
        return _asked(place, place.hostname or "")


def _asked(place: SplitResult, machine: str) -> str:
    secure = place.scheme == "https"
    name, port = place.hostname or "", place.port or (443 if secure else 80)
    with closing(HTTPConnection(name, port)) as connection:
        connection.sock = create_connection((machine, port), timeout=SECONDS)
        if secure:
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=name)
        connection.request("HEAD", PLACE, headers={"Host": place.netloc})
        return connection.getresponse().headers.get(HEADER, "")
