"""Papers of an application that come from the dossier by the law's list, a wrong file, a draft thrown away."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.confirmation import package, pages, selectors, services
from svetovod.web.confirmation.models import ConfirmationApplication
from svetovod.web.documents.models import Attachment
from svetovod.web.dossier import bridge
from svetovod.web.dossier import services as dossiers

from .conftest import AT, PDF, moment

LATER = moment("2021-09-01T10:00")


@pytest.fixture
def held(place):
    """held(code, until) puts a document with a file into the dossier."""

    def add(code, until=None, name="held"):
        fields = {"number": "7", "note": "", "dated_on": date(2021, 6, 1), "valid_to": until}
        return dossiers.document_add(
            actor=place.actor("so"), cluster=place.cluster, code=code, fields=fields, at=AT,
            upload=SimpleUploadedFile(f"{name}.pdf", PDF + f"{code} {name}".encode()),
        )  # fmt: skip

    return add


@pytest.fixture
def as_(client, place, clock):
    def enter(name):
        client.force_login(place.people[name])
        return client

    return enter


def url(name, *args):
    return reverse(f"confirmation:{name}", args=["light", *args])


def written(action):
    """What the journal keeps of that action."""
    return json.loads(LedgerEntry.objects.get(action=action).body)["data"]


def gather(place, row, at=AT):
    return services.application_gather(actor=place.actor("so"), application=row, at=at)


def lines(place, row, at=AT):
    found = package.contents(place.actor("so"), place.cluster, row, at.date())
    return {line.paper.key: line for line in found.lines}


def test_every_document_of_the_list_is_a_paper_of_the_application(db):
    assert set(bridge.documents_listed(date(2021, 6, 24))) == set(package.BY_CODE)


def test_what_is_in_force_is_taken_once_with_its_hash(place, held):
    row = place.start()
    for code in ("application", "covering_letter", "programme", "so_charter"):
        held(code)
    held("infrastructure_agreements", date(2021, 6, 23))
    assert gather(place, row) == 4 and gather(place, row) == 0
    files = Attachment.objects.filter(subject_type="confirmation.confirmationapplication", subject_id=str(row.pk))
    assert set(files.values_list("kind", flat=True)) == {"application", "letter", "programme", "charter"}
    kept = Attachment.objects.filter(subject_type="dossier.dossierdocument").values_list("sha256", flat=True)
    assert set(files.values_list("sha256", flat=True)) < set(kept)
    assert set(written("confirmation.gather")["taken"]) == {str(pk) for pk in files.values_list("pk", flat=True)}


def test_the_version_says_what_the_dossier_had_and_by_which_list(place, held):
    row = place.start()
    for code in ("application", "covering_letter", "programme"):
        held(code, date(2022, 1, 1))
    gather(place, row)
    filed = place.file(row)
    content = filed.versions.get().content
    said = {paper["key"]: paper for paper in content["papers"]}
    assert said["letter"]["dossier"] == {
        "code": "covering_letter", "standing": "valid", "agreed": 0, "wanted": 0, "misdated": 0,
        "valid_to": "2022-01-01", "supplied": False, "taken_out": [],
    }  # fmt: skip
    assert said["agreements"]["dossier"]["agreed"] == 0 and said["agreements"]["dossier"]["wanted"] > 0
    assert content["list"]["law_on"] == "2021-06-24" and not content["list"]["refuses"]
    assert set(content["list"]["lacking"]) == {"agreements", "region", "charter", "infrastructure"}
    evidence = {line.key: line.evidence for line in pages.case_context(place.row, AT)["lines"]}
    assert any("01.01.2022" in each for each in evidence["paper.letter"])
    for key in ("paper.figures", "paper.map"):
        assert evidence[key] and not any("нет" in each for each in evidence[key]), "the workbook supplies it"


def test_a_document_that_has_ended_by_the_day_of_filing_is_not_in_place(place, held):
    row = place.start()
    for code in ("application", "covering_letter"):
        held(code)
    held("programme", date(2021, 8, 1))
    gather(place, row)
    assert lines(place, row)["programme"].in_place
    later = lines(place, row, LATER)["programme"]
    assert not later.in_place and len(later.ended) == 1
    with pytest.raises(Refused) as refused:
        place.file(row, LATER)
    assert refused.value.params["papers"] == ["programme"]
    held("programme", name="renewed")
    gather(place, row, LATER)
    assert place.file(row, LATER).state == "filed"


def withdraw(place, document, at=AT):
    dossiers.document_withdraw(actor=place.actor("so"), document=document, at=at)


def test_an_obligatory_paper_taken_out_of_the_dossier_is_not_filed(place, held, as_):
    row = place.start()
    kept = {code: held(code) for code in ("application", "covering_letter", "programme")}
    gather(place, row)
    withdraw(place, kept["programme"])
    line = lines(place, row)["programme"]
    assert (line.in_place, [day for _file, day in line.taken_out]) == (False, [AT.date()])
    page = as_("so").get(url("package")).content.decode()
    assert "изъят из комплекта документов 24.06.2021" in page and "без нового заявление не подаётся" in page
    with pytest.raises(Refused) as refused:
        place.file(row)
    assert refused.value.params["papers"] == ["programme"] and "изъяты" in str(refused.value)
    assert place.row.state == "draft"
    held("programme", name="renewed")
    gather(place, row)
    assert lines(place, row)["programme"].in_place
    assert place.file(row).state == "filed"


def test_another_paper_taken_out_warns_the_applicant_and_the_officer(place, held, as_):
    row = place.gathered()
    charter = held("so_charter")
    gather(place, row)
    assert lines(place, row)["charter"].in_place
    withdraw(place, charter)
    page = as_("so").get(url("package")).content.decode()
    assert "никому не отказывают" in page
    filed = place.file(row)
    said = {paper["key"]: paper for paper in filed.versions.get().content["papers"]}["charter"]
    assert not said["in_place"] and said["dossier"]["taken_out"] == ["2021-06-24"]
    evidence = {line.key: line.evidence for line in pages.case_context(filed, AT)["lines"]}
    assert any("24.06.2021" in each for each in evidence["paper.charter"])


def test_the_same_file_held_anew_counts_again(place, held):
    row = place.start()
    first = held("so_charter")
    gather(place, row)
    withdraw(place, first)
    assert not lines(place, row)["charter"].in_place
    held("so_charter")
    line = lines(place, row)["charter"]
    assert line.in_place and not line.taken_out


def test_what_lies_in_the_dossier_is_named_with_the_press_that_takes_it(place, held):
    row = place.start()
    for code in ("application", "covering_letter", "programme"):
        held(code)
    with pytest.raises(Refused) as refused:
        place.file(row)
    assert "комплекте документов" in str(refused.value)


def test_a_gap_refuses_once_the_list_was_compared_with_the_act(place, monkeypatch):
    row = place.gathered()
    assert {line.paper.key for line in package.contents(place.actor("so"), place.cluster, row, AT.date()).lacking} == {
        "agreements", "region", "charter", "infrastructure",
    }  # fmt: skip
    law = bridge.facts().with_verified({bridge.LIST: {"reference": "Правила, п. 5", "editions": [date(2018, 8, 2)]}})
    monkeypatch.setattr(bridge, "facts", lambda: law)
    with pytest.raises(Refused) as refused:
        place.file(row)
    assert set(refused.value.params["papers"]) == {"agreements", "region", "charter", "infrastructure"}
    assert "Устав" in str(refused.value)
    assert place.row.state == "draft"


def test_a_document_an_edition_brings_in_is_a_paper_by_its_code(place, monkeypatch):
    codes = [*bridge.documents_listed(AT.date()), "nothing_like_it"]
    law = bridge.facts().with_values({bridge.LIST: codes})
    monkeypatch.setattr(bridge, "facts", lambda: law)
    row = place.gathered()
    assert lines(place, row)["nothing_like_it"].lacking
    filed = place.file(row)
    assert "paper.nothing_like_it" in {line.key for line in pages.case_context(filed, AT)["lines"]}


def test_the_page_takes_from_the_dossier_and_leads_to_what_is_missing(place, held, as_):
    so = as_("so")
    so.post(url("start"))
    for code in ("application", "covering_letter", "programme"):
        held(code)
    said = so.get(url("package")).content.decode()
    assert (
        "Взять из комплекта документов" in said
        and reverse("dossier:document", args=["light", "so_charter"]) + "#add" in said
    )
    assert "взяты из комплекта документов" in so.post(url("gather"), follow=True).content.decode()
    said = so.get(url("package")).content.decode()
    assert "Все документы на месте" in said and "по памяти" in said
    said = so.post(url("file"), follow=True).content.decode()
    assert "Устав" in said and "PK-2021-001" in said
    assert so.post(url("gather")).status_code == 403


def test_a_wrong_file_is_taken_out_before_filing(place, as_, django_capture_on_commit_callbacks):
    row = place.gathered()
    wrong = place.attach(row, "charter")
    path = wrong.path
    so = as_("so")
    assert so.post(url("detach", uuid4())).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert so.post(url("detach", wrong.pk)).status_code == 302
    assert not path.exists() and not Attachment.objects.filter(pk=wrong.pk).exists()
    assert LedgerEntry.objects.filter(action="attachment.remove", subject_id=str(wrong.pk)).exists()
    assert so.post(url("detach", wrong.pk)).status_code == 404


def test_the_bytes_stay_while_another_object_has_them(place, held, django_capture_on_commit_callbacks):
    row, document = place.start(), held("so_charter")
    gather(place, row)
    copy = Attachment.objects.get(subject_type="confirmation.confirmationapplication")
    with django_capture_on_commit_callbacks(execute=True):
        services.application_detach(actor=place.actor("so"), application=row, file=copy.pk, at=AT)
    assert Attachment.objects.get(subject_id=str(document.pk)).path.exists()


def test_a_filed_file_stays_with_its_version(place):
    row = place.file()
    filed = Attachment.objects.filter(subject_id=str(row.pk)).first()
    with pytest.raises(Denied):
        services.application_detach(actor=place.actor("so"), application=row, file=filed.pk, at=AT)
    place.do("application_take", row)
    place.do("application_return", row, grounds="No seal", until=date(2021, 7, 16))
    with pytest.raises(Refused) as refused:
        services.application_detach(actor=place.actor("so"), application=place.row, file=filed.pk, at=AT)
    assert refused.value.code == "confirmation.filed_file"
    added = place.attach(place.row, "charter")
    services.application_detach(actor=place.actor("so"), application=place.row, file=added.pk, at=AT)
    with pytest.raises(Denied):
        services.application_detach(actor=place.actor("region"), application=place.row, file=filed.pk, at=AT)


def test_a_draft_is_thrown_away_with_its_files(place, as_):
    row = place.gathered()
    so = as_("so")
    assert "Удалить черновик" in so.get(url("package")).content.decode()
    assert so.post(url("discard"), follow=True).status_code == 200
    assert not ConfirmationApplication.objects.exists()
    assert not Attachment.objects.filter(subject_id=str(row.pk)).exists()
    assert written("confirmation.discard")["files"] == 3
    assert so.post(url("discard")).status_code == 404
    with pytest.raises(Hidden):
        services.application_file(actor=place.actor("so"), application=row, at=AT)


def test_a_filed_application_is_not_thrown_away(place, as_):
    row = place.file()
    with pytest.raises(Denied):
        services.application_discard(actor=place.actor("so"), application=row, at=AT)
    assert as_("so").post(url("discard")).status_code == 403
    assert selectors.application_of(place.actor("so"), "light").state == "filed"


def test_thrown_away_a_draft_gives_the_refused_one_back_its_appeal(place):
    place.decided("refuse")
    draft = place.start(LATER)
    assert draft.follows is not None
    services.application_discard(actor=place.actor("so"), application=draft, at=LATER)
    appeal = place.do("appeal_file", place.row, LATER, who="so", text="All is in order")
    assert appeal.state == "filed"


def test_an_agreement_older_than_its_side_is_refused_by_the_dossier_and_told_by_the_package(place, as_):
    so, row = as_("so"), place.start()
    member = place.cluster.memberships.order_by("id")[0]
    page = reverse("dossier:participant", args=["light", member.pk])
    typed = {"what": "agreement", "number": "5", "dated_on": "2019-05-01", "valid_to": "", "signed_with": "Managing 1"}
    assert so.post(page, {"what": "registered", "registered-on": "2020-01-01"}).status_code == 302
    answer = so.post(page, typed)
    assert answer.status_code == 422 and "01.01.2020" in answer.content.decode()
    assert so.post(page, typed | {"dated_on": "не дата"}).status_code == 422
    assert lines(place, row)["agreements"].listed.agreed == 0
    # the other way round: the day of registration is entered after the agreement, and the package says so
    assert so.post(page, typed | {"dated_on": "2020-02-01"}).status_code == 302
    assert so.post(page, {"what": "registered", "registered-on": "2021-01-01"}).status_code == 302
    said = so.get(url("package")).content.decode()
    assert "раньше дня регистрации" in said and member.organisation.name in said
    assert len(lines(place, row)["agreements"].listed.misdated) == 1


@pytest.mark.parametrize("bad", ["2021-13-40", "завтра", "", "9999999-01-01"])
def test_bad_days_on_the_pages_of_the_procedure_come_back_at_their_field(place, as_, bad):
    row = place.file()
    place.do("application_take", row)
    officer = as_("officer")
    case = reverse("confirmation:give_back", args=[row.number])
    answer = officer.post(case, {"grounds": "Нет печати", "until": bad})
    assert answer.status_code == 422 and answer.context["return_form"].errors["until"]
    assert "Нет печати" in answer.content.decode()
