"""The whole way: papers, filing, review, decision of a second officer, the registry."""

import re
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.pdfs import text_of

from svetovod.engine import ledger
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.confirmation import pages, protocol, selectors, services, terms
from svetovod.web.confirmation.models import ConfirmationVersion, RegistryEntry
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.registry.models import Cluster

from .conftest import moment

LATER = moment("2021-07-20T11:00")


def test_filing_names_the_papers_that_are_missing(place):
    row = place.start()
    place.attach(row, "letter")
    with pytest.raises(Refused) as refused:
        place.file(row)
    assert refused.value.params["papers"] == ["application", "programme"]
    assert place.row.number is None and not ConfirmationVersion.objects.exists()


def test_whole_way_to_the_registry(place):
    row = place.file()
    assert (row.number, row.state, row.review_days) == ("PK-2021-001", "filed", 30)
    assert Cluster.objects.get().state == "filed"
    version = row.versions.get()
    assert version.verdict.on == date(2021, 6, 24) and version.verdict.edition == date(2018, 8, 2)
    assert [p["key"] for p in version.content["papers"] if p["in_place"]] == [
        "application", "letter", "programme", "figures", "map",
    ]  # fmt: skip
    # 30 working days after Thursday 24 June 2021, no holidays in between
    assert terms.review(row, date(2021, 6, 24)).term.due == date(2021, 8, 5)

    place.do("application_take", row)
    assert Cluster.objects.get().state == "under_review"
    place.do("decision_prepare", row, outcome="confirm", grounds="All in order")
    with pytest.raises(Refused) as same:
        place.do("decision_take", row, order_number="17", order_date=date(2021, 6, 24))
    assert same.value.code == "decision.same_officer"

    decision = place.do("decision_take", row, LATER, who="second", order_number="17", order_date=date(2021, 7, 19))
    entry = RegistryEntry.objects.get()
    assert (entry.number, entry.entered_on, entry.valid_until) == (1, date(2021, 7, 20), date(2026, 7, 19))
    cluster = Cluster.objects.get()
    assert (cluster.state, cluster.registry_number) == ("registered", "1")
    assert protocol.protocol_pdf(decision).startswith(b"%PDF")
    assert protocol.protocol_pdf(decision) == protocol.protocol_pdf(decision)
    assert protocol.extract_pdf(entry, LATER).startswith(b"%PDF")
    said = text_of(protocol.protocol_pdf(decision))
    (size,) = re.findall(r"записей в журнале:\s*(\d+)", said)
    leaves = list(LedgerEntry.objects.order_by("index").values_list("leaf", flat=True))[: int(size)]
    assert LedgerEntry.objects.get(action="decision.take").index >= int(size) > 0
    assert ledger.root([bytes.fromhex(leaf) for leaf in leaves]).hex() in "".join(said.split())
    actions = [entry.action for entry in LedgerEntry.objects.order_by("index")]
    assert actions[-1] == "decision.take"


def test_everybody_concerned_is_told_and_the_doer_is_not(place):
    place.decided()
    told = set(Notice.objects.values_list("person__email", "key"))
    row = place.row
    assert ("so@example.org", f"confirmation:{row.pk}:filed:1") in told
    assert ("officer@example.org", f"confirmation:{row.pk}:work:1") in told
    key = f"confirmation:decision:{row.decisions.get().pk}"
    assert ("second@example.org", key) in told and ("officer@example.org", key) not in told
    assert ("so@example.org", f"{key}:taken") in told
    assert OutgoingMail.objects.count() == len(told)


def test_filed_twice_is_filed_once(place):
    row = place.gathered()
    first, again = place.file(row), place.file(row, LATER)
    assert (first.number, first.filed_at) == (again.number, again.filed_at)
    assert ConfirmationVersion.objects.count() == 1
    assert OutgoingMail.objects.filter(to="so@example.org").count() == 1


