"""What is wrong with an input and how to mend it: one sentence per code, Russian and English.

A template may use `{value}` (the cell's text) and any parameter of the problem; one that lacks a parameter of a
given problem still reads. `code:variant` refines a code by one of its parameters.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from svetovod.engine.model import Problem

from .accounts import OF_ACCOUNTS
from .backups import OF_BACKUPS
from .instances import OF_INSTANCES
from .letters import OF_NAMES, mixed_letters
from .open_registries import OF_REGISTRIES, kinds_said
from .options import OF_OPTIONS
from .places import column_name, sheet_name
from .programmes import OF_PROGRAMMES
from .regions import OF_REGIONS
from .registrations import OF_NUMBERS
from .unread import OF_UNREAD

# parameter that chooses the variant of a code
_VARIANTS = {
    "file.unreadable": "kind", "file.too_large": "what", "file.unwritable": "what", "number.invalid": "reason",
    "value.required": "place", "date.invalid": "place", "inn.checksum": "what", "server.running": "command",
    "usage.invalid": "what", "column.unknown": "what", "name.unknown": "what",
}  # fmt: skip

SENTENCES: dict[str, tuple[str, str]] = {
    **OF_ACCOUNTS,
    **OF_BACKUPS,
    **OF_INSTANCES,
    **OF_NUMBERS,
    **OF_OPTIONS,
    **OF_PROGRAMMES,
    **OF_REGIONS,
    **OF_REGISTRIES,
    **OF_UNREAD,
    "file.unreadable": (
        "Файл не читается как таблица XLSX. Откройте его в табличном редакторе и сохраните как «Книга Excel (.xlsx)».",
        "The file cannot be read as an XLSX workbook. Open it in a spreadsheet program and save it as .xlsx.",
    ),
    "file.unreadable:missing": (
        "Файл не открывается: его нет или нет права на чтение. Проверьте путь.",
        "The file cannot be opened: it is not there or may not be read. Check the path.",
    ),
    "file.unreadable:empty": (
        "Файл пуст. Возьмите бланк{blank} или сохраните файл заново.",
        "The file is empty. Take a blank{blank} or save the workbook again.",
    ),
    "file.unreadable:broken": (
        "Файл повреждён или загружен не полностью. Скопируйте его заново или пересохраните в XLSX.",
        "The workbook is damaged or was not copied whole. Copy it again or save it anew as XLSX.",
    ),
    "file.unreadable:xls": (
        "Это файл старого формата XLS. Откройте его и сохраните как XLSX.",
        "This is a workbook of the old XLS format. Open it and save it as XLSX.",
    ),
    "file.unreadable:xlsb": (
        "Это двоичный файл XLSB. Откройте его и сохраните как XLSX.",
        "This is a binary XLSB workbook. Open it and save it as XLSX.",
    ),
    "file.unreadable:ods": (
        "Это таблица OpenDocument (ODS). Сохраните её как XLSX.",
        "This is an OpenDocument spreadsheet (ODS). Save it as XLSX.",
    ),
    "file.unreadable:csv": (
        "Это текст (CSV), а не файл XLSX, как бы файл ни назывался. Откройте его и сохраните как XLSX.",
        "This is text (CSV), not an XLSX workbook, whatever it is called. Open it and save it as XLSX.",
    ),
    "file.unreadable:html": (
        "Это веб-страница (HTML), а не файл XLSX: так бывает, когда вместо файла сохранена страница входа.",
        "This is a web page (HTML), not an XLSX workbook: often a sign-in page was saved in place of the file.",
    ),
    "file.unreadable:xml": (
        "Это файл XML, а не XLSX. Откройте его в табличном редакторе и сохраните как XLSX.",
        "This is an XML file, not an XLSX workbook. Open it in a spreadsheet program and save it as XLSX.",
    ),
    "file.unreadable:pdf": (
        "Это документ PDF. Нужен исходный файл XLSX.",
        "This is a PDF document. The XLSX workbook itself is needed.",
    ),
    "file.unreadable:rtf": ("Это текст RTF. Нужен файл XLSX.", "This is an RTF text. An XLSX workbook is needed."),
    "file.unreadable:docx": (
        "Это документ Word (DOCX). Перенесите данные в бланк XLSX{blank}.",
        "This is a Word document (DOCX). Put the data into the XLSX blank{blank}.",
    ),
    "file.unreadable:pptx": (
        "Это презентация (PPTX). Перенесите данные в бланк XLSX{blank}.",
        "This is a presentation (PPTX). Put the data into the XLSX blank{blank}.",
    ),
    "file.unreadable:zip": (
        "Это архив ZIP, а не файл XLSX. Извлеките файл из архива.",
        "This is a ZIP archive, not an XLSX workbook. Take the workbook out of it.",
    ),
    "file.unreadable:json": (
        "Текст не читается как JSON в кодировке UTF-8. Проверьте скобки, кавычки и запятые.",
        "The text cannot be read as JSON in UTF-8. Check brackets, quotes and commas.",
    ),
    "file.unreadable:json_object": (
        "Нужен один объект JSON с полями кластера: name, regions, participants, purchases.",
        "One JSON object with the fields of a cluster is needed: name, regions, participants, purchases.",
    ),
    "file.unreadable:json_table": (
        "participants, purchases и infrastructure — списки объектов с полями из описания формата.",
        "participants, purchases and infrastructure are lists of objects with the fields of the format.",
    ),
    "file.unreadable:dtd": (
        "В файле есть объявление DOCTYPE: такие файлы не принимаются из соображений безопасности. Пересохраните его.",
        "The workbook contains a DOCTYPE declaration: such files are refused for safety. Save the workbook anew.",
    ),
    "file.unreadable:broken_xml": (
        "Файл XML повреждён или суммы в нём не читаются. Выгрузите его из учётной программы заново.",
        "The XML file is damaged or its sums cannot be read. Export the book from the accounting program again.",
    ),
    "file.unreadable:not_a_book": (
        "В этом XML нет книги покупок или книги продаж. Нужен файл NO_NDS.8 или NO_NDS.9, по одной книге в файле.",
        "This XML holds no book of purchases or sales. A file NO_NDS.8 or NO_NDS.9 is needed, one book a file.",
    ),
    "file.encrypted": (
        "Файл защищён паролем на открытие. Снимите пароль и сохраните его.",
        "The workbook is protected by a password. Remove the password and save it.",
    ),
    "file.too_large": (
        "Файл больше допустимого ({limit}). Оставьте в нём только листы бланка и уберите рисунки.",
        "The file is larger than allowed ({limit}). Keep only the sheets of the blank and remove pictures.",
    ),
    "file.too_large:file": (
        "Файл больше {limit} МБ. Оставьте в нём только листы бланка и уберите рисунки.",
        "The file is larger than {limit} MB. Keep only the sheets of the blank and remove pictures.",
    ),
    "file.too_large:unpacked": (
        "В распакованном виде файл больше допустимых {limit} МБ или сжат неправдоподобно сильно. Пересохраните его.",
        "Unpacked, the workbook exceeds {limit} MB or is compressed implausibly well. Save it anew.",
    ),
    "file.too_large:texts": (
        "Тексты файла занимают больше {limit} МБ. Оставьте в нём только листы бланка.",
        "The texts of the workbook exceed {limit} MB. Keep only the sheets of the blank.",
    ),
    "file.too_large:cells": (
        "На листе больше {limit} заполненных ячеек. Удалите лишние столбцы.",
        "The sheet has more than {limit} filled cells. Delete the columns that are not needed.",
    ),
    "file.too_large:cell": (
        "В ячейке больше {limit} знаков. Сократите текст.",
        "A cell has more than {limit} characters. Shorten the text.",
    ),
    "rows.too_many": (
        "На листе больше {limit} заполненных строк. Разделите данные; повторяющиеся строки, например закупки, сложите.",
        "The sheet has more than {limit} filled rows. Split the data; add up rows that repeat, purchases for example.",
    ),
    "sheet.missing": (
        "Нет обязательного листа «{sheet}». Добавьте его, заголовки возьмите из бланка{blank}.",
        "The required sheet “{sheet}” is missing. Add it with the headers of the blank{blank}.",
    ),
    "sheet.duplicate": (
        "Лист «{value}» повторяет другой лист с тем же назначением. Оставьте один.",
        "The sheet “{value}” repeats another sheet of the same purpose. Keep one of them.",
    ),
    "column.missing": (
        "Нет обязательного столбца «{column}». Добавьте его, даже если значений нет.",
        "The required column “{column}” is missing. Add it, even if it has no values.",
    ),
    "column.duplicate": (
        "«{column}» встречается дважды (здесь «{value}»). Оставьте одно.",
        "“{column}” is there twice (here as “{value}”). Keep one.",
    ),
    "cell.formula_without_value": (
        "В ячейке формула без сохранённого значения. Откройте файл в редакторе, пересчитайте и сохраните.",
        "The cell has a formula without a stored value. Open the workbook, recalculate and save it.",
    ),
    "cell.merged": (
        "Ячейки с данными объединены. Отмените объединение и заполните каждую строку.",
        "Cells with data are merged. Unmerge them and fill in every row.",
    ),
    "value.required": ("Значение обязательно. Заполните ячейку.", "A value is required. Fill in the cell."),
    "value.required:field": ("Значение обязательно. Заполните поле.", "A value is required. Fill in the field."),
    "email.invalid": ("«{value}» — не адрес почты: name@example.org.", "“{value}” is no e-mail: name@example.org."),
    "email.duplicate": (
        "Адрес «{value}» уже стоит в строке {first}. Оставьте одну из строк: письма идут каждому по его адресу.",
        "The address “{value}” stands in row {first} already. Keep one row: everybody gets letters at an own address.",
    ),
    "number.invalid": (
        "«{value}» — не число. Запишите цифрами, без «руб.» и %; пробелы и десятичная запятая допустимы.",
        "“{value}” is not a number. Use digits without “RUB” or %; spaces and a decimal comma are allowed.",
    ),
    "number.invalid:decimals": (
        "«{value}»: в денежной сумме больше двух знаков после запятой. Округлите до копеек.",
        "“{value}”: a sum of money has more than two decimals. Round it to kopecks.",
    ),
    "number.invalid:weight": (
        "{item}: нужно число от 0 до 10^12, у ставок до четырёх знаков после запятой, у остальных до двух.",
        "{item}: a number from 0 to 10^12 is needed, rates with up to four decimals, the others with up to two.",
    ),
    "number.invalid:zero": ("«{value}»: нужно число больше нуля.", "“{value}”: a number above zero is needed."),
    "number.invalid:large": (
        "«{value}»: число неправдоподобно велико. Проверьте, что сумма в рублях.",
        "“{value}”: the number is implausibly large. Check that the sum is in rubles.",
    ),
    "number.negative": (
        "«{value}»: отрицательное число здесь невозможно. Исправьте знак.",
        "“{value}”: a negative number is impossible here. Mend the sign.",
    ),
    "date.invalid": (
        "«{value}» — не дата. Запишите ДД.ММ.ГГГГ или ГГГГ-ММ-ДД либо выберите для ячейки формат даты.",
        "“{value}” is not a date. Write DD.MM.YYYY or YYYY-MM-DD, or give the cell a date format.",
    ),
    "date.invalid:field": (
        "«{value}» — не дата. Запишите ДД.ММ.ГГГГ или ГГГГ-ММ-ДД.",
        "“{value}” is not a date. Write DD.MM.YYYY or YYYY-MM-DD.",
    ),
    "date.order": (
        "Окончание ({value}) раньше начала ({start}). Исправьте одну из дат.",
        "The end ({value}) is before the start ({start}). Mend one of the dates.",
    ),
    "vat.above": (
        "НДС ({value}) больше суммы с НДС ({gross}). Исправьте одну из сумм.",
        "VAT ({value}) is more than the amount with VAT ({gross}). Mend one of them.",
    ),
    "cost.unknown": (
        "В смете нет строки {value}. Укажите номер строки, который есть в смете.",
        "The estimate has no row {value}. Name a row that it has.",
    ),
    "date.before_first_edition": (
        "На дату {value} этого акта ещё нет: первая редакция от {first}. Укажите дату не раньше неё.",
        "The act does not exist on {value}: its first edition is of {first}. Give a date not before that.",
    ),
    "year.invalid": (
        "«{value}»: нужен год с 1990 по 2100, четырьмя цифрами.",
        "“{value}”: a year from 1990 to 2100 in four digits is needed.",
    ),
    "year.after": (
        "{value} год позже отчётного ({year}). Укажите отчётный год или более ранний.",
        "The year {value} is after the reporting year ({year}). Give the reporting year or an earlier one.",
    ),
    "choice.unknown": (
        "«{value}» нет среди допустимых значений. Можно: {allowed}.",
        "“{value}” is not one of the allowed values. Allowed: {allowed_en}.",
    ),
    "okpd2.words": (
        "«{value}» — не код ОКПД2. Выберите код из найденных или запишите его, например 27.31.12.",
        "“{value}” is not an OKPD2 code. Choose one of those found or write it, such as 27.31.12.",
    ),
    "region.unknown": (
        "Регион «{item}» не найден. Запишите официальное название, например «Республика Мордовия», или код RU-MO.",
        "The region “{item}” is not known. Write its official name, such as “Mordovia”, or its code RU-MO.",
    ),
    "reference.unknown": (
        "«{value}» нет на листе «{where}». Добавьте туда или исправьте здесь.",
        "“{value}” is not on the sheet “{where}”. Add it there or mend it here.",
    ),
    "responsible.unknown": (
        "Предприятие с ИНН {value} не участвует в проекте. Сначала пригласите его в участники или исправьте ИНН.",
        "The enterprise with INN {value} is not in the project. Invite it first, or mend the INN.",
    ),
    "period.outside": (
        "Полугодие {value} вне сроков проекта. Исправьте его или сроки проекта.",
        "The half-year {value} is outside of the project's days. Mend it, or the days of the project.",
    ),
    "number.duplicate": (
        "Номер «{value}» уже есть в строке {first}. У каждого этапа свой номер.",
        "The number “{value}” is in row {first} already. Every stage needs a number of its own.",
    ),
    "payer.unknown": (
        "Плательщик с ИНН {value} не участвует в проекте. Сначала пригласите его в участники или исправьте ИНН.",
        "The payer with INN {value} is not in the project. Invite it first, or mend the INN.",
    ),
    "weights.sum": (
        "Сумма весов критериев {total}, а должна быть ровно 100. Исправьте веса.",
        "The weights of the criteria add up to {total}, not to exactly 100. Mend the weights.",
    ),
    "years.sum": (
        "Части по годам дают {total}, а должно быть {wanted}.",
        "The parts by year add up to {total}, not to {wanted}.",
    ),
    "distribution.divided": (
        "Распределение «пропорционально» не делит лимит ещё и по годам или квотам. Уберите этот лист или выберите на "
        "листе «Отбор» другое распределение.",
        "The distribution “proportional” does not divide the limit by years or quotas too. Remove this sheet or choose "
        "another distribution on the sheet “Round”.",
    ),
    "score.range": (
        "Балл {value} вне шкалы критерия: от 0 до {maximum}. Исправьте балл или максимум критерия.",
        "The score {value} is off the scale of the criterion: 0 to {maximum}. Mend the score or the maximum.",
    ),
    "score.incomplete": (
        "Оценены не все критерии этого проекта, нет: {missing}. Дополните оценки или отметьте конфликт интересов.",
        "Not all criteria of this project are scored, missing: {missing}. Add the scores or mark a conflict.",
    ),
    "score.duplicate": (
        "Та же оценка (проект, эксперт, критерий) уже есть в строке {first}. Оставьте одну.",
        "The same score (project, expert, criterion) is in row {first} already. Keep one.",
    ),
    "code.duplicate": (
        "Код «{value}» уже есть в строке {first}. У каждой строки свой код.",
        "The code “{value}” is in row {first} already. Every row needs a code of its own.",
    ),
    "amounts.too_large": (
        "Суммы закупок слишком велики, чтобы искать план. Проверьте, что они в рублях.",
        "The purchases are too large to look for a plan. Check that they are in rubles.",
    ),
    "file.unwritable": (
        "Файл {value} не записывается. Проверьте папку и права.",
        "The file {value} cannot be written. Check the folder and the permissions.",
    ),
    "server.running": (
        "С данными папки {value} работает сервер. Остановите его или скачайте выгрузку на странице отбора.",
        "A server is running with the data of {value}. Stop it, or download the export on the page of the selection.",
    ),
    # notes
    "cell.formula": (
        "В ячейке формула; взято сохранённое значение {value}.",
        "The cell has a formula; its stored value {value} was used.",
    ),
    "okpd2.numeric": (
        "Код ОКПД2 записан числом и взят как {item}: 10.20 таблица превращает в 10.2. Проверьте и сделайте текстом.",
        "The OKPD2 code is a number and was taken as {item}: a spreadsheet turns 10.20 into 10.2. Make it text.",
    ),
    "okpd2.unknown": ("Кода {item} нет в ОКПД2. Проверьте его.", "OKPD2 has no code {item}. Check it."),
    "time.missing": (
        "Время регистрации не указано, взято 00:00 по Москве.",
        "The time of registration is not given, 00:00 Moscow time was taken.",
    ),
    "expert.ignored": (
        "Критерий расчётный: эксперт «{value}» не учитывается.",
        "The criterion is computed: the expert “{value}” is left out.",
    ),
}
_UNKNOWN = ("Не удалось разобрать: {code}.", "Cannot be used: {code}.")


FILE = "file"  # the parameter that names the workbook, where many are read


class Told(NamedTuple):
    """A problem as a row of a table, in the reader's language."""

    row: int | None
    column: str
    value: str
    text: str


