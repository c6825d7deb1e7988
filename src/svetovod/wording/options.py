"""What may be wrong with the options of a command, and with the files they name; joined into `problems.SENTENCES`."""

OF_OPTIONS: dict[str, tuple[str, str]] = {
    "file.unreadable:verified": (
        "Файл проверенных положений не читается: {value}.",
        "The file of verified items cannot be read: {value}.",
    ),
    "file.unreadable:folder": (
        "Нужна папка с книгами XLSX или с таблицами Parquet: её нет по этому пути, или она пуста.",
        "A folder of XLSX workbooks or of Parquet tables is needed: there is none at this path, or it is empty.",
    ),
    "value.required:option": ("Нужен параметр {column}.", "The option {column} is needed."),
    "value.required:root": (
        "В файле {value} нет строки svetovod-root. Сохраните письмо с корнем журнала целиком.",
        "The file {value} has no line svetovod-root. Save the letter with the root of the ledger whole.",
    ),
    "file.unreadable:letter": (
        "Письмо не читается: его кодировка неизвестна. Скопируйте строку svetovod-root в текстовый файл.",
        "The letter cannot be read: its charset is unknown. Copy the line svetovod-root into a text file.",
    ),
    "file.unreadable:costs": (
        "Файл весов не читается как TOML или JSON: {value}.",
        "The file of weights cannot be read as TOML or JSON: {value}.",
    ),
}
