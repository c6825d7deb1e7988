"""The pages of a verification: who sees which button, what a mistake looks like, what stays typed."""

import re

import pytest
from django.utils.html import strip_tags

from svetovod.web.rulebook.models import Verification

from .conftest import EDITION, PDF

VERIFY = "/rulebook/pp779/cluster.min_participants/verify/"
TYPED = {
    "edition": EDITION.isoformat(), "value": "10", "point": "пункт 2", "publication": "СЗ РФ 2018 N 33 ст. 5417",
    "quote": "не менее 10 участников",
}  # fmt: skip


def said(answer):
    text = strip_tags(re.sub("<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


@pytest.fixture
def enter(client, clock):
    clock()

    def sign(someone=None):
        client.force_login(someone) if someone else client.logout()
        return client

    return sign


def test_two_officers_through_the_pages(enter, officers, text_of_act):
    one, other = officers
    assert "Сравните с текстом акта" in said(enter(one).get(VERIFY.removesuffix("verify/")))
    answer = enter(one).post(VERIFY, {**TYPED, "text": text_of_act()})
    row = Verification.objects.get()
    page = f"/rulebook/verifications/{row.pk}/"
    assert answer["Location"] == page
    text = said(enter(one).get(page))
    assert "ждёт второго лица" in text and "Сравнил: подтвердить" not in text and "Вы можете только отозвать" in text
    refusal = enter(one).post(page, {"action": "confirm"})
    assert refusal.status_code == 422 and "Эту сверку внесли вы сами" in said(refusal)
    assert "Подтвердить или отклонить сверку: Участников промышленного кластера" in said(enter(other).get("/desk/"))
    assert "Сравнил: подтвердить" in said(enter(other).get(page))
    assert enter(other).post(page, {"action": "confirm"}).status_code == 302
    assert "Подтвердить или отклонить сверку" not in said(enter(other).get("/desk/"))
    text = said(enter().get("/rulebook/pp779/"))
    assert "8 требований, 1 сверено с текстом акта" in text and "пункт 2, 02.08.2018" in text
    text = said(enter().get(page))
    assert "не менее 10 участников" in text and "officer-" not in text, "names are for officers"
    assert "Отозвать" not in text
    file = enter().get(f"/files/{_file(row)}/")
    assert b"".join(file.streaming_content) == PDF, "the text of an act is for everybody"
    file.close()


def _file(row):
    from svetovod.web.documents.models import Attachment

    return Attachment.objects.get(subject_id=str(row.pk)).pk


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"value": "9"}, "В своде — 10, а не «9»"),
        ({"point": ""}, "Обязательное поле"), ({"text": None}, "Приложите текст"),
        ({"edition": "2021-11-16"}, "id_edition_err"), ({"edition": "x"}, "id_edition_err"),
        ({"quote": "я" * 5000}, "id_quote_err"),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_in_its_place(enter, officers, text_of_act, change, where):
    sent = {**TYPED, "text": text_of_act(), **change}
    answer = enter(officers[0]).post(VERIFY, {name: value for name, value in sent.items() if value is not None})
    assert answer.status_code == 422
    assert where in answer.content.decode().replace("\u00a0", " ") or where in said(answer)
    assert not Verification.objects.exists()
    if change.get("point") != "":
        assert "пункт 2" in answer.content.decode(), "what was typed stays"


def test_a_file_that_is_no_text_leaves_nothing(enter, officers, text_of_act):
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("act.pdf", b"<script>alert(1)</script>")
    answer = enter(officers[0]).post(VERIFY, {**TYPED, "text": bad})
    assert answer.status_code == 422 and "Файлы такого вида не принимаются" in said(answer)
    assert not Verification.objects.exists()


def test_who_may_open_the_form(enter, person, officers):
    assert enter().get(VERIFY).status_code == 302
    assert enter(person("so@example.org", ("cluster_manager", "cluster", 1))).get(VERIFY).status_code == 403
    assert enter(officers[0]).get(VERIFY.replace("min_participants", "none")).status_code == 404


def test_a_stranger_may_not_act(enter, person, propose, clock):
    page = f"/rulebook/verifications/{propose().pk}/"
    for someone in (None, person("so@example.org", ("cluster_manager", "cluster", 1))):
        answer = enter(someone).post(page, {"action": "confirm"})
        assert answer.status_code == 403
    assert enter().get("/rulebook/verifications/999/").status_code == 404
    assert Verification.objects.get().state == "proposed"


def test_the_list(enter, propose, officers):
    propose()
    assert "1 сверка ждёт вас" in said(enter(officers[1]).get("/rulebook/verifications/"))
    text = said(enter().get("/rulebook/verifications/"))
    assert "Действующих сверок: 0" in text and "ждёт второго лица" in text
