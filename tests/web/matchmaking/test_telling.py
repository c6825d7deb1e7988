"""Own business meetings by the API, as documented: with one's own sums and outcomes, and nobody else's."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.api.documented import Documented

from svetovod.web.accounts import services as accounts
from svetovod.web.matchmaking import services, telling
from svetovod.web.matchmaking.models import Meeting

from .conftest import AT

ROOT = "/api/v1/meetings/"


@pytest.fixture
def shown(clock):
    """shown(side) -> the header that the program of the enterprise's person sends."""
    cache.clear()
    clock(AT)

    def make(side):
        given = {"name": "программа", "scope": "read", "days": 7, "at": AT, "real_now": timezone.now()}
        _token, text = accounts.token_create(actor=side.actor, **given)
        return {"authorization": f"Bearer {text}"}

    return make


def test_own_meetings_as_documented(client, published, sides, shown, plan):
    documented = Documented(client.get("/api/v1/openapi.json").json())
    met = Meeting.objects.filter(wish__sender=sides[0].profile).first()
    late = AT + timedelta(days=6)
    services.outcome_record(actor=sides[0].actor, meeting=met, by=sides[0].profile, result="intention", at=late)
    services.delegate_add(actor=sides[0].actor, profile=sides[0].profile, name="директор", closed=[1], at=AT)
    headers = shown(sides[0])
    for lang in ("ru", "en"):
        (found,) = documented.holds("meetings", client.get(f"{ROOT}?lang={lang}", headers=headers))["items"]
        one = client.get(f"{ROOT}{plan.session.slug}/?lang={lang}", headers=headers)
        assert documented.holds("session_meetings", one)["items"] == [found]
    assert found["enterprise"]["inn"] == sides[0].organisation.inn
    assert {line["amount"] for line in found["lines"]} == {None, "48000000.00"}
    assert found["delegation"] == [{"name": "директор", "closed": [1]}]
    told = {row["id"]: row for row in found["meetings"]}
    assert (
        len(told)
        == Meeting.objects.filter(wish__sender=sides[0].profile).count()
        + Meeting.objects.filter(wish__receiver=sides[0].profile).count()
    )
    assert (told[met.pk]["result"], told[met.pk]["slot"]) == ("intention", met.slot)


def test_nobody_elses_sums_nor_outcomes(client, published, sides, shown):
    met = Meeting.objects.filter(wish__sender=sides[0].profile).first()
    services.outcome_record(
        actor=sides[0].actor, meeting=met, by=sides[0].profile, result="nothing", note="чужая заметка",
        at=AT + timedelta(days=6),
    )  # fmt: skip
    other = next(side for side in sides if side.profile == met.wish.receiver)
    body = client.get(ROOT, headers=shown(other)).content.decode()
    assert "48000000.00" not in body and "чужая заметка" not in body
    assert '"result": "nothing"' not in body and '"result":"nothing"' not in body


def test_where_one_has_no_profile_nothing_is_found(client, session, person, shown, sides):
    from types import SimpleNamespace

    from svetovod.web.accounts.actors import actor_of

    stranger = SimpleNamespace(actor=actor_of(person("stranger@example.org")))
    headers = shown(stranger)
    assert client.get(ROOT, headers=headers).json()["items"] == []
    assert client.get(f"{ROOT}{session.slug}/", headers=headers).status_code == 404
    assert client.get(ROOT).status_code == 401


def test_as_many_questions_for_many_as_for_few(published, sides, agree):
    def asked():
        with CaptureQueriesContext(connection) as caught:
            telling.own(sides[0].actor)
        return len(caught)

    few = asked()
    agree(sides[0], sides[2])
    assert asked() == few
