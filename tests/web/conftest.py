"""People, their roles and the day of the demonstration; an app's own `at` moves them all."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.accounts.services import role_grant
from svetovod.web.audit.models import DomainClock

from .entering import force_login
from .journal_last import journal_last
from .keeping import keep, worlds_first
from .scenes import Scenes

AT = datetime(2021, 6, 24, 9, 0, tzinfo=UTC)
Client.force_login = force_login


@pytest.fixture(autouse=True)
def _russian(settings):
    """A page asked for in English leaves its language in the thread: the next test begins in the site's own."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _own_world():
    """What the next test finds is not what this one left."""
    yield
    keep.leave()


@pytest.fixture
def journal_watched():
    """Fails where a service asks for a row after its first entry of the journal."""
    with journal_last():
        yield


@pytest.fixture
def at():
    return AT


@pytest.fixture(scope="session")
def scenes(django_db_blocker):
    """The demonstration's scene on its days, see scenes.py."""
    with django_db_blocker.unblock():
        yield Scenes()


@pytest.fixture
def make(db, at):
    """make("a@b.ru", ("secretary", "round", "1")) -> a person with those roles."""

    def person(email, *roles, **fields):
        made = Person.objects.create_user(email, "long-password-1", **{"name": email.split("@")[0], **fields})
        for role, scope, scope_id in roles:
            role_grant(actor=SYSTEM, person=made, role=role, scope=scope, scope_id=scope_id, label="Place", at=at)
        return made

    return person


@pytest.fixture
def actor(make):
    return lambda email, *roles: actor_of(make(email, *roles))


@pytest.fixture
def admin(make):
    return make("admin@example.ru", ("administrator", "platform", ""))


@pytest.fixture
def manager(make):
    return make("manager@example.ru", ("cluster_manager", "organisation", "7"))


@pytest.fixture
def person(db, at):
    """person("a@b.ru", ("cluster_manager", "cluster", 1)) -> a person with those roles, without the service."""

    def make(email, *roles):
        made = Person.objects.create_user(email, "long-password-1", name=email)
        for role, scope, scope_id in roles:
            RoleGrant.objects.create(person=made, role=role, scope=scope, scope_id=str(scope_id), granted_at=at)
        return made

    return make


@pytest.fixture
def clock(db, at, request):
    """clock(moment, show_future) puts the demonstration's day."""
    worlds_first(request)

    def put(moment=at, show_future=False):
        values = {"moment": moment, "set_at": timezone.now(), "show_future": show_future}
        DomainClock.objects.update_or_create(pk=1, defaults=values)

    put()
    return put


@pytest.fixture
def same_questions(db, client):
    """same_questions(pages, few, many): pages ask as many queries after `many()` as after `few()`, 23 at most."""

    def asked(pages, make):
        before, counts = transaction.savepoint(), {}
        make()
        for page in pages:
            client.get(page)  # the first page of a sign-in writes it down
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200, page
            counts[page] = len(caught)
        transaction.savepoint_rollback(before)
        return counts

    def compare(pages, few, many):
        counts = asked(pages, few)
        assert asked(pages, many) == counts
        assert max(counts.values()) <= 23, counts

    return compare
