"""Who signs is entered, ends, is told of, and goes with nobody."""

from datetime import date, timedelta

import pytest
from tests.web.signing.conftest import AT, EMPTY, TODAY

from svetovod.demo import build_registry as build
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.services import person_erase
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Faulty, Hidden, Refused
from svetovod.web.common.merging import MOVERS, Merging, Steps, take_back
from svetovod.web.handover import services as handovers
from svetovod.web.handover.enums import HANDED
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.signing import selectors, services
from svetovod.web.signing.models import SigningAuthority

LAST = date(2021, 6, 30)


def seen(house, who, on=TODAY):
    return selectors.signers(actor_of(who), house, on)


def test_entered_twice_it_is_one_and_the_journal_says_once(enter, house, head):
    first, again = enter(name="A director"), enter(name="A  director ")
    assert first == again
    assert LedgerEntry.objects.filter(action="signing.enter").count() == 1
    assert [each.who for each in seen(house, head).signing] == ["A director"]
    assert seen(house, head).gap is None


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, {"name"}),
        ({"name": "A", "ground": "proxy"}, {"dated_on", "until"}),
        ({"name": "A", "dated_on": date(2021, 7, 1), "since": date(2021, 7, 2)}, {"dated_on"}),
        ({"name": "A", "dated_on": date(2021, 1, 1)}, {"since"}),
        ({"name": "A", "until": date(2019, 1, 1)}, {"until"}),
        ({"name": "A", "since": date(1900, 1, 1)}, {"since"}),
        ({"name": "A", "certificate_until": date(2022, 1, 1)}, {"certificate"}),
        ({"person": "0"}, {"person"}),
    ],
)
def test_everything_wrong_is_said_at_its_field(enter, typed, fields):
    with pytest.raises(Faulty) as refusal:
        enter(**typed)
    assert {fault.field for fault in refusal.value.faults} == fields
    assert SigningAuthority.objects.count() == 0


def test_who_reads_and_who_enters(enter, house, head, person):
    enter(name="A director")
    official = person("region@example.org", ("regional_authority", "region", "RU-MO"))
    stranger = person("stranger@example.org", ("initiator", "organisation", 1))
    assert seen(house, official).known
    with pytest.raises(Denied):
        enter(by=official, name="Another")
    with pytest.raises(Hidden):
        enter(by=stranger, name="Another")
    assert selectors.signers_or_none(actor_of(stranger), house, TODAY) is None


def test_ended_it_stays_with_who_ended_it_and_why(enter, house, head, signer):
    row = enter(name="A director")
    end = {"authority": row, "at": AT}
    with pytest.raises(Faulty) as refusal:
        services.authority_end(actor=actor_of(head), on=TODAY + timedelta(days=1), reason=" ", **end)
    assert {fault.field for fault in refusal.value.faults} == {"on", "reason"}
    for who in (head, signer):
        services.authority_end(actor=actor_of(who), on=TODAY - timedelta(days=1), reason="Revoked", **end)
    found = seen(house, head)
    assert [(each.row.ended_by, each.row.end_reason) for each in found.former] == [(head, "Revoked")]
    assert found.gap.first == TODAY
    assert LedgerEntry.objects.filter(action="signing.end").count() == 1
    with pytest.raises(Refused):
        services.authority_certify(actor=actor_of(head), authority=row, certificate="none", until=None, at=AT)


def test_letters_go_thirty_and_seven_days_before_and_once(proxy, house, head, signer):
    proxy(signer, LAST, certificate="qualified", certificate_until=LAST - timedelta(days=1))
    for days in (60, 29, 28, 6, 6, -1, -20):
        services.signers_remind(at=AT + timedelta(days=20 - days))
    keys = Notice.objects.filter(person=head, key__startswith="signing:").values_list("key", flat=True)
    steps = sorted(key.split(":", 2)[2] for key in keys if "entered" not in key)
    day = LAST.isoformat()
    before = (LAST - timedelta(days=1)).isoformat()
    assert steps == sorted([f"{day}:30", f"{day}:7", f"{day}:0", f"certificate:{before}:30", f"certificate:{before}:7"])


@pytest.fixture
def heir(person, house):
    return person("heir@example.org", ("participant", "organisation", house.pk))


def leave(head, who, heir, **more):
    wish = handovers.Wish(LAST, dict.fromkeys(HANDED, heir), **more)
    return handovers.handover_start(actor=actor_of(head), leaver=who, wish=wish, at=AT)


def test_a_right_to_sign_passes_to_nobody_and_ends_with_the_last_day(proxy, house, head, signer, heir):
    row = proxy(signer, date(2021, 12, 31))
    found = handovers.drafted(actor_of(head), signer, handovers.Wish(LAST, dict.fromkeys(HANDED, heir)), AT)[1]
    assert {line.outcome for line in found.lines if line.source == "signing"} == {"stays"}
    assert any("01.07.2021" in said and str(house) in said for said in found.warned)
    started = leave(head, signer, heir)
    assert seen(house, head).now[0].last == LAST
    assert seen(house, head).now[0].leaves
    handovers.handover_accept(actor=actor_of(heir), handover=started, at=AT)
    after = AT + timedelta(days=21)
    for _again in range(2):
        handovers.handovers_tend(at=after)
    row.refresh_from_db()
    assert (row.ended_on, row.person) == (LAST, signer)
    assert not SigningAuthority.objects.filter(person=heir).exists()
    assert LedgerEntry.objects.filter(action="signing.end").count() == 1
    assert seen(house, head, after.date()).gap.first == after.date()


