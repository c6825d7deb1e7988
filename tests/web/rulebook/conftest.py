from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.accounts.actors import actor_of
from svetovod.web.rulebook import selectors, services

KEY = "cluster.func_dependence_min"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ON = date(2026, 3, 20)
CHANGES = [{"key": KEY, "value": "0.15", "point": "п. 2"}]
SIGNED = {
    "number": "77", "signed_on": date(2026, 2, 25), "effective_from": ON, "publication": "СЗ РФ 2026 N 10 ст. 1",
    "note_ru": "Снижен порог", "note_en": "", "changes": CHANGES,
}  # fmt: skip

EDITION = date(2018, 8, 2)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def text_of_act(settings, tmp_path):
    """text_of_act() -> an upload, kept in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    return lambda: SimpleUploadedFile("pp-779.pdf", PDF, "application/pdf")


@pytest.fixture
def officers(person):
    """Two officers of the registry."""
    return [person(f"officer-{n}@example.org", ("registry_officer", "platform", "")) for n in (1, 2)]


@pytest.fixture
def first(officers):
    return actor_of(officers[0])


@pytest.fixture
def second(officers):
    return actor_of(officers[1])


@pytest.fixture
def propose(first, text_of_act, at):
    """propose(key, value, ...) -> a verification that waits for the second person."""

    def make(key="cluster.min_participants", value="10", edition=EDITION, actor=first, **typed):
        item = selectors.facts().item(key)
        act = selectors.act_get(item.act, None)
        said = {"point": "пункт 2", "publication": "СЗ РФ 2018 N 33 ст. 5417", "quote": "не менее 10", **typed}
        return services.verification_propose(
            actor=actor, act=act, item=item, edition=selectors.edition_get(act, edition, None), value=value,
            upload=text_of_act(), at=at, **said,
        )  # fmt: skip

    return make


@pytest.fixture
def draft(first):
    """draft(number="", ...) -> a draft by the first officer."""

    def make(actor=first, act="pp779", until=None, **typed):
        found = selectors.act_get(act, None)
        return services.edition_draft(actor=actor, act=found, typed=SIGNED | typed, until=until, at=NOW)

    return make


@pytest.fixture
def signed_in(client, clock, officers):
    def enter(person=officers[0]):
        clock()
        client.force_login(person)
        return client

    return enter
