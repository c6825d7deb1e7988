"""What may be wrong with the options of a command, and with the files they name; joined into `problems.SENTENCES`."""

OF_OPTIONS: dict[str, tuple[str, str]] = {
    "number.invalid:whole": ("«{value}»: нужно целое число.", "“{value}”: a whole number is needed."),
    "number.invalid:finite": (
        "«{value}»: нужно число больше нуля, не бесконечность.",
        "“{value}”: a finite number above zero is needed.",
    ),
    "number.invalid:crowd": (
        "«{value}»: столько рабочих мест не бывает. Проверьте, не сумма ли это в рублях.",
        "“{value}”: there are never so many jobs. Check that it is not a sum in rubles.",
    ),
    "file.unwritable:twice": (
        "Файл {value} уже назван в этом вызове, и его содержимое пропало бы. Назовите другой.",
        "The file {value} is named in this call already, and what is in it would be lost. Name another one.",
    ),
    "usage.invalid": (
        "«{value}»: этот параметр действует только вместе с {needed}. Добавьте {needed} или уберите его.",
        "“{value}”: this option works with {needed} alone. Add {needed} or leave it out.",
    ),
    "file.unreadable:verified_missing": (
        "Файл проверенных положений не открывается: {name}. Проверьте путь.",
        "The file of verified items cannot be read: {name}. Check the path.",
    ),
    "file.unreadable:verified_toml": (
        "Файл проверенных положений {name} не читается как TOML. Проверьте кавычки, скобки и кодировку UTF-8.",
        "The file of verified items {name} cannot be read as TOML. Check quotes, brackets and that it is UTF-8.",
    ),
    "file.unreadable:verified_item": (
        "{name}: положения «{value}» нет. Ключи перечислит svetovod rules show pp779.",
        "{name}: there is no item “{value}”. svetovod rules show pp779 lists the keys.",
    ),
    "file.unreadable:verified_fields": (
        "{name}, {value}: такого поля здесь нет. Известны поля: {known}.",
        "{name}, {value}: there is no such field. The fields are: {known}.",
    ),
    "file.unreadable:verified_reference": (
        '{name}, {value}: не сказано, где это прочитано. Напишите, например: reference = "ПП 779, п. 2".',
        '{name}, {value}: it is not said where this was read. Write for example: reference = "ПП 779, п. 2".',
    ),
    "file.unreadable:verified_editions": (
        "{name}, {value}: editions должно быть списком дат. Напишите, например: editions = [2018-08-02].",
        "{name}, {value}: editions must be a list of dates. Write for example: editions = [2018-08-02].",
    ),
    "file.unreadable:verified_edition": (
        "{name}, {value}: редакции с такой датой у акта нет. Известны редакции: {known}.",
        "{name}, {value}: the act has no edition of this day. Its editions: {known}.",
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
    "usage.invalid:option": (
        "Такого параметра нет: {value}. Список даст --help.",
        "There is no option {value}. --help lists them.",
    ),
    "usage.invalid:option_near": (
        "Такого параметра нет: {value}. Похожие: {near}.",
        "There is no option {value}. Similar: {near}.",
    ),
    "usage.invalid:valueless": (
        "Этот параметр пишется без значения. Уберите знак равенства и то, что за ним.",
        "This option takes no value. Leave out the equals sign and what follows it.",
    ),
    "usage.invalid:value": (
        "У параметра нет значения. Напишите его после {column}.",
        "The option has no value. Write it after {column}.",
    ),
    "usage.invalid:missing": ("В вызове нет {column}: добавьте.", "The call lacks {column}: add it."),
    "usage.invalid:extra": (
        "Лишнее в вызове: {value}. Имя с пробелами возьмите в кавычки.",
        "More than is asked for: {value}. Put a name with spaces between quotes.",
    ),
    "usage.invalid:command": (
        "Такой команды нет: {value}. Список даст --help.",
        "There is no command {value}. --help lists them.",
    ),
    "usage.invalid:command_near": (
        "Такой команды нет: {value}. Похожие: {near}.",
        "There is no command {value}. Similar: {near}.",
    ),
    "usage.invalid:whole": ("«{value}» — не целое число.", "“{value}” is not a whole number."),
    "usage.invalid:number": ("«{value}» — не число.", "“{value}” is not a number."),
    "usage.invalid:least": (
        "Нужно целое число не меньше {least}, а не «{value}».",
        "A whole number of at least {least} is needed, not “{value}”.",
    ),
    "usage.invalid:range": (
        "Нужно целое число от {least} до {most}, а не «{value}».",
        "A whole number from {least} to {most} is needed, not “{value}”.",
    ),
    "usage.invalid:both": (
        "{value} и {other} вместе не действуют: оставьте одно.",
        "{value} and {other} do not go together: keep one.",
    ),
    "usage.invalid:other": ("Вызов не понят: {said}", "The call is not understood: {said}"),
}
