"""What is wrong with an INN, a КПП or a fact of an organisation, and what was mended in one."""

from .particulars import OF_PARTICULARS

OF_NUMBERS: dict[str, tuple[str, str]] = {
    **OF_PARTICULARS,
    "inn.checksum": (
        "«{item}» — не ИНН: нужно 10 или 12 цифр с верной контрольной суммой. Сверьте с выпиской.",
        "“{item}” is not an INN: 10 or 12 digits with a valid checksum are needed. Compare it with the register.",
    ),
    "inn.checksum:with_kpp": (
        "«{item}» — ИНН вместе с КПП. Оставьте здесь ИНН {inn}; КПП {kpp} запишите у участника в столбце «КПП».",
        "“{item}” is an INN with a KPP. Leave the INN {inn} here; write the KPP {kpp} in the participant's column KPP.",
    ),
    "inn.checksum:outside": (
        "Не ИНН (нужно 10 или 12 цифр), строк: {many}. Закупки в них сочтены сделанными на стороне.",
        "No INN (10 or 12 digits are needed), rows: {many}. Their purchases were taken as made outside.",
    ),
    "inn.own": (
        "{value} — ИНН самого предприятия. Укажите ИНН другой стороны.",
        "{value} is the INN of the enterprise itself. Give the INN of the other side.",
    ),
    "inn.duplicate": (
        "ИНН {value} уже указан выше. Оставьте одну строку на участника: филиал с другим КПП — та же организация.",
        "INN {value} is given above already. Keep one row per participant: a branch with another KPP is the same one.",
    ),
    "kpp.invalid": (
        "«{item}» — не КПП: нужны четыре цифры, две цифры или латинские буквы, три цифры. Сверьте с реестром.",
        "“{item}” is not a KPP: four digits, two digits or Latin letters, three digits. Compare it with the register.",
    ),
    "inn.restored": (
        "ИНН {item} потерял нули в начале; читается как {inn}.",
        "INN {item} had lost leading zeros; it is read as {inn}.",
    ),
    "kpp.restored": (
        "КПП {item} потерял ноль в начале; читается как {kpp}.",
        "KPP {item} had lost its leading zero; it is read as {kpp}.",
    ),
}
