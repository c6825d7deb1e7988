"""A draft that changes a list: documents leave it, come back, are named; editions, notes and the API say so."""

from datetime import date

import pytest

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.rulebook import selectors, services
from svetovod.web.rulebook.models import LawEdition

from .conftest import NOW, ON
from .test_drafting import NEW, said

KEY, COSTS = "confirm.documents", "subsidy.eligible_items"
TYPED = {
    "effective_from": "01.09.2021", "note_ru": "Паспорта проектов", f"gone-{KEY}": ["so_charter"],
    f"new-ru-{KEY}-2": "паспорта совместных проектов", f"new-en-{KEY}-2": "passports of joint projects",
    f"point-{KEY}": "пункт 4",
}  # fmt: skip


def test_documents_leave_the_list_and_come(signed_in):
    client = signed_in()
    page = said(client.get(NEW))
    assert "Перечень: Документы, которые подаёт специализированная организация" in page
    text = said(client.post(NEW, TYPED, follow=True))
    assert "Добавлено: паспорта совместных проектов." in text
    assert "Исключено: учредительные документы специализированной организации." in text
    assert "9 строк" in text
    row = LawEdition.objects.get()
    (change,) = row.changes
    (code,) = change["names"]
    assert change["value"].split(";")[-2:] == ["infrastructure_agreements", code]
    assert "so_charter" not in change["value"] and change["point"] == "пункт 4"
    entry = LedgerEntry.objects.get(action="edition.draft")
    assert code in entry.body
    edit = client.get(f"/rulebook/editions/{row.pk}/edit/").content.decode()
    assert 'value="паспорта совместных проектов"' in edit
    again = {f"gone-{KEY}": [], f"new-ru-{KEY}-1": "иное", f"new-ru-{KEY}-2": ""}
    client.post(f"/rulebook/editions/{row.pk}/edit/", TYPED | again | {f"new-en-{KEY}-2": ""})
    row.refresh_from_db()
    assert row.changes[0]["value"].startswith("application;") and "so_charter" in row.changes[0]["value"]
    assert [name["ru"] for name in row.changes[0]["names"].values()] == ["иное"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({f"new-ru-{KEY}-2": ""}, "Назовите строку и по-русски"),
        ({f"new-ru-{KEY}-1": "Сопроводительное письмо"}, "уже есть"),
        ({f"new-ru-{KEY}-1": "Паспорта  совместных проектов"}, "уже есть"),
        ({f"drop-{KEY}": "on"}, "Либо новое значение"),
        ({f"gone-{KEY}": ["no_such"]}, "Выберите корректный вариант"),
        ({f"new-ru-{KEY}-1": "х" * 201}, "200"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(signed_in, typed, words):
    answer = signed_in().post(NEW, TYPED | typed)
    assert answer.status_code == 422 and words in said(answer), said(answer)[:2000]
    assert not LawEdition.objects.exists()


def test_an_emptied_list_is_refused(signed_in):
    listed = selectors.facts().value(KEY, date(2021, 6, 24)).value
    typed = {"effective_from": "01.09.2021", "note_ru": "Проба", f"gone-{KEY}": list(listed)}
    answer = signed_in().post(NEW, typed)
    assert answer.status_code == 422 and "не осталось ни одной строки" in said(answer)


def test_a_kind_of_costs_comes_from_the_estimate(signed_in):
    client, page = signed_in(), "/rulebook/pp41/draft/"
    assert "Новые строки" not in said(client.get(page))
    typed = {"effective_from": "01.09.2021", "note_ru": "Проба", f"back-{COSTS}": ["software"]}
    text = said(client.post(page, typed, follow=True))
    assert "6 строк" in text and "мягче" in text
    assert LawEdition.objects.get().changes[0]["value"].endswith(";software")


def test_published_the_document_has_its_name(client, draft, second):
    listed = selectors.facts().value(KEY, ON).value
    names = {"doc-1": {"ru": "паспорта проектов", "en": "project passports"}}
    change = {"key": KEY, "value": ";".join((*listed[1:], "doc-1")), "point": "п. 4", "names": names}
    services.edition_publish(actor=second, edition=draft(changes=[change]), at=NOW)
    entries = client.get(f"/api/v1/acts/pp779/items/{KEY}/", headers={"Accept-Language": "en"}).json()["entries"]
    assert {"code": "doc-1", "label": "project passports"} in entries
    text = said(client.get(f"/rulebook/pp779/compare/?a=2024-04-01&b={ON}"))
    assert "Добавлено: паспорта проектов." in text and "Исключено: заявление" in text
    assert "паспорта проектов" in said(client.get(f"/rulebook/pp779/{KEY}/"))
