"""Dates and doubles as the pages of a dossier say them: where, what, by which rule, and what mends it."""

from html import unescape

import pytest

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.dossier.models import Agreement
from svetovod.web.registry.models import Membership

from .conftest import AT

pytestmark = pytest.mark.django_db
ROOT = "/clusters/lighting/dossier/"


@pytest.fixture(autouse=True)
def speaks_russian(client):
    client.cookies["django_language"] = "ru"


def test_an_agreement_before_its_side_was_registered_is_refused_at_its_field(signed, member):
    url = f"{ROOT}participants/{member.pk}/"
    assert signed.post(url, {"what": "registered", "registered-on": "2021-03-02"}).status_code == 302
    body = {"what": "agreement", "number": "7", "dated_on": "2021-03-01", "signed_with": "СО"}
    answer = signed.post(url, body)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Agreement.objects.exists()
    assert 'href="#id_dated_on"' in page, "the summary leads to the field"
    said = f"01.03.2021 раньше регистрации организации {member.organisation} (02.03.2021)"
    for part in (said, "соглашение не может быть старше своей стороны", "Исправьте дату"):
        assert part in unescape(page).replace("\u00a0", " ")
    assert 'value="7"' in page, "what was typed stays"
    assert signed.post(url, body | {"dated_on": "2021-03-02"}).status_code == 302


def test_a_participant_of_two_clusters_is_said_with_the_other_and_what_the_law_says(signed, cluster, member):
    other_so = build.organisation(invented_inn(502), "Other", "RU-NIZ", actor=SYSTEM, at=AT)
    other = build.cluster("second", "Оптика", ["RU-NIZ"], other_so, actor=SYSTEM, at=AT, state="registered")
    Membership.objects.create(cluster=other, organisation=member.organisation, role="supplier")
    for page in (f"{ROOT}participants/", f"{ROOT}participants/{member.pk}/"):
        text = signed.get(page).content.decode()
        assert "/clusters/second/" in text and "другом кластере" in text
    assert "Сверьтесь с текстом акта" in text
