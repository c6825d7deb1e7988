"""Refusals of files of state registries and the rules that reject a row: what is wrong, and how to mend it."""

from collections.abc import Mapping
from typing import Any

from svetovod.engine.model import Problem
from svetovod.engine.openregistries import Source

from .numbers import day, number

OF_REGISTRIES: dict[str, tuple[str, str]] = {
    "open.empty": (
        "Файл пуст. Скачайте его заново.",
        "The file is empty. Download it again.",
    ),
    "open.format": (
        "Это не тот файл: ожидался {expected}, а это {found}. Возьмите файл набора открытых данных, как он скачан.",
        "This is another kind of file: {expected} was expected, this is {found}. Take the data set as downloaded.",
    ),
    "open.truncated": (
        "Файл обрывается или повреждён: он скачан не полностью. Скачайте его заново и сравните размер.",
        "The file is cut off or damaged: it was not downloaded whole. Download it again and compare its size.",
    ),
    "open.encoding": (
        "Кодировка файла не та: ожидалась {expected}, прочитать в ней нельзя. "
        "Скачайте файл заново, не пересохраняя его.",
        "The encoding is another: {expected} was expected, and the file cannot be read in it. "
        "Download it again and do not save it anew.",
    ),
    "open.text": (
        "Таблица не читается около строки {line}: кавычки или разделители расставлены не по правилам CSV. "
        "Скачайте файл заново, не пересохраняя его.",
        "The table cannot be read near line {line}: its quotes or separators break the rules of CSV. "
        "Download it again and do not save it anew.",
    ),
    "open.xml": (
        "XML не читается около строки {line}. Скачайте файл заново.",
        "The XML cannot be read near line {line}. Download the file again.",
    ),
    "open.entities": (
        "В XML есть объявление DOCTYPE или сущностей: такие файлы не принимаются. "
        "В файлах ведомств его не бывает – возьмите файл с официального сайта.",
        "The XML declares a DOCTYPE or entities: such files are refused. "
        "Files of the authorities have none: take the file from the official site.",
    ),
    "open.bomb": (
        "Архив сжат неправдоподобно сильно или слишком велик: больше {limit} МБ или сильнее чем в {ratio} раз. "
        "Возьмите файл с официального сайта.",
        "The archive is compressed implausibly well or is too large: over {limit} MB or by more than {ratio} times. "
        "Take the file from the official site.",
    ),
    "open.large": (
        "Файл больше {limit} МБ. Проверьте, тот ли это файл.",
        "The file is larger than {limit} MB. Check that it is the right one.",
    ),
    "open.path": (
        "Имя файла в архиве выводит за пределы папки. Такие архивы не принимаются: возьмите файл с официального сайта.",
        "A name in the archive leads out of its folder. Such archives are refused: "
        "take the file from the official site.",
    ),
    "open.encrypted": (
        "Архив защищён паролем. Возьмите файл без пароля.",
        "The archive is protected by a password. Take the file without one.",
    ),
    "open.schema": (
        "Структура файла не та, что опубликована. Ожидалось: {expected}. Найдено: {found}. "
        "Если ведомство изменило структуру, сообщите тому, кто ведёт систему.",
        "The file is not of the published structure. Expected: {expected}. Found: {found}. "
        "If the authority has changed the structure, tell whoever keeps the system.",
    ),
    "row.inn": (
        "ИНН «{value}»: нужны 10 цифр с верной контрольной суммой. Проверьте его по ЕГРЮЛ.",
        "INN “{value}”: 10 digits with a valid checksum are needed. Compare it with the state register.",
    ),
    "row.ogrn": (
        "ОГРН «{value}»: контрольная цифра не сходится. Проверьте его по ЕГРЮЛ.",
        "OGRN “{value}”: its check digit does not hold. Compare it with the state register.",
    ),
    "row.category": (
        "Категория «{value}»: допустимы 1 (микро), 2 (малое), 3 (среднее). Запись не принята.",
        "Category “{value}”: 1 (micro), 2 (small) and 3 (medium) are allowed. The record is left out.",
    ),
    "row.code": (
        "Код «{value}»: это не код классификатора вида 27.31.12. Сверьте его с классификатором.",
        "Code “{value}” is no code of the classifier such as 27.31.12. Compare it with the classifier.",
    ),
    "row.date": (
        "Дата «{value}» не читается: нужна ДД.ММ.ГГГГ или ГГГГ-ММ-ДД.",
        "The date “{value}” cannot be read: DD.MM.YYYY or YYYY-MM-DD is needed.",
    ),
    "row.year": (
        "Год «{value}»: нужен год с 1990 по 2100 или дата.",
        "Year “{value}”: a year from 1990 to 2100, or a date, is needed.",
    ),
    "row.amount": (
        "Сумма «{value}»: нужно неотрицательное число рублей, не больше двух знаков после запятой.",
        "Amount “{value}”: rubles, not negative, with at most two decimals, are needed.",
    ),
    "row.required": (
        "Значения нет, а без него запись не понять. Дополните её или исключите.",
        "There is no value, and without it the record means nothing. Complete it or leave it out.",
    ),
    "row.columns": (
        "В строке меньше столбцов, чем в остальных: «{value}». Скачайте файл заново.",
        "The row has fewer columns than the others: “{value}”. Download the file again.",
    ),
}


def kinds_said(problem: Problem, lang: str) -> Mapping[str, str | int]:
    """Its parameters; of `open.format` with kinds of files as a sentence has them: `ZIP или XML`, `обычный текст`."""
    said = problem.params
    if problem.code != "open.format" or not {"expected", "found"} <= said.keys():
        return said
    either, plain = (" или ", "обычный текст") if lang == "ru" else (" or ", "plain text")
    expected = str(said["expected"]).replace(", ", either)
    return {**said, "expected": expected, "found": plain if said["found"] == "text" else said["found"]}


def say_kept(told: Mapping[str, Any], lang: str) -> str:
    """How many rows, how many rejected, how many people left out."""
    rows, rejected, people = (number(told[key], lang) for key in ("rows", "rows_rejected", "people_left_out"))
    if lang == "ru":
        return f"Строк: {rows}; отклонено: {rejected}; записей о предпринимателях (не сохраняются): {people}"
    return f"Rows: {rows}; rejected: {rejected}; records of sole proprietors, not kept: {people}"


def say_source(source: Source, lang: str) -> str:
    """Which file it was."""
    dated = f", {day(source.dated, lang)}" if source.dated else ""
    return f"{source.name}{dated}, SHA-256 {source.sha256}"


def say_left(seconds: int | None, lang: str) -> str:
    """`осталось 3 мин` / `3 min left`; nothing while nobody can know."""
    if seconds is None:
        return ""
    minutes = -(-seconds // 60)
    if lang == "ru":
        return f"осталось {seconds} с" if seconds < 90 else f"осталось {minutes} мин"
    return f"{seconds} s left" if seconds < 90 else f"{minutes} min left"
