"""Blanks: a filled example, drop-down lists, formats, explanations, from the same specs as the readers."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from svetovod.engine.reference import regions

from .delegation_layout import DELEGATES
from .facilities_layout import FACILITIES
from .invitations_layout import ADDRESSEES
from .particulars_layout import PARTICULARS
from .plan_layout import INDICATORS, SCHEDULE
from .questions import Question, asked, sample
from .samples import (
    sample_cluster,
    sample_delegation,
    sample_facilities,
    sample_indicators,
    sample_invitations,
    sample_meetings,
    sample_particulars,
    sample_project,
    sample_round,
    sample_schedule,
)
from .spec import Column, Form, Need, Sheet
from .write import (
    Filled,
    fill_cluster,
    fill_meetings,
    fill_project,
    fill_round,
    for_print,
    open_book,
    safe,
    write_sheet,
)

_LAST_LINE = 2_000  # rows that get drop-down lists
_LONGEST_LIST = 255  # characters of a drop-down list, the limit of the format
_NEED = {
    Need.REQUIRED: ("обязательно", "required"),
    Need.COLUMN: ("столбец обязателен, значение можно не указывать", "the column is required, its value may be blank"),
    Need.OPTIONAL: ("по желанию", "optional"),
}
_FORMS = {
    Form.TEXT: ("текст; несколько значений через ;", "text; several values with ; between"),
    Form.CODE: ("текст: ячейки отформатированы так, чтобы нули не терялись", "text: formatted so that zeros stay"),
    Form.MONEY: ("рубли, не больше двух знаков после запятой", "rubles, at most two decimals"),
    Form.NUMBER: ("число", "number"),
    Form.INTEGER: ("целое число", "whole number"),
    Form.DATE: ("дата ДД.ММ.ГГГГ", "date DD.MM.YYYY"),
    Form.MOMENT: ("дата и время по Москве, ДД.ММ.ГГГГ ЧЧ:ММ", "date and time of Moscow, DD.MM.YYYY HH:MM"),
    Form.CHOICE: ("из списка", "from the list"),
    Form.SLOTS: ("номера слотов от 1; 5-7 или через ;", "numbers of slots from 1; 5-7, or with ; between"),
    Form.CODES: ("коды через ;", "codes with ; between"),
    Form.REGION: ("название региона или код ISO 3166-2", "name of a region or its ISO 3166-2 code"),
}
_SAMPLES: dict[str, Callable[[], list[Filled]]] = {
    "cluster": lambda: fill_cluster(sample_cluster()),
    "project": lambda: fill_project(sample_project()),
    "round": lambda: fill_round(sample_round()),
    "schedule": lambda: [Filled(SCHEDULE, sample_schedule())],
    "indicators": lambda: [Filled(INDICATORS, sample_indicators())],
    "meetings": lambda: fill_meetings(sample_meetings()),
    "delegation": lambda: [Filled(DELEGATES, sample_delegation())],
    "invitations": lambda: [Filled(ADDRESSEES, sample_invitations())],
    "facilities": lambda: [Filled(FACILITIES, sample_facilities())],
    "particulars": lambda: [Filled(PARTICULARS, sample_particulars())],
}
KINDS = tuple(_SAMPLES)
# the next number as soon as a blank asks for something else; a test holds each to what it asks
VERSIONS = {
    "cluster": 2, "project": 1, "round": 3, "schedule": 1, "indicators": 1, "meetings": 2, "delegation": 1,
    "invitations": 2, "facilities": 1, "particulars": 1,
}  # fmt: skip


def write_blank(kind: str, lang: str = "ru") -> bytes:
    """The blank of `kind` (one of `KINDS`), filled with an invented example that reads back without errors."""
    return _write(_SAMPLES[kind](), lang, VERSIONS[kind])


def write_delegation_blank(questions: Sequence[Question], lang: str = "ru") -> bytes:
    """The blank of a delegation with the organiser's own columns."""
    answers = {question.key: sample(question) for question in questions}
    people = [SimpleNamespace(**asdict(each) | answers) for each in sample_delegation()]
    return _write([Filled(asked(DELEGATES, questions), people)], lang, VERSIONS["delegation"])


def _write(filled: list[Filled], lang: str, version: int) -> bytes:
    target = BytesIO()
    with open_book(target) as book:
        for part in filled:
            tab = write_sheet(book, part, lang)
            _add_lists(tab, part.sheet, lang)
        _explain(book, [part.sheet for part in filled], lang, version)
        _list_regions(book, lang)
    return target.getvalue()


def _add_lists(tab: Any, sheet: Sheet, lang: str) -> None:
    for place, column in enumerate(sheet.columns):
        source = _list_source(column, lang)
        if source is not None:
            cells = (place, 1, place, 1) if sheet.pairs else (1, place, _LAST_LINE, place)
            # a warning, not a refusal: formats accept more spellings than the list shows
            tab.data_validation(*cells, {"validate": "list", "source": source, "error_type": "warning"})


def _list_source(column: Column, lang: str) -> list[str] | str | None:
    if column.type.choices:
        names = [choice.shown(lang) for choice in column.type.choices]
        # the names are joined by commas: one with a comma would be offered as two
        fits = len(",".join(names)) <= _LONGEST_LIST and not any("," in name for name in names)
        return names if fits else None
    if column.type.form is Form.REGION:
        return f"='{_reference_title(lang)}'!$A$1:$A${len(regions.all())}"
    return None


def _explain(book: Any, sheets: list[Sheet], lang: str, version: int) -> None:
    tab = book.add_worksheet("Пояснения" if lang == "ru" else "Notes")
    number = 0 if lang == "ru" else 1
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate((20, 44, 36, 70)):
        tab.set_column(place, place, width, wrap)
    intro = (
        "Пример вымышлен: замените его своими данными. Порядок столбцов и регистр не важны, лишнее не читается.",
        "The example is invented: put your own data in its place. Order of columns and case do not matter.",
    )
    tab.write_string(
        0, 0, f"{intro[number]} {(f'Версия формы: {version}.', f'Version of the form: {version}.')[number]}"
    )
    titles = (("Лист", "Столбец", "Нужно ли", "Что писать"), ("Sheet", "Column", "Needed", "What to write"))[number]
    for place, title in enumerate(titles):
        tab.write_string(2, place, title, bold)
    for_print(tab)
    line = 3
    for sheet in sheets:
        for column in sheet.columns:
            texts = (sheet.shown(lang), column.shown(lang), _NEED[column.need][number], _what(column, lang))
            for place, text in enumerate(texts):
                tab.write_string(line, place, safe(text), wrap)
            line += 1


def _what(column: Column, lang: str) -> str:
    number = 0 if lang == "ru" else 1
    if not column.type.choices:
        return _FORMS[column.type.form][number]
    text = "; ".join(choice.shown(lang) for choice in column.type.choices)
    if isinstance(column.default, bool):
        blank = ("да" if column.default else "нет", "yes" if column.default else "no")[number]
        text += (f". Пусто = {blank}", f". Blank = {blank}")[number]
    return text


def _list_regions(book: Any, lang: str) -> None:
    tab = book.add_worksheet(_reference_title(lang))
    tab.hide()
    for line, region in enumerate(regions.all()):
        tab.write_string(line, 0, region.ru if lang == "ru" else region.en)


def _reference_title(lang: str) -> str:
    return "Справочник" if lang == "ru" else "Lists"
