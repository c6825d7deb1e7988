from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.common.errors import Faulty
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.enums import Standing
from svetovod.web.notices.models import OutgoingMail

from .conftest import AT, TODAY

pytestmark = pytest.mark.django_db


def scan():
    return SimpleUploadedFile("устав.pdf", b"%PDF-1.4 scan")


def add(actor, cluster, code="so_charter", upload=None, **said):
    fields = {"number": "3", "note": "", "dated_on": date(2021, 1, 15), "valid_to": None} | said
    return services.document_add(actor=actor, cluster=cluster, code=code, fields=fields, upload=upload, at=AT)


def lines(actor, cluster, on=TODAY):
    return {line.code: line for line in selectors.completeness(actor, cluster, on).lines}


def test_list_is_that_of_the_rulebook_and_only_hints(actor, cluster):
    found = selectors.completeness(actor, cluster, TODAY)
    supplied = {line.code for line in found.lines if line.supplied}
    assert supplied == {"participants", "functional_map"}
    assert {line.standing for line in found.lines if not line.supplied} == {Standing.MISSING}
    assert not found.complete and not found.norm.binding


def test_missing_stands_first_then_what_runs_out(actor, cluster):
    add(actor, cluster, "programme", valid_to=date(2022, 1, 15))
    add(actor, cluster, "functional_map", valid_to=date(2021, 11, 30))
    add(actor, cluster, "covering_letter")
    order = [line.standing for line in selectors.completeness(actor, cluster, TODAY).lines]
    assert order[-4:] == [Standing.EXPIRED, Standing.EXPIRING, Standing.VALID, Standing.VALID], "the workbook is one"
    assert selectors.completeness(actor, cluster, TODAY).ready == 3


def test_what_the_workbook_is_misses_nothing_and_a_held_document_stands_first(signed, actor, cluster):
    page = signed.get(f"/clusters/{cluster.slug}/dossier/documents/participants/").content.decode()
    assert "есть в файле сведений" in page
    overview = signed.get(f"/clusters/{cluster.slug}/dossier/").content.decode()
    assert "Функциональная карта" not in overview
    add(actor, cluster, "functional_map", valid_to=date(2021, 11, 30))
    assert lines(actor, cluster)["functional_map"].standing == Standing.EXPIRED
    before_any_workbook = {line.code: line for line in selectors.completeness(actor, cluster, date(2019, 1, 1)).lines}
    assert not before_any_workbook["participants"].supplied


def test_document_of_no_list_or_of_tomorrow_is_refused_at_once(actor, cluster):
    with pytest.raises(Faulty) as caught:
        add(actor, cluster, "recipe", dated_on=date(2021, 12, 2))
    assert [fault.field for fault in caught.value.faults] == ["number", "dated_on"]


def test_file_is_kept_with_the_document_and_read_by_those_who_read_papers(actor, cluster, client, person, clock):
    row = add(actor, cluster, upload=scan())
    held = lines(actor, cluster)["so_charter"].held[0]
    assert [file.name for file in held.files] == ["устав.pdf"]
    url = f"/files/{held.files[0].pk}/"
    for email, roles, status in (
        ("a@example.org", [("auditor", "platform", "")], 200),
        ("x@example.org", [("cluster_manager", "cluster", 10**6)], 404),
    ):
        client.force_login(person(email, *roles))
        answer = client.get(url)
        assert answer.status_code == status
        assert status == 404 or b"".join(answer.streaming_content).startswith(b"%PDF")
    assert not lines(actor, cluster)["so_charter"].unfiled
    services.document_withdraw(actor=actor, document=row, at=AT)
    assert lines(actor, cluster)["so_charter"].standing == Standing.MISSING
    assert selectors.withdrawn(actor, cluster, "so_charter")[0].files


def test_agreements_make_their_own_line(actor, cluster, paper):
    present = selectors.participants_on(actor, cluster, TODAY)
    for line in present[:-1]:
        services.agreement_add(
            actor=actor, cluster=cluster, organisation=line.member.organisation, fields=paper(), at=AT
        )
    found = lines(actor, cluster)["participation_agreements"]
    assert (found.agreed, found.wanted, found.standing) == (len(present) - 1, len(present), Standing.MISSING)
    last = present[-1].member.organisation
    services.agreement_add(actor=actor, cluster=cluster, organisation=last, fields=paper(), at=AT)
    assert lines(actor, cluster)["participation_agreements"].standing == Standing.VALID


def test_whoever_else_leads_the_cluster_hears_of_a_document_taken_out_once(actor, cluster, person):
    other = person("other@example.org", ("cluster_manager", "cluster", cluster.pk))
    row = add(actor, cluster, "so_charter")
    for _again in range(2):
        services.document_withdraw(actor=actor, document=row, at=AT)
    letter = OutgoingMail.objects.get()
    assert (letter.to, "№ 3" in letter.text, "изъят" in letter.subject.lower()) == (other.email, True, True)
    assert f"/clusters/{cluster.slug}/dossier/documents/so_charter/" in letter.text
