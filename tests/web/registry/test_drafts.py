"""A draft edition tried on the clusters: what verdicts would say, to officers only; letters once it is the law."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils.html import strip_tags

from svetovod.web.accounts.actors import actor_of
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.registry import bridge, selectors, services
from svetovod.web.registry.models import Cluster, StoredVerdict
from svetovod.web.rulebook import selectors as rulebook
from svetovod.web.rulebook import services as law

KEY, REDUCED = "cluster.func_dependence_min", "cluster.func_dependence_min_reduced"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ON = date(2026, 3, 20)


def said(answer):
    assert answer.status_code == 200
    text = strip_tags(re.sub("<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


@pytest.fixture
def officers(person):
    return [person(f"officer-{n}@example.org", ("registry_officer", "platform", "")) for n in (1, 2)]


@pytest.fixture
def draft(officers):
    """draft() -> a signed draft that raises the reduced threshold of dependence from 10 to 15 per cent."""

    def make(value="0.15", on=ON, until=None, key=REDUCED):
        typed = {
            "number": "77", "signed_on": date(2026, 2, 25) if until is None else None, "effective_from": on,
            "publication": "СЗ РФ 2026 N 10", "note_ru": "Проба", "note_en": "",
            "changes": [{"key": key, "value": value, "point": "п. 2"}],
        }  # fmt: skip
        act = rulebook.act_get("pp779", None)
        return law.edition_draft(actor=actor_of(officers[0]), act=act, typed=typed, until=until, at=AT)

    return make


def test_the_trial_says_what_verdicts_would_say(client, clock, officers, draft, cluster):
    """By hand: the dependence is 14.23 %, above 10 % and under 15 %."""
    made = draft()
    clock(AT)
    client.force_login(officers[0])
    text = said(client.get(f"/rulebook/editions/{made.pk}/clusters/"))
    assert "1 кластер из 1 меняет вердикт" in text
    assert "Соответствует Скорее не соответствует Уровень функциональной зависимости" in text
    trial = rulebook.trial(actor_of(officers[0]), made.pk, "pp779", AT.date())
    content = cluster.sheets.get().content
    conclusions = [bridge.assess(content, on=ON, facts=facts).conclusion for facts in (trial.before, trial.after)]
    (flip,) = bridge.flips(selectors.sums_of(Cluster.objects.all()), (ON, trial.before), (ON, trial.after))
    assert [flip.before, flip.after] == conclusions


def test_a_draft_leaks_into_nobodys_verdict(client, clock, draft, cluster, manager):
    before = services.verdict_make(actor=actor_of(manager), cluster=cluster, on=date(2021, 6, 24), at=AT)
    draft()
    services.verdict_make(actor=actor_of(manager), cluster=cluster, on=date(2021, 6, 24), at=AT)
    assert StoredVerdict.objects.get() == before, "the very same verdict is found"
    assert bridge.assess(cluster.sheets.get().content, on=ON, facts=bridge.facts()).conclusion == "conforming"
    clock(AT)
    client.force_login(manager)
    for page in ("verdict/", "verdict/?on=2021-12-01", "plan/", "map/"):
        text = said(client.get(f"/clusters/{cluster.slug}/{page}"))
        assert "20.03.2026" not in text and "Проба" not in text, page
    assert "1 кластер" not in said(client.get("/rulebook/pp779/compare/clusters/?a=2021-11-16&b=2024-04-01"))


def test_only_officers_try_it(client, clock, draft, cluster, manager):
    made = draft()
    clock(AT)
    client.force_login(manager)
    for page in ("clusters/", "clusters.pdf"):
        assert client.get(f"/rulebook/editions/{made.pk}/{page}").status_code == 404


def test_the_note_is_one_page(client, clock, officers, draft, cluster):
    made = draft()
    clock(AT)
    client.force_login(officers[1])
    answer = client.get(f"/rulebook/editions/{made.pk}/clusters.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == client.get(f"/rulebook/editions/{made.pk}/clusters.pdf").content
    assert re.search(rb"/Count 1\b", answer.content)


def test_published_its_clusters_are_told_by_which_rule(client, clock, officers, draft, cluster, manager):
    kept = services.verdict_make(actor=actor_of(manager), cluster=cluster, on=date(2024, 6, 1), at=AT)
    law.edition_publish(actor=actor_of(officers[1]), edition=draft(), at=AT)
    letter = OutgoingMail.objects.get(person=manager)
    assert "Уровень функциональной зависимости" in letter.text and "20.03.2026" in letter.text
    assert "становится «Скорее не соответствует»" in letter.text and "№ 77" in letter.text
    kept.refresh_from_db()
    assert kept.facts_version != bridge.facts().version
    later = services.verdict_make(actor=actor_of(manager), cluster=cluster, on=date(2024, 6, 1), at=AT)
    assert later.pk != kept.pk and later.verdict == kept.verdict, "a day before the edition is judged as it was"
    clock(datetime(2026, 4, 1, tzinfo=UTC))
    client.force_login(manager)
    assert "Скорее не соответствует" in said(client.get(f"/clusters/{cluster.slug}/verdict/?on=2026-04-01"))


def test_nobody_is_told_of_a_change_that_changes_nothing(officers, draft, cluster, manager):
    law.edition_publish(actor=actor_of(officers[1]), edition=draft("0.12"), at=AT)
    assert not Notice.objects.exists()


def test_a_draft_of_the_summer_is_tried_on_what_was_known(client, clock, officers, draft, cluster):
    made = draft("0.1", on=date(2021, 9, 1), until=date(2021, 6, 24), key=KEY)
    clock()
    client.force_login(officers[0])
    text = said(client.get(f"/rulebook/editions/{made.pk}/clusters/"))
    assert "1 кластер из 1 меняет вердикт" in text and "2022" not in text
