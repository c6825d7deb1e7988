"""What the verifier of an export found, in words; Russian and English."""

from svetovod.engine.ledger import Finding

_SENTENCES = {
    "container": ("Контейнер ZIP изменён с байта {index}.", "The ZIP container differs from byte {index} on."),
    "container:too_large": ("Файл больше допустимого.", "The file is larger than allowed."),
    "container:unreadable": (
        "Это не выгрузка Световода, или она оборвана: с байта {index} не читается.",
        "This is no export of Svetovod, or it is cut: it cannot be read from byte {index} on.",
    ),
    "part": ("В выгрузке нет «{name}».", "The export has no “{name}”."),
    "root": ("Корень журнала не сходится с записями.", "The root of the ledger is not that of its entries."),
    "root:form": ("Подписанный корень «{name}» изменён и не читается.", "The signed root “{name}” cannot be read."),
    "signature": ("Подпись под корнем неверна.", "The signature under the root is wrong."),
    "key": ("Корень подписан другим ключом: {detail}.", "The root is signed by another key: {detail}."),
    "known_root": (
        "Известного корня {detail} у этого журнала никогда не было: прошлое переписано.",
        "This ledger never had the known root {detail}: its past is rewritten.",
    ),
    "witness": (
        "Свидетель хранит для {index} записей другой корень, {detail}: журнал показан по-разному или переписан.",
        "A witness keeps another root of the first {index} entries, {detail}: there are two histories, or the past is "
        "rewritten.",
    ),
    "witness:beyond": (
        "Свидетель хранит корень {index} записей, а в этом журнале их меньше: он обрезан, или выгрузка сделана раньше "
        "письма. Возьмите более позднюю выгрузку.",
        "A witness keeps a root of {index} entries, and this ledger has fewer: it is cut, or the export is older than "
        "the letter. Take a later export.",
    ),
    "entry": ("Запись {number} журнала не та.", "Entry {number} of the ledger is not the one."),
    "entry:changed": ("Запись {number} журнала изменена.", "Entry {number} of the ledger is changed."),
    "entry:dropped": ("Запись {number} журнала пропущена.", "Entry {number} of the ledger is dropped."),
    "entry:truncated": ("Журнал обрезан: нет записи {number}.", "The ledger is cut: entry {number} is missing."),
    "entry:repeated": ("На месте записи {number} повторена другая.", "In place of entry {number} another is repeated."),
    "entry:added": ("На место записи {number} вставлена чужая.", "A foreign entry is put in as number {number}."),
    "entry:moved": ("С записи {number} порядок журнала нарушен.", "From entry {number} on the order is changed."),
    "entry:form": (
        "Запись {number} журнала изменена: это не канонический JSON.",
        "Entry {number} is not canonical JSON.",
    ),
    "entry:withheld": (
        "Запись {number} журнала скрыта: выгрузка обещала её целиком, а в ней только хеш.",
        "Entry {number} of the ledger is withheld: the export promised it in full and holds its hash alone.",
    ),
    "entry:shown": (
        "Запись {number} журнала показана целиком, хотя выгрузка обещала только её хеш.",
        "Entry {number} of the ledger is shown in full, though the export promised its hash alone.",
    ),
    "entry:unterminated": ("Последняя строка журнала не закончена.", "The last line of the ledger is not ended."),
    "leaves": ("Список хешей записей изменён.", "The list of the entries' hashes is changed."),
    "manifest": (
        "Опись файлов не та, что названа в последней записи журнала.",
        "The manifest is not the one that the last entry of the ledger names.",
    ),
    "manifest:form": ("Опись файлов изменена и не читается.", "The manifest is changed and cannot be read."),
    "file": ("Файл «{name}» изменён.", "The file “{name}” is changed."),
    "file:missing": ("Файла «{name}» нет.", "The file “{name}” is missing."),
    "file:unexpected": ("Файла «{name}» нет в описи.", "The file “{name}” is not in the manifest."),
    "file:not_in_ledger": (
        "Файл «{name}» не тот, что зарегистрирован в журнале.",
        "The file “{name}” is not the one registered in the ledger.",
    ),
    "file:form": ("Файл «{name}» не читается.", "The file “{name}” cannot be read."),
    "sheet": ("Листы оценок «{name}» не читаются.", "The score sheets “{name}” cannot be read."),
    "sheet:not_in_ledger": ("Лист оценок {number} не был заявлен в журнале.", "Score sheet {number} has no promise."),
    "sheet:does_not_open": (
        "Лист оценок {number} не тот, что был запечатан.",
        "Score sheet {number} is not the one that was sealed.",
    ),
    "envelope": ("Список вскрытых конвертов «{name}» не читается.", "The opened envelopes “{name}” cannot be read."),
    "envelope:not_in_ledger": (
        "Файла {number} из конвертов журнал не называет: последним в этом конверте заявлено и вскрыто другое.",
        "File {number} of the envelopes is not what the ledger promised last of that envelope and opened.",
    ),
    "envelope:dropped": (
        "В списке вскрытых конвертов «{name}» нет того, что журнал заявил последним или вскрыл.",
        "What the ledger promised last or opened is not in the list of opened envelopes “{name}”.",
    ),
    "envelope:repeated": (
        "Файл {number} из конвертов стоит в списке дважды.",
        "File {number} of the envelopes is in the list twice.",
    ),
    "envelope:missing": ("Файла {number} из конвертов нет.", "File {number} of the envelopes is missing."),
    "envelope:does_not_open": (
        "Файл {number} из конвертов не тот, что был вложен.",
        "File {number} of the envelopes is not the one that was put in.",
    ),
    "recompute": ("Пересчёт даёт другое: {name}, {detail}.", "Computing again gives another result: {name}, {detail}."),
    "recompute:missing": ("Пересчитать нечего: в выгрузке нет результатов.", "There is nothing to compute again."),
    "recompute:unreadable": ("Данные «{name}» не годятся для пересчёта.", "“{name}” cannot be computed again."),
}


def say_finding(finding: Finding, lang: str) -> str:
    """One broken thing as a sentence; entries and sheets are numbered from 1 for people."""
    pair = _SENTENCES.get(f"{finding.kind}:{finding.detail}") or _SENTENCES[finding.kind]
    number = None if finding.index is None else finding.index + 1
    text = pair[0] if lang == "ru" else pair[1]
    return text.format(name=finding.name, index=finding.index, number=number, detail=finding.detail)
