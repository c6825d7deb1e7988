"""Every code of the format has a sentence in both languages that names the value and needs no parameter."""

import re

import pytest

from svetovod.engine.model import Problem
from svetovod.wording.problems import SENTENCES, say

CODES = (
    "file.unreadable", "file.encrypted", "file.too_large", "rows.too_many", "sheet.missing",
    "sheet.duplicate", "column.missing", "column.duplicate", "cell.formula_without_value", "cell.merged",
    "value.required", "number.invalid", "number.negative", "date.invalid", "date.order",
    "date.before_first_edition", "year.invalid", "choice.unknown", "inn.checksum", "inn.duplicate",
    "region.unknown", "reference.unknown", "weights.sum", "score.range", "score.incomplete",
    "score.duplicate", "code.duplicate",
)  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_format_has_both_languages(code: str) -> None:
    russian, english = say(Problem(code), "ru"), say(Problem(code), "en")
    assert code in SENTENCES
    assert re.search("[а-я]", russian)
    assert not re.search("[а-яё]", english)
    assert russian.endswith((".", ")"))


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_are_filled_in(code: str) -> None:
    base, _, variant = code.partition(":")
    params: dict[str, str | int] = {"kind": variant, "what": variant, "reason": variant, "limit": 7}
    for lang in ("ru", "en"):
        assert "{" not in say(Problem(base, "Лист", 3, "Столбец", "зн{ачение}", params), lang).replace("{ачение}", "")


def test_a_long_value_is_cut_and_an_unknown_code_still_reads() -> None:
    assert len(say(Problem("number.invalid", value="9" * 5000), "ru")) < 400
    assert "strange.code" in say(Problem("strange.code"), "en")


def test_limits_and_choices_are_named() -> None:
    assert "20000" in say(Problem("rows.too_many", params={"limit": 20000}), "ru")
    assert "да; нет" in say(Problem("choice.unknown", value="x", params={"allowed": "да; нет"}), "ru")


def test_places_are_named_in_the_language_of_the_reader() -> None:
    missing = Problem("column.missing", "Участники", None, "Работников")
    assert "“Employees”" in say(missing, "en")
    assert "«Работников»" in say(missing, "ru")
    unknown = Problem("reference.unknown", "Закупки", 2, "Покупатель", "7705596339", {"where": "Участники"})
    assert "“Participants”" in say(unknown, "en")


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("region.unknown", "Мopдовия", "o, p"),
        ("column.unknown", "Сумма, pуб.", "p"),
        ("choice.unknown", "IT-кластер", None),
        ("reference.unknown", "Р1", None),
        ("number.invalid", "Мopдовия", None),
    ],
)
def test_a_name_in_two_alphabets_is_told_from_the_one_it_looks_like(code: str, value: str, said: str | None) -> None:
    russian, english = say(Problem(code, value=value), "ru"), say(Problem(code, value=value), "en")
    if said is None:
        assert "латинские буквы" not in russian
    else:
        assert russian.endswith(f"стоят латинские буквы: {said}.")
        assert english.endswith(f"stand beside Russian ones: {said}.")


def test_kinds_of_files_are_told_in_the_readers_words() -> None:
    refused = Problem("open.format", params={"expected": "ZIP, XML", "found": "text"})
    assert "ожидался ZIP или XML, а это обычный текст." in say(refused, "ru")
    assert "ZIP or XML was expected, this is plain text." in say(refused, "en")
