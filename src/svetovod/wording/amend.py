"""What is wrong with a draft edition and how to mend it: one sentence per code, Russian and English."""

from datetime import date

from svetovod.engine.facts import Fault, Unit

from .facts import UNITS
from .numbers import day
from .rules_evidence import pick

SENTENCES: dict[str, tuple[str, str]] = {
    "edition.no_act": ("Такого акта в своде требований нет.", "The rulebook has no such act."),
    "edition.before_act": (
        "{value} раньше самого акта: он подписан {signed}. Укажите более поздний день.",
        "{value} is before the act itself, which was signed on {signed}. Give a later day.",
    ),
    "edition.inside": (
        "{value} попадает на срок действия редакции, которая уже опубликована: последняя действует с {last}. "
        "Опубликованная редакция не меняется, новая вступает в силу позже неё.",
        "{value} lies within an edition that is published: the last one is in force since {last}. "
        "A published edition never changes; a new one comes into force after it.",
    ),
    "edition.signed_later": (
        "Акт подписан {value}, позже вступления в силу {on}. Исправьте одну из дат.",
        "The act is signed on {value}, after it comes into force on {on}. Mend one of the days.",
    ),
    "edition.empty": (
        "Ни одно требование не меняется. Впишите новое значение хотя бы одного или отметьте то, что утрачивает силу.",
        "No requirement changes. Enter a new value for one at least, or mark one that is dropped.",
    ),
    "item.unknown": (
        "В акте № {act} такого требования нет. Новое сначала вносят в свод, потом в редакцию.",
        "Act No. {act} has no such requirement. A new one is entered in the rulebook first, then in an edition.",
    ),
    "item.twice": ("Требование названо дважды. Оставьте одно значение.", "Named twice. Keep one value."),
    "item.overlap": (
        "У требования уже есть значение с {start}: периоды пересеклись бы. Выберите более поздний день.",
        "It has a value since {start} already: the periods would overlap. Choose a later day.",
    ),
    "item.not_listed": (
        "На этот день требования в своде нет, утрачивать силу нечему. Снимите отметку.",
        "It is not listed on that day: there is nothing to drop. Take the mark away.",
    ),
    "item.unit": (
        "Значение не подходит: единица измерения — {unit}.",
        "The value does not fit: the unit of this requirement is {unit}.",
    ),
    "item.unit:ratio": (
        "Доля бывает от 0 до 100 %. Запишите, например, 15 % или 0,15.",
        "A share is between 0 and 100%. Write 15% or 0.15, for example.",
    ),
    "item.unit:items": (
        "В перечне не осталось ни одной строки. Оставьте хотя бы одну или отметьте, что требование утрачивает силу.",
        "Nothing is left in the list. Keep one entry at least, or mark that the requirement is dropped.",
    ),
    "item.entry_twice": (
        "Строка «{value}» стоит в перечне дважды. Оставьте одну.",
        "“{value}” stands twice. Keep one.",
    ),
    "item.entry_unknown": (
        "Строки «{value}» в этом перечне не было. Впишите её название среди новых строк; вид затрат берётся только из "
        "тех, что есть в смете.",
        "This list has never held “{value}”. Write its name among the new entries; a kind of costs is one of those an "
        "estimate has.",
    ),
    "item.entries": (
        "В перечне больше {most} строк. Объедините близкие строки.",
        "The list is longer than {most} entries. Join those that are alike.",
    ),
    "item.same": (
        "Это значение уже действует. Оставьте поле пустым, если требование не меняется.",
        "This value is in force already. Leave the field empty where nothing changes.",
    ),
}


def say_fault(fault: Fault, lang: str) -> str:
    params = {name: _said(value, lang) for name, value in fault.params}
    code = f"{fault.code}:{dict(fault.params).get('unit')}"
    sentence = SENTENCES.get(code, SENTENCES[fault.code])
    return pick(sentence, lang).format(value=_said(fault.value, lang), **params)


def _said(value: object, lang: str) -> str:
    if isinstance(value, Unit):
        return pick(UNITS[value], lang)
    return day(value, lang) if isinstance(value, date) else str(value)
