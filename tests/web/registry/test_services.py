from datetime import date, timedelta
from io import BytesIO

import pytest

from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.registry import bridge, selectors, services
from svetovod.web.registry.models import ClusterSheet, Membership, Organisation, StoredVerdict


def imported(cluster, content, at, actor=SYSTEM, name="book.xlsx"):
    return services.cluster_import(actor=actor, cluster=cluster, file=BytesIO(content), file_name=name, at=at)


def test_a_good_workbook_becomes_sheet_members_and_verdict(empty_cluster, workbook, at):
    done = imported(empty_cluster, workbook("cluster-dependence-14"), at)
    assert done.verdict.verdict == "likely_not_conforming"
    assert done.verdict.edition == date(2018, 8, 2)
    assert done.verdict.on == date(2021, 6, 24)
    assert selectors.members_of(empty_cluster).count() == len(done.sheet.content["participants"])
    assert LedgerEntry.objects.filter(action="cluster.import").count() == 1
    assert LedgerEntry.objects.filter(action="verdict.make").count() == 1


def test_a_spoiled_workbook_leaves_no_trace(empty_cluster, workbook, at):
    organisations = Organisation.objects.count()
    done = imported(empty_cluster, workbook("cluster-spoiled"), at)
    assert done.sheet is None
    assert len(done.errors) > 1
    assert not ClusterSheet.objects.exists()
    assert not Membership.objects.exists()
    assert Organisation.objects.count() == organisations
    assert not LedgerEntry.objects.filter(action="cluster.import").exists()


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_an_error_not_a_crash(empty_cluster, content, at):
    assert imported(empty_cluster, content, at).errors[0].code == "file.unreadable"


def test_a_double_click_keeps_one_sheet(empty_cluster, workbook, at):
    first = imported(empty_cluster, workbook("cluster-conforming"), at)
    again = imported(empty_cluster, workbook("cluster-conforming"), at)
    assert first.sheet == again.sheet
    assert first.verdict == again.verdict
    assert StoredVerdict.objects.count() == 1


def test_going_back_to_an_older_workbook_makes_it_the_one_in_force(empty_cluster, workbook, at):
    for step, name in enumerate(("cluster-conforming", "cluster-dependence-14", "cluster-conforming")):
        done = imported(empty_cluster, workbook(name), at + timedelta(minutes=step))
    assert empty_cluster.sheets.first() == done.sheet
    assert done.verdict.verdict == "conforming"


def test_who_is_no_longer_named_has_left(empty_cluster, workbook, at):
    imported(empty_cluster, workbook("cluster-dependence-14"), at)
    done = imported(empty_cluster, workbook("cluster-short-participants"), at + timedelta(days=1))
    named = {row["inn"] for row in done.sheet.content["participants"]}
    assert {m.organisation.inn for m in selectors.members_of(empty_cluster)} == named
    for gone in empty_cluster.memberships.exclude(left_on=None):
        assert gone.left_on == date(2021, 6, 25)


def test_a_workbook_never_renames_an_organisation(empty_cluster, workbook, at):
    inn = bridge.read(BytesIO(workbook("cluster-conforming"))).content["participants"][0]["inn"]
    services.organisation_create(actor=SYSTEM, inn=inn, name="Own name", region="RU-MO", at=at)
    imported(empty_cluster, workbook("cluster-conforming"), at)
    assert Organisation.objects.get(inn=inn).name == "Own name"


def test_the_kept_verdict_is_what_the_engine_said(cluster):
    sheet = cluster.sheets.first()
    kept = cluster.verdicts.get()
    fresh = bridge.assess(sheet.content, on=kept.on, facts=bridge.facts())
    assert bridge.verdict_of(kept.result).to_json() == fresh.to_json()
    assert kept.input_sha256 == sheet.sha256


def test_content_survives_the_way_through_json(workbook):
    content = bridge.read(BytesIO(workbook("cluster-conforming"))).content
    assert bridge.to_plain(bridge.to_cluster(content)) == content


def test_the_edition_of_november_changes_the_verdict(cluster, at):
    made = services.verdict_make(actor=SYSTEM, cluster=cluster, on=date(2021, 11, 20), at=at, show_future=True)
    assert made.edition == date(2021, 11, 16)
    assert made.verdict == "conforming"


@pytest.mark.parametrize(
    ("on", "code"), [(date(2021, 11, 20), "verdict.future"), (date(2015, 7, 30), "verdict.before_act")]
)
def test_days_whose_law_nobody_knows_are_refused(cluster, at, on, code):
    with pytest.raises(Refused) as refused:
        services.verdict_make(actor=SYSTEM, cluster=cluster, on=on, at=at)
    assert refused.value.code == code


def test_nothing_to_judge_without_a_workbook(empty_cluster, at):
    with pytest.raises(Refused) as refused:
        services.verdict_make(actor=SYSTEM, cluster=empty_cluster, on=at.date(), at=at)
    assert refused.value.code == "verdict.no_sheet"


def test_strangers_may_not_import(empty_cluster, workbook, at, actor):
    with pytest.raises(Denied):
        imported(empty_cluster, workbook("cluster-conforming"), at, actor=actor("x@example.org"))


def test_strangers_do_not_learn_of_an_idea(empty_cluster, at):
    empty_cluster.state = "idea"
    empty_cluster.save()
    with pytest.raises(Hidden):
        selectors.cluster_get(VISITOR, empty_cluster.slug)
    assert not selectors.clusters_visible(VISITOR).exists()


def test_a_verdict_in_the_list_is_seen_by_those_who_may(cluster, manager):
    day = date(2021, 6, 24)
    listed = selectors.with_verdict(actor_of(manager), selectors.clusters_visible(actor_of(manager)), day)
    assert listed.get().verdict == "likely_not_conforming"
    assert selectors.with_verdict(VISITOR, selectors.clusters_visible(VISITOR), day).get().verdict is None


def test_a_wrong_inn_is_refused(at, db):
    with pytest.raises(Refused) as refused:
        services.organisation_create(actor=SYSTEM, inn="0000000001", name="X", region="RU-MO", at=at)
    assert refused.value.code == "organisation.inn"


def test_an_inn_copied_with_signs_that_nobody_sees_is_the_inn() -> None:
    assert selectors.typed_inn("\ufeff77070 83893\u200b") == "7707083893"
    assert selectors.typed_inn("7707083893\u200e/\u00ad773601001") == "7707083893"
