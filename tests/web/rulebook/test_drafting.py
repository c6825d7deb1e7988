"""The pages of an edition: typed as people type, each fault at its field, drafts for officers only."""

import re
from datetime import date

import pytest
from django.utils.html import strip_tags

from svetovod.web.rulebook.models import LawEdition

KEY = "cluster.func_dependence_min"
TYPED = {"effective_from": "01.09.2021", "note_ru": "Проба порога", f"value-{KEY}": "15 %", f"point-{KEY}": "пункт 2"}
NEW = "/rulebook/pp779/draft/"


def said(answer):
    text = strip_tags(re.sub("<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def test_an_officer_drafts_and_sees_what_changes(signed_in):
    client = signed_in()
    assert "не менее 20 %" in said(client.get(NEW))
    answer = client.post(NEW, TYPED, follow=True)
    text = said(answer)
    assert "проект редакции с 01.09.2021: меняется 1 требование" in text
    assert "не менее 20 % не менее 15 % мягче пункт 2" in text
    assert "Опубликовать" not in text, "a second person does"
    row = LawEdition.objects.get()
    assert (row.effective_from, row.changes) == (
        date(2021, 9, 1), [{"key": KEY, "value": "0.15", "point": "пункт 2"}],
    )  # fmt: skip
    edit = f"/rulebook/editions/{row.pk}/edit/"
    assert 'value="15 %"' in client.get(edit).content.decode()
    client.post(edit, TYPED | {f"value-{KEY}": "0,125", "drop-cluster.min_participants": "on"})
    row.refresh_from_db()
    assert [change["value"] for change in row.changes] in (["0.125", None], [None, "0.125"])


def test_the_second_officer_is_told_why_it_cannot_be_published_yet(signed_in, officers):
    signed_in().post(NEW, TYPED)
    row = LawEdition.objects.get()
    client = signed_in(officers[1])
    text = said(client.get(f"/rulebook/editions/{row.pk}/"))
    assert "Публикуется только подписанный акт" in text
    assert "Сверено: опубликовать" not in text
    assert f"/rulebook/editions/{row.pk}/" not in client.get("/desk/").content.decode(), "it waits for its author"
    LawEdition.objects.update(number="77", signed_on=date(2021, 6, 1), publication="СЗ РФ", changes=[
        {"key": KEY, "value": "0.15", "point": "пункт 2"}
    ])  # fmt: skip
    assert "Сверено: опубликовать" in said(client.get(f"/rulebook/editions/{row.pk}/"))
    assert f"/rulebook/editions/{row.pk}/" in client.get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({f"value-{KEY}": "150 %"}, "Доля бывает от 0 до 100 %"),
        ({f"value-{KEY}": "много"}, "Доля бывает от 0 до 100 %"),
        ({f"value-{KEY}": "1e9999"}, "Доля бывает от 0 до 100 %"),
        ({"value-cluster.min_participants": "десять"}, "единица измерения — количество"),
        ({"effective_from": "01.01.2015"}, "раньше самого акта"),
        ({"effective_from": "02.08.2018"}, "попадает на срок действия редакции"),
        ({"effective_from": "не скоро"}, "Введите правильную дату"),
        ({"effective_from": ""}, "Обязательное поле"),
        ({f"value-{KEY}": ""}, "Ни одно требование не меняется"),
        ({f"value-{KEY}": "20%"}, "Это значение уже действует"),
        ({f"drop-{KEY}": "on"}, "Либо новое значение"),
        ({"signed_on": "02.09.2021"}, "позже вступления в силу"),
        ({"effective_from": "01.09.2017"}, "01.09.2017 попадает на срок действия редакции, которая уже опубликована"),
        ({"effective_from": "01.07.2015"}, "01.07.2015 раньше самого акта"),
        ({"note_ru": "х" * 501}, "500"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(signed_in, typed, words):
    answer = signed_in().post(NEW, TYPED | typed)
    assert answer.status_code == 422
    assert words in said(answer), said(answer)[:1500]
    assert not LawEdition.objects.exists()


def test_the_summer_of_2021_knows_no_later_item(signed_in):
    text = said(signed_in().get(NEW))
    assert "Участники без кооперационных связей" not in text and "2022" not in text and "16.11.2021" not in text


def test_drafts_are_for_officers(signed_in, client, officers, person):
    client = signed_in()
    client.post(NEW, TYPED)
    page = f"/rulebook/editions/{LawEdition.objects.get().pk}/"
    for other in (person("so@example.org", ("cluster_manager", "cluster", 1)), None):
        client.logout()
        if other:
            client.force_login(other)
        assert client.get(page).status_code == 404
        assert "Проба порога" not in said(client.get("/rulebook/editions/"))
        assert client.post(page, {"action": "publish"}).status_code == 404
    client.force_login(officers[1])
    assert "Проба порога" in said(client.get("/rulebook/editions/"))
    answer = client.post(page, {"action": "publish"})
    assert answer.status_code == 422 and "Публикуется только подписанный акт" in said(answer)
    assert client.post(page, {"action": "discard", "reason": "Не нужен"}).status_code == 302
    assert "Не нужен" in said(client.get("/rulebook/editions/"))
    assert client.post(page, {"action": "burn"}).status_code == 422
