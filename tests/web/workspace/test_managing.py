from datetime import date, timedelta

import pytest

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Faulty, Hidden, Refused
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.enums import Showing
from svetovod.web.dossier.models import ManagingTerm, RequirementMark
from svetovod.web.notices.models import Notice

from .conftest import AT, TODAY

pytestmark = pytest.mark.django_db
ROOT = "/clusters/lighting/dossier/managing/"
NEXT = invented_inn(777)


def states(actor, cluster, on=TODAY):
    return {each.norm.key: each.state for each in selectors.managing(actor, cluster, on).requirements}


def replace(actor, cluster, **said):
    asked = {"inn": NEXT, "name": "Managing 2", "region": "RU-MO", "on": date(2021, 6, 1), "ground": "Протокол 9"}
    return services.manager_replace(actor=actor, cluster=cluster, at=AT, **asked | said)


def mark(actor, cluster, key="so.purpose", state="met", evidence="Устав, пункт 2.1", document=None):
    fields = {"state": state, "evidence": evidence, "document": document}
    return services.requirement_mark(actor=actor, cluster=cluster, key=key, fields=fields, at=AT)


def test_what_the_registry_knows_is_met_and_what_is_from_memory_fails_nobody(actor, cluster):
    found = states(actor, cluster)
    assert found["so.legal_entity"] == found["so.location"] == Showing.MET
    assert {found[key] for key in ("so.purpose", "so.functions", "so.clean_status")} == {Showing.UNKNOWN}
    assert not selectors.managing(actor, cluster, TODAY).lacking


def test_an_organisation_from_elsewhere_is_not_in_its_place_and_yet_fails_nobody(actor, cluster, so):
    so.region = "RU-NIZ"
    so.save()
    cluster.refresh_from_db()
    assert states(actor, cluster)["so.location"] == Showing.NOT_MET
    assert not selectors.managing(actor, cluster, TODAY).lacking


def test_a_word_with_its_evidence_decides(actor, cluster):
    mark(actor, cluster)
    assert states(actor, cluster)["so.purpose"] == Showing.MET
    mark(actor, cluster, state="not_met", evidence="")
    assert states(actor, cluster)["so.purpose"] == Showing.NOT_MET
    assert RequirementMark.objects.get().events.count() == 2


def test_what_binds_and_is_said_not_to_be_met_needs_the_manager(actor, cluster, signed):
    mark(actor, cluster, "so.legal_entity", "not_met", "")
    assert [each.norm.key for each in selectors.managing(actor, cluster, TODAY).lacking] == ["so.legal_entity"]
    assert f"{ROOT}so.legal_entity/" in signed.get("/clusters/lighting/dossier/").content.decode()


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"evidence": " "}, ["evidence"]),
        ({"key": "cluster.min_participants"}, ["state"]),
        ({"document": 10**6}, ["document"]),
        ({"key": "nothing", "evidence": ""}, ["state", "evidence"]),
    ],
)
def test_a_mark_that_shows_nothing_is_refused_where_it_was_typed(actor, cluster, said, fields):
    with pytest.raises(Faulty) as caught:
        mark(actor, cluster, **said)
    assert [fault.field for fault in caught.value.faults] == fields


def test_since_when_is_kept_with_its_paper(actor, cluster):
    services.cluster_founding_set(actor=actor, cluster=cluster, on=date(2020, 5, 1), ground="Протокол", at=AT)
    for day in (date(2020, 4, 30), TODAY + timedelta(days=1)):
        with pytest.raises(Faulty):
            services.manager_since_set(actor=actor, cluster=cluster, on=day, ground="Протокол 1", at=AT)
    for day in (date(2020, 5, 1), date(2020, 6, 1)):
        services.manager_since_set(actor=actor, cluster=cluster, on=day, ground="Протокол 1", at=AT)
    assert ManagingTerm.objects.get().since == date(2020, 6, 1)


