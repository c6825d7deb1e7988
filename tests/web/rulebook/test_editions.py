"""An edition drafted by one officer and published by another: nobody's law before, everybody's after, for good."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from svetovod.engine import facts as law
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.rulebook import selectors, services
from svetovod.web.rulebook.models import LawEdition

from .conftest import CHANGES, KEY, NOW, ON, SIGNED
from .test_verification import refused


def value(day=ON, key=KEY):
    return selectors.facts().value(key, day)


def test_a_draft_is_nobodys_law(draft):
    before = selectors.facts()
    draft()
    assert selectors.facts() is before, "not one fact is another"
    assert selectors.facts().version == law.load().version


def test_two_persons_make_it_the_law(draft, second):
    made = draft()
    eve = value(date(2026, 3, 19))
    services.edition_publish(actor=second, edition=made, at=NOW)
    assert (str(value().value), value().status, value().use) == ("0.15", "seen", "warn")
    assert value().source == "ПП № 77 от 25.02.2026, СЗ РФ 2026 N 10 ст. 1, п. 2"
    assert value(date(2026, 3, 19)).value == eve.value, "the eve is as it was"
    assert selectors.facts().act("pp779").edition_on(ON).number == "77"
    assert selectors.facts().version != law.load().version
    entries = list(LedgerEntry.objects.order_by("index").values_list("action", flat=True))
    assert entries[-2:] == ["edition.draft", "edition.publish"]


def test_two_published_laws_never_share_a_version(draft, second):
    versions = {selectors.facts().version}
    first = services.edition_publish(actor=second, edition=draft(), at=NOW)
    versions.add(selectors.facts().version)
    later = draft(
        effective_from=date(2026, 4, 1), number="78", changes=[{"key": KEY, "value": "0.12", "point": "п. 2"}]
    )
    services.edition_publish(actor=second, edition=later, at=NOW)
    versions.add(selectors.facts().version)
    assert len(versions) == 3 and first.pk != later.pk


def test_the_same_person_is_refused(draft, first):
    made = draft()
    refused("edition.same_person", services.edition_publish, actor=first, edition=made, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        LawEdition.objects.filter(pk=made.pk).update(state="published", closed_by=first.person_id)
    assert str(value().value) == "0.20"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"number": ""}, "edition.unsigned"),
        ({"signed_on": None}, "edition.unsigned"),
        ({"publication": " "}, "edition.unsigned"),
        ({"signed_on": date(2026, 3, 3)}, "edition.signed_later"),
        ({"changes": [{"key": KEY, "value": "0.15", "point": ""}]}, "edition.points"),
    ],
)
def test_only_a_signed_act_is_published(draft, second, typed, code):
    refused(code, services.edition_publish, actor=second, edition=draft(**typed), at=NOW)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"effective_from": date(2015, 1, 1), "signed_on": None}, "edition.before_act"),
        ({"effective_from": date(2021, 12, 1), "signed_on": None}, "edition.inside"),
        ({"effective_from": date(2024, 4, 1), "signed_on": None}, "edition.inside"),
        ({"signed_on": date(2026, 3, 21)}, "edition.signed_later"),
        ({"changes": []}, "edition.empty"),
        ({"changes": [{"key": "no.such", "value": "1", "point": ""}]}, "item.unknown"),
        ({"changes": [{"key": "subsidy.rate_max", "value": "0.1", "point": ""}]}, "item.unknown"),
        ({"changes": [{"key": KEY, "value": "1.5", "point": ""}]}, "item.unit"),
        ({"changes": [{"key": KEY, "value": "много", "point": ""}]}, "item.unit"),
        ({"changes": [{"key": KEY, "value": "nan", "point": ""}]}, "item.unit"),
        ({"changes": [{"key": "cluster.max_newcomers_no_coop", "value": "2.5", "point": ""}]}, "item.unit"),
        ({"changes": [*CHANGES, *CHANGES]}, "item.twice"),
        ({"changes": [{"key": KEY, "value": "0.2", "point": ""}]}, "item.same"),
    ],
)
def test_what_does_not_fit_is_refused(draft, typed, code):
    with pytest.raises(Refused) as caught:
        draft(**typed)
    assert code in [fault.code for fault in caught.value.params["faults"]]
    assert not LawEdition.objects.exists()


def test_published_it_never_changes(draft, first, second):
    made = services.edition_publish(actor=second, edition=draft(), at=NOW)
    refused("edition.closed", services.edition_edit, actor=first, edition=made, typed=SIGNED, until=None, at=NOW)
    refused("state.wrong", services.edition_discard, actor=first, edition=made, reason="x", at=NOW)
    for fields in ({"changes": []}, {"effective_from": date(2027, 1, 1)}, {"state": "draft"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            LawEdition.objects.filter(pk=made.pk).update(**fields)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    refused("edition.faults", draft, number="79")


def test_two_drafts_of_one_day_are_not_both_published(draft, second):
    one, other = draft(), draft(number="78")
    services.edition_publish(actor=second, edition=one, at=NOW)
    refused("edition.faults", services.edition_publish, actor=second, edition=other, at=NOW)


def test_its_author_edits_it_and_nobody_else(draft, first, second):
    made = draft(number="")
    services.edition_edit(actor=first, edition=made, typed=SIGNED | {"number": "80"}, until=None, at=NOW)
    assert LawEdition.objects.get().number == "80"
    with pytest.raises(Denied):
        services.edition_edit(actor=second, edition=made, typed=SIGNED, until=None, at=NOW)


def test_discarded_with_a_reason(draft, second):
    made = draft()
    refused("verification.reason", services.edition_discard, actor=second, edition=made, reason=" ", at=NOW)
    services.edition_discard(actor=second, edition=made, reason="Вернулись к прежнему порогу", at=NOW)
    refused("state.wrong", services.edition_publish, actor=second, edition=made, at=NOW)
    assert str(value().value) == "0.20"


@pytest.mark.parametrize(
    "roles", [(), ("organiser", "platform", ""), ("cluster_manager", "cluster", 1), ("auditor", "platform", "")]
)
def test_only_registry_officers(draft, actor, roles):
    other = actor("other@example.org", *([roles] if roles else []))
    with pytest.raises(Denied):
        draft(actor=other)
    made = draft()
    for call, extra in ((services.edition_publish, {}), (services.edition_discard, {"reason": "x"})):
        with pytest.raises(Denied):
            call(actor=other, edition=made, at=NOW, **extra)
    with pytest.raises(Hidden):
        selectors.trial(other, made.pk, "pp779", None)


def test_a_trial_lays_the_draft_over_what_its_author_knows(draft, first, second):
    made = draft(until=date(2021, 6, 24), effective_from=date(2021, 9, 1), signed_on=None, number="", publication="")
    trial = selectors.trial(first, made.pk, "pp779", date(2021, 6, 24))
    assert str(trial.before.value(KEY, trial.on).value) == "0.20"
    assert str(trial.after.value(KEY, trial.on).value) == "0.15"
    assert trial.after.value("cluster.max_newcomers_no_coop", date(2021, 12, 1)) is None, "not known that summer"
    refused("edition.faults", selectors.trial, actor=first, pk=made.pk, act="pp779", until=None)


def test_verified_in_a_published_edition(draft, propose, second, at):
    services.edition_publish(actor=second, edition=draft(), at=NOW)
    made = propose(KEY, "15 %", ON)
    services.verification_confirm(actor=second, verification=made, at=at)
    assert (value().status, value().use) == ("verified", "hard")
    assert "2026" not in selectors.verified_toml(), "the command line does not know the edition"


def test_verified_before_stays_verified_where_the_edition_is_silent(draft, propose, second, at):
    last = date(2024, 4, 1)
    services.verification_confirm(actor=second, verification=propose(KEY, "20 %", last), at=at)
    silent = draft(changes=[{"key": "cluster.max_newcomers_no_coop", "value": "5", "point": "п. 3"}])
    services.edition_publish(actor=second, edition=silent, at=NOW)
    assert value().status == "verified"


def test_the_law_is_one_query(draft, propose, second, at, django_assert_num_queries):
    services.verification_confirm(actor=second, verification=propose(), at=at)
    services.edition_publish(actor=second, edition=draft(), at=NOW)
    with django_assert_num_queries(1):
        assert selectors.facts().value("cluster.min_participants", date(2021, 6, 24)).status == "verified"


def test_an_edition_the_package_has_by_now_is_left_out(draft, second, monkeypatch):
    services.edition_publish(actor=second, edition=draft(), at=NOW)
    newer = law.amend(law.load(), selectors.amendment_of(LawEdition.objects.get()))
    monkeypatch.setattr(law, "load", lambda: newer)
    from svetovod.web.rulebook import bridge

    bridge.merged.cache_clear()
    assert selectors.facts().version == newer.version
    bridge.merged.cache_clear()
