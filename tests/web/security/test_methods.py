"""Methods nobody offers: HEAD says what GET says, and no other method opens a page that GET or POST would refuse.

`make torture` asks as all of `WHO` and by every method. `make test` asks HEAD as the visitor and as the first whom GET
lets in, or else as one of those signed in; and two of the other methods as the visitor and one of those signed in:
every address, and every method at two in five of them.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any
from zlib import crc32

from tests.thorough import WHOLE
from tests.web.recalling import recalled

from .asking import Asker, bare
from .people import ours, people_enter
from .situations import STORIES
from .test_matrix import values_of

STAGE = "session"
OPEN = 200
OTHERS = ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
# Django's own view answers every method with the page one came from, and changes nothing but by POST
NOT_OURS = {"set_language"}


WHO = ("visitor", "initiator", "expert-session", "admin")


def test_methods_nobody_offers(stage: str, routes: list[Any]) -> None:
    objects = ours()
    people = people_enter(objects)
    asked, opened = 0, 0
    with bare(), recalled():
        situation = next(each for each in STORIES[stage](objects, people) if each.area == "project")
        asker = Asker(people)
        for route in routes:
            if route.path.startswith("accounts/") or route.name in NOT_OURS:
                continue
            url = route.url(values_of(route, situation))
            gets: dict[str, int] = {}
            for who in WHO:
                if WHOLE or OPEN not in gets.values():  # of those whom GET lets in the first is enough
                    gets[who] = asker.answer(who, "GET", url).status_code
            for who in compared(route.name, gets):
                get, head = gets[who], asker.answer(who, "HEAD", url).status_code
                # a few pages are `require_GET`: 405 to HEAD tells nothing
                assert head in {get, 405}, f"{route.name} as {who}"
                opened += get == head == OPEN
            for who, method in product(asking(route.name), others(route.name)):
                status = asker.answer(who, method, url).status_code
                assert status in {302, 403, 404, 405}, f"{method} {route.name} as {who}: {status}"
                asked += 1
    assert asked > 1200 and opened > 100


def asking(name: str) -> tuple[str, ...]:
    """Everybody in `make torture`; else a visitor and one of those who have signed in, always the same."""
    return WHO if WHOLE else (WHO[0], WHO[1 + crc32(name.encode()) % (len(WHO) - 1)])


def compared(name: str, gets: dict[str, int]) -> Iterator[str]:
    """Who asks HEAD as well as GET: it is a page that opens which HEAD could answer otherwise."""
    opens = [who for who, status in gets.items() if status == OPEN][:1]
    yield from WHO if WHOLE else dict.fromkeys((WHO[0], *(opens or asking(name)[1:])))


def others(name: str) -> tuple[str, ...]:
    """All in `make torture`; else two, always the same of an address."""
    return OTHERS if WHOLE else tuple(sorted(OTHERS, key=lambda each: crc32(f"{each} {name}".encode()))[:2])