def test_another_takes_over_and_the_former_stays_in_the_history(actor, cluster, person, so):
    newcomer = person("next@example.org")
    mark(actor, cluster)
    services.manager_since_set(actor=actor, cluster=cluster, on=date(2018, 1, 10), ground="Протокол 1", at=AT)
    done = replace(actor, cluster)
    assert (done.manager.inn, done.manager.kind) == (NEXT, "specialised_organisation")
    seen = selectors.managing(
        actor_of(person("officer@example.org", ("registry_officer", "platform", ""))), done, TODAY
    )
    assert (seen.term.since, seen.term.ground) == (date(2021, 6, 1), "Протокол 9")
    assert [(t.organisation, t.since, t.until) for t in seen.former] == [(so, date(2018, 1, 10), date(2021, 6, 1))]
    assert {each.mark for each in seen.requirements} == {None}  # the new organisation shows its own
    assert not Notice.objects.filter(person=newcomer).exists()
    with pytest.raises((Denied, Hidden)):
        mark(actor, done)


def test_both_sides_are_told_and_whoever_did_it_is_not(actor, manager, cluster, person):
    colleague = person("colleague@example.org", ("cluster_manager", "cluster", cluster.pk))
    replace(actor, cluster)
    told = Notice.objects.filter(key__startswith="dossier:managing:")
    assert [notice.person for notice in told] == [colleague]
    assert LedgerEntry.objects.filter(action="cluster.hand_over").count() == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"inn": invented_inn(501)}, "manager.same"),
        ({"name": ""}, "manager.unknown"),
        ({"region": ""}, "manager.unknown"),
        ({"on": date(2017, 1, 1)}, "managing.faults"),
        ({"on": TODAY + timedelta(days=1)}, "managing.faults"),
    ],
)
def test_where_the_cluster_cannot_go(actor, cluster, said, code):
    services.manager_since_set(actor=actor, cluster=cluster, on=date(2018, 1, 10), ground="Протокол 1", at=AT)
    with pytest.raises(Refused) as caught:
        replace(actor, cluster, **said)
    assert caught.value.code == code
    assert ManagingTerm.objects.get().until is None


def test_what_was_left_empty_is_taken_from_the_directory_of_companies(actor, cluster, settings, tmp_path):
    settings.COMPANIES = str(tmp_path / "companies.csv")
    services.manager_since_set(actor=actor, cluster=cluster, on=date(2018, 1, 10), ground="Протокол 1", at=AT)
    with pytest.raises(Refused):  # it does not answer: as if there were none
        replace(actor, cluster, name="")
    (tmp_path / "companies.csv").write_text(f"inn;name;region\n{NEXT};Дирекция кластера;RU-TA\n")
    done = replace(actor, cluster, name="", region="")
    assert (done.manager.name, done.manager.region) == ("Дирекция кластера", "RU-TA")


def test_a_participant_does_not_become_the_managing_organisation(actor, cluster, member):
    with pytest.raises(Refused) as caught:
        replace(actor, cluster, inn=member.organisation.inn)
    assert caught.value.code == "manager.participant"


def test_the_ministry_replaces_it_and_marks_nothing(cluster, person):
    officer = actor_of(person("officer@example.org", ("registry_officer", "platform", "")))
    with pytest.raises(Denied):
        mark(officer, cluster)
    assert replace(officer, cluster).manager.inn == NEXT
    region = actor_of(person("region@example.org", ("regional_authority", "region", "RU-MO")))
    with pytest.raises(Denied):
        replace(region, cluster, inn=invented_inn(778))


def test_pages_take_what_is_typed_and_answer_beside_the_field(signed, cluster):
    assert signed.post(ROOT, {"on": "2020-01-10", "ground": "Протокол"}).status_code == 302
    assert signed.post(ROOT, {"on": "31.02.2020", "ground": ""}).status_code == 422
    assert signed.post(f"{ROOT}so.purpose/", {"state": "met", "evidence": ""}).status_code == 422
    assert signed.post(f"{ROOT}so.purpose/", {"state": "met", "evidence": "Устав, 2.1"}).status_code == 302
    assert signed.post(f"{ROOT}so.purpose/", {"state": "unknown", "document": "x"}).status_code == 422
    assert "Устав, 2.1" in signed.get(ROOT).content.decode()
    assert signed.get(f"{ROOT}so.nothing/").status_code == 404
    body = {"inn": NEXT, "name": "Новая", "region": "RU-MO", "on": "2021-06-01", "ground": "Протокол"}
    assert signed.post(f"{ROOT}replace/", body | {"inn": "0000000000001"}).status_code == 422
    assert signed.post(f"{ROOT}replace/", body).url == "/clusters/lighting/"
