"""Notes of what stands in a workbook, or beside it, and is not read; joined into `problems.SENTENCES`."""

OF_UNREAD: dict[str, tuple[str, str]] = {
    "file.unknown": (
        "Файл «{value}» не читается: здесь читаются книги XLSX. Сохраните его как XLSX или уберите.",
        "The file “{value}” is not read: workbooks XLSX are read here. Save it as XLSX or take it away.",
    ),
    "sheet.unknown": ("Лист «{value}» не входит в бланк и не прочитан.", "The sheet “{value}” is not read."),
    "column.unknown": ("Столбец «{value}» не входит в бланк и не прочитан.", "The column “{value}” is not read."),
    "name.unknown": ("Показатель «{value}» не входит в бланк и не прочитан.", "The name “{value}” is not read."),
    "column.unknown:unnamed": (
        "В столбце {column} есть значения («{value}»), но нет заголовка: столбец не прочитан.",
        "The column {column} holds values (“{value}”) and has no header: it is not read.",
    ),
    "name.unknown:unnamed": (
        "Значение «{value}» стоит без названия показателя и не прочитано.",
        "The value “{value}” stands without a name and is not read.",
    ),
}