def by_sheet(problems: Iterable[Problem], lang: str) -> list[tuple[str, list[Told]]]:
    """Problems in the order of the reader, each sheet's under its name; those of the file itself under an empty one."""
    return [
        (sheet_name(sheet, lang) if sheet else "", [_told(problem, lang) for problem in found])
        for sheet, found in groupby(problems, key=lambda problem: problem.sheet)
    ]


def _told(problem: Problem, lang: str) -> Told:
    column = column_name(problem.sheet, problem.column, lang) if problem.column else ""
    return Told(problem.row, column, _short(problem.value) if problem.value else "", say(problem, lang, blank=""))


def say(problem: Problem, lang: str, *, blank: str = " (svetovod template)") -> str:
    """The sentence for `problem` in `lang`, "ru" or "en"; `blank` says where a blank is got, after the word."""
    variant = problem.params.get(_VARIANTS.get(problem.code, ""), "")
    sentences = SENTENCES.get(f"{problem.code}:{variant}") or SENTENCES.get(problem.code) or _UNKNOWN
    known: defaultdict[str, str | int] = defaultdict(lambda: "—")
    known.update(code=problem.code, blank=blank, value=_short(problem.value), item=_short(problem.value))
    sheet, column = problem.sheet, problem.column
    known.update(
        sheet=sheet_name(sheet, lang) if sheet else "—", column=column_name(sheet, column, lang) if column else "—"
    )
    known.update(kinds_said(problem, lang))
    if isinstance(where := problem.params.get("where"), str):
        known["where"] = sheet_name(where, lang)
    known.setdefault("allowed_en", known["allowed"])
    beside = mixed_letters(problem.value, lang) if problem.code in OF_NAMES else ""
    return sentences[0 if lang == "ru" else 1].format_map(known) + beside


def problem_json(problem: Problem, lang: str) -> dict[str, Any]:
    """The shape of an error and of a note in `formats.md`; of many files, with the file's name beside."""
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": say(problem, lang),
        **({"file": problem.params[FILE]} if FILE in problem.params else {}),
    }


def _short(value: str | None) -> str:
    if value is None:
        return "—"
    return value if len(value) <= 120 else f"{value[:117]}…"
