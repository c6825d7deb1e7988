from datetime import UTC, datetime

import pytest

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.services import role_grant

AT = datetime(2021, 6, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def make(db):
    """make("a@b.ru", ("secretary", "round", "1")) -> a person with those roles."""

    def person(email, *roles, **fields):
        made = Person.objects.create_user(email, "long-password-1", **{"name": email.split("@")[0], **fields})
        for role, scope, scope_id in roles:
            role_grant(actor=SYSTEM, person=made, role=role, scope=scope, scope_id=scope_id, label="Place", at=AT)
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