def test_who_is_gone_signs_no_more_though_the_handover_is_open(proxy, house, head, signer, heir):
    proxy(signer, date(2021, 12, 31))
    leave(head, signer, heir)
    assert selectors.anybody_signs([house], LAST)
    assert not selectors.anybody_signs([house], LAST + timedelta(days=1))


def test_nothing_is_said_where_another_signs_on(proxy, enter, head, signer, heir):
    proxy(signer, date(2021, 12, 31))
    enter(name="A director")
    found = handovers.drafted(actor_of(head), signer, handovers.Wish(LAST), AT)[1]
    assert not any("01.07.2021" in said for said in found.warned)


def test_whoever_is_gone_already_signs_no_more_from_that_moment(proxy, house, head, signer, heir):
    row = proxy(signer, date(2021, 12, 31))
    started = leave(head, signer, heir, urgent=True, ground="Gone")
    row.refresh_from_db()
    assert (row.ended_on, row.ended_at) == (TODAY, AT)
    handovers.handover_accept(actor=actor_of(heir), handover=started, at=AT + timedelta(days=1))
    started.refresh_from_db()
    assert [each["outcome"] for each in started.outcome if each["key"] == f"signing:{row.pk}"] == ["stays"]
    assert LedgerEntry.objects.filter(action="signing.end").count() == 1


def test_joined_records_keep_the_rights_and_parted_they_go_back(enter, house, head):
    enter(name="A director")
    ended = enter(name="Another")
    services.authority_end(actor=actor_of(head), authority=ended, on=TODAY, reason="Revoked", at=AT)
    other = type(house).objects.create(inn="7707083893", name="Other", region="RU-MO")
    rows, steps = MOVERS["signing"].rows[0], Steps()
    merging = Merging(house.pk, other.pk, "House", "Other", AT, steps)
    steps.point(rows.follow(merging.gone), rows.name, merging.gone, merging.kept)
    assert list(other.signing_authorities.values_list("name", flat=True)) == ["A director"]
    assert take_back(steps.done, AT).back == 1
    assert house.signing_authorities.count() == 2


def test_the_name_of_a_signer_without_an_account_is_erased_once_the_right_is_over(enter, house, head, signer):
    row = enter(name="A director", covers="Letters of A director")
    forget = {"authority": row, "at": AT}
    with pytest.raises(Refused) as refusal:
        services.authority_forget(actor=actor_of(head), **forget)
    assert refusal.value.code == "signing.holds"
    end = {"on": TODAY, "reason": "A director asked so"}
    services.authority_end(actor=actor_of(head), authority=row, at=AT, **end)
    assert any("A director" in mail.subject for mail in OutgoingMail.objects.all())
    for who in (head, signer):
        services.authority_forget(actor=actor_of(who), **forget)
    row.refresh_from_db()
    assert (row.name, row.covers, row.end_reason, row.post) == ("", "", "", "General director")
    assert [each.who for each in seen(house, head, TODAY + timedelta(days=1)).former] == ["General director"]
    assert not any("A director" in f"{mail.subject}{mail.text}{mail.html}" for mail in OutgoingMail.objects.all())
    assert not Notice.objects.filter(text__contains="A director").exists()
    assert LedgerEntry.objects.filter(action="signing.forget").count() == 1


def test_a_signer_with_an_account_is_erased_with_it(proxy, head, signer):
    row = proxy(signer, date(2021, 6, 1))
    with pytest.raises(Refused):
        services.authority_forget(actor=actor_of(head), authority=row, at=AT)


def test_erased_a_person_leaves_the_paper_and_no_words(proxy, signer, operator_of):
    proxy(signer, date(2021, 12, 31), covers="Letters about the person")
    person_erase(actor=operator_of, person=signer, at=AT)
    row = SigningAuthority.objects.get()
    assert (row.covers, row.name, row.number) == ("", "", "7")


@pytest.fixture
def operator_of(person):
    return actor_of(person("operator@example.org", ("administrator", "platform", "")))


def test_the_system_enters_too(house):
    made = services.authority_enter(actor=SYSTEM, organisation=house, fields=EMPTY | {"name": "A"}, at=AT)
    assert made.entered_by is None


def test_whoever_leads_a_cluster_it_manages_acts_for_it_and_leaves_by_the_cluster(house, person, enter):
    cluster = build.cluster("light", "Light", ["RU-MO"], house, actor=SYSTEM, at=AT)
    leads = person("leads@example.org", ("cluster_manager", "cluster", cluster.pk))
    heir = person("next@example.org", ("cluster_manager", "cluster", cluster.pk))
    enter(by=leads, person=str(leads.pk))
    started = leave(heir, leads, heir)
    assert ["cluster", str(cluster.pk)] in started.places
    found = seen(house, leads)
    assert (found.now[0].last, found.gap.first) == (LAST, LAST + timedelta(days=1))
