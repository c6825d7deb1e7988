import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svetovod.web.dossier import services
from svetovod.web.dossier.models import Agreement, DossierDocument

from .conftest import AT

pytestmark = pytest.mark.django_db
ROOT = "/clusters/lighting/dossier/"


@pytest.fixture(autouse=True)
def speaks_russian(client):
    client.cookies["django_language"] = "ru"


def test_overview_leads_to_the_form_that_mends(signed, cluster, actor, paper, at):
    members = list(cluster.memberships.select_related("organisation").order_by("id"))
    page = signed.get(ROOT).content.decode()
    assert f"У {len(members)} участников нет соглашения об участии" in page
    assert f"{ROOT}documents/programme/#add" in page
    for member in members[1:]:
        services.agreement_add(actor=actor, cluster=cluster, organisation=member.organisation, fields=paper(), at=at)
    page = signed.get(ROOT).content.decode()
    assert f"{ROOT}participants/{members[0].pk}/#agreement" in page
    assert f"{ROOT}participants/{members[1].pk}/#agreement" not in page


def test_agreement_is_entered_by_the_form_of_the_participant(signed, cluster, member):
    url = f"{ROOT}participants/{member.pk}/"
    body = {"what": "agreement", "number": "7", "dated_on": "2021-03-01", "signed_with": "СО"}
    assert signed.post(url, body).status_code == 302
    assert Agreement.objects.get().organisation == member.organisation
    again = signed.post(url, body)
    assert again.status_code == 422 and "уже" in again.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"what": "joined"},
        {"what": "agreement", "number": "x" * 61, "dated_on": "31.02.2021", "signed_with": "СО"},
        {"what": "left", "left-on": "2030-01-01", "left-ground": "Письмо"},
        {"what": "nonsense"},
        {"what": "registered", "registered-on": "0000-00-00"},
    ],
)
def test_bad_input_is_answered_beside_the_form(signed, cluster, member, body):
    assert signed.post(f"{ROOT}participants/{member.pk}/", body).status_code == 422
    assert not Agreement.objects.exists()


def test_joining_refuses_a_wrong_inn(signed, cluster):
    body = {"inn": "0000000000001", "role": "supplier", "on": "2021-03-01", "ground": "Протокол"}
    assert signed.post(f"{ROOT}participants/", body).status_code == 422


def test_document_is_added_with_its_file_and_a_bad_file_is_refused(signed, cluster):
    url, body = f"{ROOT}documents/programme/", {"number": "1", "dated_on": "2021-02-01"}
    refused = signed.post(url, body | {"file": SimpleUploadedFile("a.exe", b"MZ not a paper")})
    assert refused.status_code == 422 and not DossierDocument.objects.exists()
    assert signed.post(url, body | {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")}).status_code == 302
    assert "a.pdf" in signed.get(url).content.decode()
    assert signed.get(f"{ROOT}documents/recipe/").status_code == 404


def queries_of(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200, page
    return len(caught)


@pytest.mark.parametrize("page", ["", "participants/", "managing/", "regions/", "documents/"])
def test_page_asks_the_same_for_few_and_many(signed, cluster, actor, paper, page):
    few = queries_of(signed, ROOT + page)
    for row in cluster.memberships.select_related("organisation"):
        services.agreement_add(actor=actor, cluster=cluster, organisation=row.organisation, fields=paper(), at=AT)
    assert queries_of(signed, ROOT + page) <= few + 1 <= 25  # one more once there are files to look for


def test_page_of_a_participant_reads_its_line_alone(signed, cluster, member, actor, paper):
    page = f"{ROOT}participants/{member.pk}/"
    few = queries_of(signed, page)
    for row in cluster.memberships.select_related("organisation").exclude(pk=member.pk):
        services.agreement_add(actor=actor, cluster=cluster, organisation=row.organisation, fields=paper(), at=AT)
    with CaptureQueriesContext(connection) as caught:
        signed.get(page)
    assert len(caught) == few
    named = [each["sql"] for each in caught if 'FROM "dossier_agreement"' in each["sql"]]
    assert named and all(f"IN ({member.organisation_id})" in sql for sql in named)


def test_names_of_participants_are_said_to_be_russian_on_the_english_overview(client, signed, cluster, actor, paper):
    client.cookies["django_language"] = "en"
    members = list(cluster.memberships.select_related("organisation").order_by("id"))
    for row in members[1:]:
        services.agreement_add(actor=actor, cluster=cluster, organisation=row.organisation, fields=paper(), at=AT)
    page = signed.get(ROOT).content.decode()
    assert f'<span lang="ru">{members[0].organisation}</span>: no agreement on participation' in page
