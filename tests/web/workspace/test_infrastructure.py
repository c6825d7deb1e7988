"""On what an answer on infrastructure stands: objects shown by papers beside the workbook; no side wins silently."""

from datetime import date

import pytest

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Denied
from svetovod.web.dossier import answers as said_of
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.enums import Basis, ObjectKind
from svetovod.web.dossier.models import ClusterObject, DossierDocument
from svetovod.web.registry import bridge as judging
from svetovod.web.registry import doors
from svetovod.web.registry import services as registry

from .conftest import AT, TODAY
from .test_presence import put

pytestmark = pytest.mark.django_db
EVE = date(2021, 6, 10)  # the edition of 2018 asks for two objects of technology and one of education
TECH, TAUGHT = "cluster.min_tech_infra_objects", "cluster.min_education_bodies"


@pytest.fixture
def book(cluster):
    return cluster.sheets.get().content["infrastructure"]


def copy(actor, cluster, rows, kind, **said):
    """Objects of the dossier that are those of the workbook."""
    of = {"technological": ObjectKind.TECHNOPARK, "education": ObjectKind.EDUCATION}[kind]
    return [
        put(actor, cluster, kind=of, **{"name": row["name"], "owner_inn": row["inn"]} | said)
        for row in rows
        if row["kind"] == kind
    ]


def verdict(cluster, on=EVE):
    return judging.assess(cluster.sheets.get().content, on=on, facts=judging.facts())


def told(actor, cluster, on=EVE):
    return doors.answers(actor, cluster, verdict(cluster, on), cluster.sheets.get())


def one(actor, cluster, key=TECH, on=EVE):
    return next(each for each in selectors.answers(actor, cluster, on) if each.key == key)


def test_where_both_agree_the_answer_stands_on_objects_and_their_papers(actor, cluster, book):
    copy(actor, cluster, book, "technological")
    found = told(actor, cluster)[TECH]
    assert (found.conflict, found.look, found.value, found.against) == (False, "yes", "2", ())
    assert {each.name for each in found.stands} == {row["name"] for row in book if row["kind"] == "technological"}
    assert all("Договор 1" in each.said for each in found.stands)


def test_names_are_compared_as_people_write_them_and_inns_stand_in(actor, cluster, book):
    first, second = copy(actor, cluster, book, "technological")
    ClusterObject.objects.filter(pk=first.pk).update(name=f"  «{first.name.upper()}»", owner_inn="0000000000")
    ClusterObject.objects.filter(pk=second.pk).update(name="Называется иначе")
    assert one(actor, cluster).basis is Basis.OBJECTS


def test_without_objects_it_is_the_workbooks_figure_and_says_why(actor, cluster, book):
    found = told(actor, cluster)
    assert [each.look for each in found.values()] == ["none", "none"]
    assert one(actor, cluster).basis is Basis.NONE_KEPT
    copy(actor, cluster, book, "technological", evidence="")
    unshown = one(actor, cluster)
    assert (unshown.basis, unshown.here, unshown.only_book) == (Basis.UNSHOWN, 0, ())
    assert "не показан" in said_of.sentence(unshown) or "подтверждён" in said_of.sentence(unshown)


def test_a_disagreement_is_named_on_both_sides_and_the_verdict_stays(actor, cluster, book):
    before = verdict(cluster)
    (_first, second) = copy(actor, cluster, book, "technological")
    services.object_give_up(actor=actor, known=second, on=date(2021, 6, 1), at=AT)
    found = told(actor, cluster)[TECH]
    assert (found.conflict, found.value, found.look) == (True, "1", "no")
    assert any(second.name in line for line in found.against)
    assert "разны" in found.said
    put(actor, cluster, name="Испытательная лаборатория", kind=ObjectKind.TEST_LABORATORY)
    same_number = told(actor, cluster)[TECH]
    assert (same_number.conflict, same_number.look) == (True, "yes"), "as many, and not the same"
    assert len(same_number.against) == 2
    assert verdict(cluster) == before


def test_a_paper_that_has_ended_or_was_taken_out_shows_nothing(actor, cluster, book):
    rows = copy(actor, cluster, book, "technological")
    fields = {"number": "7", "note": "", "dated_on": date(2021, 1, 1), "valid_to": date(2021, 6, 9)}
    paper = services.document_add(actor=actor, cluster=cluster, code="infrastructure_agreements", fields=fields, at=AT)
    ClusterObject.objects.filter(pk=rows[0].pk).update(document=paper)
    assert [line.row.pk for line in one(actor, cluster, on=date(2021, 6, 9)).unshown] == []
    assert [line.row.pk for line in one(actor, cluster).unshown] == [rows[0].pk]
    DossierDocument.objects.update(valid_to=None, withdrawn_on=EVE)
    assert [line.row.pk for line in one(actor, cluster).unshown] == [rows[0].pk]
    assert one(actor, cluster, on=date(2021, 6, 9)).unshown == ()


def test_an_edition_without_the_item_asks_for_no_answer(actor, cluster, book):
    copy(actor, cluster, book, "technological")
    assert told(actor, cluster, TODAY) == {}


def test_contracts_stand_with_their_terms(actor, cluster):
    fields = {"number": "7", "note": "", "dated_on": date(2019, 6, 1), "valid_to": date(2021, 6, 1)}
    services.document_add(actor=actor, cluster=cluster, code="infrastructure_agreements", fields=fields, at=AT)
    (line,) = told(actor, cluster)[TAUGHT].stands
    assert "№\xa07" in line.said
    assert "истёк" in line.said or "не действует" in line.said or "закончил" in line.said


def test_who_may_not_read_the_dossier_is_told_nothing_of_it(actor, cluster, person, member, book):
    copy(actor, cluster, book, "technological")
    speaker = actor_of(person("m@example.org", ("participant", "organisation", member.organisation_id)))
    assert told(speaker, cluster) == {}
    with pytest.raises(Denied):
        selectors.answers(speaker, cluster, EVE)
    auditor = actor_of(person("a@example.org", ("auditor", "platform", "")))
    assert one(auditor, cluster).book is None, "figures are not the auditor's"


def test_pages_and_the_certificate_say_it(signed, clock, actor, cluster, book, django_assert_max_num_queries):
    copy(actor, cluster, book, "technological")
    registry.verdict_make(actor=actor, cluster=cluster, on=EVE, at=AT)
    url = f"/clusters/{cluster.slug}/verdict/?on={EVE.isoformat()}"
    with django_assert_max_num_queries(24):
        page = signed.get(url).content.decode()
    assert 'id="answers"' in page
    assert "Технопарк 3" in page
    pdf = signed.get(f"/clusters/{cluster.slug}/verdict.pdf?on={EVE.isoformat()}")
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF")
    assert signed.get(f"/clusters/{cluster.slug}/dossier/infrastructure/").status_code == 200