def test_decided_twice_is_decided_once(place):
    first = place.decided()
    again = place.do("decision_take", place.row, LATER, who="second", order_number="18", order_date=date(2021, 7, 1))
    assert (again.pk, again.order_number) == (first.pk, "17")
    assert RegistryEntry.objects.count() == 1


def test_what_was_filed_is_frozen(place):
    row = place.file()
    with pytest.raises(DatabaseError), transaction.atomic():
        ConfirmationVersion.objects.update(content={})
    with pytest.raises((Refused, Denied)):
        place.attach(row, "charter")


def test_a_number_is_given_in_the_order_of_filing_within_a_year(place):
    place.decided("refuse")
    again = place.file(place.gathered(LATER), LATER)
    assert again.number == "PK-2021-002"


def test_a_prepared_decision_is_sent_back_with_a_reason(place):
    row = place.file()
    place.do("application_take", row)
    place.do("decision_prepare", row, outcome="refuse", grounds="Doubts")
    with pytest.raises(Refused) as empty:
        place.do("decision_send_back", row, who="second", reason=" ")
    assert empty.value.code == "decision.reason"
    place.do("decision_send_back", row, who="second", reason="Look again")
    assert place.row.state == "under_review" and selectors.decision_of(place.row) is None
    place.do("decision_prepare", row, outcome="confirm", grounds="Looked again")
    place.do("decision_take", row, who="second", order_number="5", order_date=date(2021, 6, 24))
    assert place.row.state == "confirmed"


def test_conformity_is_not_proposed_against_the_checklist(place):
    row = place.file()
    place.do("application_take", row)
    key = "cluster.min_participants"
    place.do("checklist_save", row, marks={key: ("not_met", "Two of them have closed")})
    with pytest.raises(Refused) as refused:
        place.do("decision_prepare", row, outcome="confirm", grounds="All in order")
    assert refused.value.code == "decision.failing"
    context = pages.case_context(place.row, LATER)
    assert [line.key for line in context["failing"]] == [key]
    place.do("decision_prepare", row, outcome="refuse", grounds="Too few")


def test_a_mark_against_the_calculation_needs_a_word(place):
    row = place.file()
    place.do("application_take", row)
    with pytest.raises(Refused) as refused:
        place.do("checklist_save", row, marks={"cluster.min_participants": ("not_met", " ")})
    assert refused.value.code == "checklist.comment"
    marks = {"cluster.min_participants": ("met", ""), "nothing.such": ("met", "")}
    assert place.do("checklist_save", row, marks=marks) == 0


@pytest.mark.parametrize("day", [date(2021, 6, 23), date(2021, 6, 25)])
def test_the_order_is_of_a_day_of_the_review(place, day):
    row = place.file()
    place.do("application_take", row)
    place.do("decision_prepare", row, outcome="confirm", grounds="All in order")
    with pytest.raises(Refused) as refused:
        place.do("decision_take", row, who="second", order_number="17", order_date=day)
    assert refused.value.code == "decision.order_date"


def test_a_draft_is_its_authors_alone(place):
    place.gathered()
    for name in ("officer", "region"):
        assert selectors.applications_of(place.actor(name), place.cluster) == []
        with pytest.raises(Hidden):
            services.application_take(actor=place.actor(name), application=place.row, at=LATER)
    place.file(place.row)
    assert len(selectors.applications_of(place.actor("region"), place.cluster)) == 1


def test_an_officer_who_answers_for_the_cluster_does_not_judge_it(place, person):
    both = person(
        "both@example.org", ("registry_officer", "platform", ""), ("cluster_manager", "cluster", place.cluster.pk)
    )
    place.people["both"] = both
    row = place.file()
    with pytest.raises(Denied):
        place.do("application_take", row, who="both")


def test_withdrawn_the_cluster_is_free_to_file_again(place):
    row = place.file()
    place.do("application_withdraw", row, who="so")
    assert place.row.state == "withdrawn" and Cluster.objects.get().state == "dossier_ready"
    assert place.start(LATER).pk != row.pk
