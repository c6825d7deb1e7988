"""Methods nobody offers: HEAD says what GET says, and no other method opens a page that GET or POST would refuse.

`make torture` asks as all of `WHO`; `make test` asks HEAD as the visitor and as the first of those signed in who is
answered so by GET, up to whom the page opens to, the other methods as two of them.
"""

from itertools import product
from typing import Any
from zlib import crc32

from tests.thorough import WHOLE

from .asking import Asker, bare
from .people import ours, people_enter
from .situations import STORIES
from .test_matrix import values_of

STAGE = "session"
OTHERS = ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
# Django's own view answers every method with the page one came from, and changes nothing but by POST
NOT_OURS = {"set_language"}


WHO = ("visitor", "initiator", "expert-session", "admin")


def test_methods_nobody_offers(stage: str, routes: list[Any]) -> None:
    objects = ours()
    people = people_enter(objects)
    asked, opened = 0, 0
    with bare():
        situation = next(each for each in STORIES[stage](objects, people) if each.area == "project")
        asker = Asker(people)
        for route in routes:
            if route.path.startswith("accounts/") or route.name in NOT_OURS:
                continue
            url = route.url(values_of(route, situation))
            told: set[int] = set()
            for who in WHO:
                get = asker.answer(who, "GET", url).status_code
                if get in told and not WHOLE:
                    continue
                if who != WHO[0]:  # whom the sign-in stops before the view is asked
                    told.add(get)
                head = asker.answer(who, "HEAD", url).status_code
                # a few pages are `require_GET`: 405 to HEAD tells nothing
                assert head in {get, 405}, f"{route.name} as {who}"
                opened += get == head == 200
                if get == 200 and not WHOLE:  # it is the same code for whoever else may see it
                    break
            for who, method in product(asking(route.name), OTHERS):
                status = asker.answer(who, method, url).status_code
                assert status in {302, 403, 404, 405}, f"{method} {route.name} as {who}: {status}"
                asked += 1
    assert asked > 1200 and opened > 100


def asking(name: str) -> tuple[str, ...]:
    """Everybody in `make torture`; else a visitor and one of those who have signed in, always the same."""
    return WHO if WHOLE else (WHO[0], WHO[1 + crc32(name.encode()) % (len(WHO) - 1)])
