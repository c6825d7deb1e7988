"""Every letter there is can be looked at: in both languages, with nothing missing and nothing left in English."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

from svetovod.web.events.models import PracticalSession
from svetovod.web.notices import rehearsal, samples
from svetovod.web.notices.models import Notice, OutgoingMail

pytestmark = pytest.mark.django_db
WEB = Path(samples.__file__).resolve().parents[1]
# words no Russian sentence has
ENGLISH = re.compile(r"\b(the|is|are|of|has|was|your|you|for|until|and|to)\b", re.IGNORECASE)
SENDERS = {"tell", "mail_queue"}
WORDS = {"subject", "text", "words"}
OTHERS = {"figures/services/answering.py answer_file", "figures/services/answering.py answer_confirm"}
# letters without a sample: why
WITHOUT = {
    "notices/digest.py _send": "gathers lines of other letters; the page of the account shows one",
    "notices/adapter.py send_mail": "letters of signing in, whose templates belong to the library of accounts",
    "notices/services.py letter_try": "a letter that is looked at, itself",
    "notices/bounces.py _told": "a link",
    "notices/services.py problem_report": "a code and a link",
    "notices/services.py problem_close": "the words of whoever answers",
    "confirmation/reminders.py _send": "counted from the terms of a real application",
    "confirmation/reminders.py _papers": "counted from the terms of a real application",
    "confirmation/reminders.py _resume": "counted from the terms of a real application",
    "confirmation/reminders.py remind": "counted from the terms of a real application",
    "signing/letters.py _of_certificate": "counted from the terms of a real certificate",
    "signing/letters.py _of_right": "counted from the terms of a real right",
    "confirmation/letters.py taken": "counted from the terms of a real application",
    "dossier/edition_letters.py _tell": "names the difference of two real editions",
    "dossier/services/managing.py _tell": "one line with the two organisations",
    "registry/services/undoing.py import_undo": "one line with the name of a file",
    "selection/summons.py discussed": "asks who else judges a real application",
    "selection/letters.py result": "has a page of its own before the publication",
}


@pytest.fixture
def session(db, at):
    return PracticalSession.objects.create(
        slug="sample", ordinal=1, title="Практическая сессия", place="Саранск", region="RU-MO", starts_on=at.date(),
        ends_on=at.date(), registration_until=at, papers_until=at, capacity=10, state="published",
    )  # fmt: skip


def all_of(at):
    keys = [key for group in samples.groups(at) for key, _subject in group.letters]
    return [letter for key in keys for letter in samples.letters(key, at)]


def calls():
    """`file function` of whatever hands a letter over, by the source; also by a helper of its file that is given the
    words of the letter."""
    found = set()
    for path in WEB.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "notices.services import" not in text and path.parent.name != "notices":
            continue
        functions = [each for each in ast.walk(ast.parse(text)) if isinstance(each, ast.FunctionDef)]
        helpers = {each.name for each in calling(functions, SENDERS) if each.name[0] == "_" and given(each) & WORDS}
        found |= {f"{path.relative_to(WEB)} {each.name}" for each in calling(functions, SENDERS | helpers)}
    # the figures of an answer are told to the page of whoever asked, by a function of that name
    return found - {"notices/services.py tell", *OTHERS}


def calling(functions, names):
    for node in functions:
        inside = [each for part in node.body for each in ast.walk(part) if isinstance(each, ast.Call)]
        if any(getattr(call.func, "id", "") in names for call in inside):
            yield node


def given(node):
    return {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}


def test_every_letter_has_a_sample_that_is_whole_in_both_languages(monkeypatch, at, session):
    handed, keep = set(), rehearsal.keep

    def noted(mail):
        frame = sys._getframe(1)
        while frame is not None:
            path = Path(frame.f_code.co_filename)
            if path.is_relative_to(WEB):
                handed.add(f"{path.relative_to(WEB)} {frame.f_code.co_name}")
            frame = frame.f_back
        return keep(mail)

    monkeypatch.setattr(rehearsal, "keep", noted)
    letters = all_of(at)
    assert len(letters) > 200
    for letter in letters:
        whole = f"{letter.subject}\n{letter.mail.text}"
        assert "%(" not in whole and "None" not in whole and "Standin" not in whole and "{" not in whole, whole
        words = re.sub(r"https?://\S+|“[^”]*”|«[^»]*»", "", whole)
        if letter.language == "ru":
            assert not ENGLISH.search(words), whole
        else:
            assert ENGLISH.search(words) or not re.search("[а-я]", words), whole
    assert not OutgoingMail.objects.exists() and not Notice.objects.exists()
    lacking = calls() - handed
    assert lacking - set(WITHOUT) == set(), "a letter without a sample: add one to the app's samples.py"
    assert set(WITHOUT) - lacking == set(), "this one has a sample now"


def test_what_a_letter_says_of_a_choice_is_in_its_language(at, session):
    said = {letter.subject: letter.language for letter in all_of(at)}
    assert said["Appeal not upheld: 2021-007"] == said["Award to 2021-007: declined"] == "en"
    assert said["Жалоба не удовлетворена: 2021-007"] == said["Субсидия по заявке 2021-007: отказ"] == "ru"


def test_the_page_of_all_letters(client, admin, manager, session):
    page = reverse("notices:sample_list")
    client.force_login(manager)
    assert client.get(page).status_code == 403
    client.force_login(admin)
    body = client.get(page, {"letter": "selection-1"}).content.decode()
    assert "Объявлен отбор" in body and "A selection is announced" in body
    assert client.get(page, {"letter": "none-1"}).status_code == 200
    assert client.get(page, {"letter": "selection-0"}).status_code == 200


def test_the_list_of_all_letters_asks_for_none_of_them_again(client, admin, session, django_assert_max_num_queries):
    page = reverse("notices:sample_list")
    client.force_login(admin)
    first = client.get(page).content.decode()
    assert "Вы зарегистрированы: Практическая сессия" in first
    with django_assert_max_num_queries(10):
        assert client.get(page).content.decode().count("?letter=") == first.count("?letter=") > 150
    session.title = "Выездная сессия"
    session.save()
    assert "Вы зарегистрированы: Выездная сессия" in client.get(page).content.decode()


def test_the_list_of_all_letters_is_in_the_language_of_the_page(at, session):
    with override("en"):
        english = [subject for group in samples.groups(at) for _key, subject in group.letters]
    russian = [subject for group in samples.groups(at) for _key, subject in group.letters]
    assert "Award to 2021-007: declined" in english and "Субсидия по заявке 2021-007: отказ" in russian
    assert len(english) == len(russian)
