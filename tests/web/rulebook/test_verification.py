"""An item compared with the text by two persons: hard from then on, in new verdicts only, and never by one alone."""

import tomllib
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from svetovod.engine import facts as law
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents.models import Attachment
from svetovod.web.rulebook import bridge, selectors, services
from svetovod.web.rulebook.models import Verification

KEY, ON = "cluster.min_participants", date(2021, 6, 24)


def value(day=ON, key=KEY):
    return selectors.facts().value(key, day)


def refused(code, call, **arguments):
    with pytest.raises(Refused) as caught:
        call(**arguments)
    assert caught.value.code == code
    assert str(caught.value), "a refusal says something"


def test_two_persons_make_it_hard(propose, second, at):
    made = propose()
    assert (value().use, value().status) == ("warn", "secondary"), "one person changes nothing"
    services.verification_confirm(actor=second, verification=made, at=at)
    assert (value().use, value().status) == ("hard", "verified")
    assert value().reference == "пункт 2, 02.08.2018, СЗ РФ 2018 N 33 ст. 5417"
    assert value(date(2016, 1, 1)).status == "secondary", "only in the edition that was read"
    assert Attachment.objects.get().subject_id == str(made.pk)
    actions = list(LedgerEntry.objects.order_by("index").values_list("action", flat=True))
    assert actions[-3:] == ["attachment.add", "verification.propose", "verification.confirm"]


def test_the_same_person_twice_is_refused(propose, first, at):
    made = propose()
    refused("verification.same_person", services.verification_confirm, actor=first, verification=made, at=at)
    refused(
        "verification.same_person", services.verification_decline, actor=first, verification=made, reason="x", at=at
    )
    assert value().status == "secondary"


def test_the_database_keeps_to_two_persons(propose, first, at):
    made = propose()
    for fields in ({"state": "confirmed", "confirmed_by": first.person_id}, {"state": "confirmed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verification.objects.filter(pk=made.pk).update(**fields)
    with pytest.raises(DatabaseError), transaction.atomic():
        Verification.objects.filter(pk=made.pk).update(quote="something else")
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    "roles", [(), ("organiser", "platform", ""), ("cluster_manager", "cluster", 1), ("auditor", "platform", "")]
)
def test_only_registry_officers(propose, actor, second, at, roles):
    other = actor("other@example.org", *([roles] if roles else []))
    with pytest.raises(Denied):
        propose(actor=other)
    made = propose()
    for call in (services.verification_confirm, services.verification_decline, services.verification_withdraw):
        extra = {} if call is services.verification_confirm else {"reason": "нет"}
        with pytest.raises(Denied):
            call(actor=other, verification=made, at=at, **extra)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("10", KEY), (" 10 ", KEY), ("20 %", "cluster.func_dependence_min"), ("0,2", "cluster.func_dependence_min"),
        ("0.20", "cluster.func_dependence_min"), ("30", "confirm.review_working_days"),
        (None, "cluster.productivity_above_region"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(propose, typed, key):
    assert propose(key, typed).pk


@pytest.mark.parametrize("typed", ["9", "10 %", "десять", "", "nan", "1e1000000", "10;DROP"])
def test_another_number_is_refused(propose, typed):
    refused("verification.value", propose, value=typed)
    assert not Verification.objects.exists() and not Attachment.objects.exists()


def test_what_cannot_be_verified(propose, second, at):
    refused("verification.not_listed", propose, key="cluster.max_newcomers_no_coop", value="3")
    made = propose()
    refused("verification.known", propose)
    services.verification_confirm(actor=second, verification=made, at=at)
    refused("verification.known", propose)
    refused("state.wrong", services.verification_confirm, actor=second, verification=made, at=at)


def test_declined_and_read_anew(propose, second, at):
    made = propose()
    refused("verification.reason", services.verification_decline, actor=second, verification=made, reason=" ", at=at)
    services.verification_decline(actor=second, verification=made, reason="Пункт другой", at=at)
    assert value().status == "secondary"
    assert propose().pk != made.pk


def test_withdrawn_it_is_as_it_was(propose, first, second, at):
    before = selectors.facts().version
    made = propose()
    refused(
        "verification.not_author", services.verification_withdraw, actor=second, verification=made, reason="x", at=at
    )
    services.verification_confirm(actor=second, verification=made, at=at)
    assert selectors.facts().version != before
    refused("verification.reason", services.verification_withdraw, actor=first, verification=made, reason="", at=at)
    services.verification_withdraw(actor=first, verification=made, reason="Прочитан не тот текст", at=at)
    assert selectors.facts().version == before
    assert LedgerEntry.objects.order_by("index").last().action == "verification.withdraw"


def test_a_later_change_of_the_number_ends_it(propose, second, at):
    made = services.verification_confirm(actor=second, verification=propose(), at=at)
    row = (made.key, made.edition, made.value, made.reference)
    assert bridge.verified_list([row]) and not bridge.verified_list([(*row[:2], "9", row[3])])
    assert not bridge.verified_list([("no.such", *row[1:])])
    assert not bridge.verified_list([(row[0], date(2018, 8, 3), *row[2:])])


def test_the_file_says_the_same_to_the_command_line(propose, second, at, client, clock, tmp_path):
    for key, typed in ((KEY, "10"), ("cluster.func_dependence_min", "20 %")):
        made = propose(key, typed, point='п. 2 «а» "x" \\ 1')
        services.verification_confirm(actor=second, verification=made, at=at)
    answer = client.get("/rulebook/verified.toml").content
    assert set(tomllib.loads(answer.decode())) == {KEY, "cluster.func_dependence_min"}
    file = tmp_path / "verified.toml"
    file.write_bytes(answer)
    assert law.load().with_verified(file).version == selectors.facts().version


def test_one_law_a_request(propose, second, at, django_assert_num_queries):
    made = propose()
    with selectors.one_law():
        before = selectors.facts()
        with django_assert_num_queries(0):
            assert selectors.facts() is before
        services.verification_confirm(actor=second, verification=made, at=at)
        assert selectors.facts().value(KEY, ON).status == "verified"
