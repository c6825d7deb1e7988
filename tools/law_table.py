"""Draws the law as the package carries it: acts, editions, and every item with its dated values, in two languages.

The words are those of `svetovod rules show` and of the pages (`svetovod.wording`); only the headings are its own.
"""

from collections.abc import Iterator

from svetovod.engine.facts import Act, DatedValue, Facts, Item, load
from svetovod.engine.rules import pp779
from svetovod.wording.facts import UNITS, edition_day, say_condition
from svetovod.wording.numbers import day
from svetovod.wording.rules import CONFIDENCES, STATUSES, USES
from svetovod.wording.rules_evidence import pick
from svetovod.wording.sources import say_source

PAGES = {"en": "law.md", "ru": "law.ru.md"}
HEAD = {
    "en": """# The law, item by item

Every value the product judges or counts by, with the days it holds, where it was read and how surely it is known. A
dash for the last day: not known to have ended. "Confirmed up to": the last edition the source speaks for; in a later
one the value is shown, says so and is never hard. What each use can do:
[how a cluster is judged](../explanation/rules.md). An installation may have verified more: its own `/rulebook/` says
so. One day alone: `svetovod rules show ACT --on DATE`.
In Russian: [law.ru.md](law.ru.md).
""",
    "ru": """# Нормы, пункт за пунктом

Все значения, по которым система судит и считает: с какого дня по какой действуют, где прочитаны, насколько
достоверны. Прочерк вместо последнего дня: об окончании не известно. «Подтверждено по»: последняя редакция, о которой
говорит источник; в более поздней значение показано с этой оговоркой и обязательным не бывает. Что может каждая сила:
[как оценивается кластер](../explanation/rules.ru.md). В установке может быть сверено больше: смотрите её `/rulebook/`.
На один день: `svetovod rules show АКТ --on ДАТА`. По-английски: [law.md](law.md).
""",
}
EDITIONS = (
    ("signed", "подписана"), ("No.", "№"), ("in force from", "в силе с"), ("source", "источник"),
    ("note", "примечание"),
)  # fmt: skip
VALUES = (
    ("holds", "действует"), ("value", "значение"), ("use", "сила"), ("how known", "откуда известно"),
    ("source", "источник"), ("note", "примечание"),
)  # fmt: skip
PLACES = ("en", "ru")


def pages(drawn: str) -> dict[str, str]:
    """The texts by the names of their files; `drawn` says in each that it is not written by hand."""
    facts = load()
    return {name: "\n".join(_page(facts, lang, drawn)) + "\n" for lang, name in PAGES.items()}


def _page(facts: Facts, lang: str, drawn: str) -> Iterator[str]:
    yield from (HEAD[lang], drawn)
    for act in facts.acts.values():
        words = (f"Decree No. {act.number} of", f"Постановление № {act.number} от")[PLACES.index(lang)]
        yield from ("", f"## {act.id}", "", f"{words} {day(act.signed_on, lang)}. {act.title.text(lang)}.", "")
        yield from _editions(act, lang)
        for item in facts.items_of(act.id):
            yield from _item(item, lang)


def _editions(act: Act, lang: str) -> Iterator[str]:
    yield from _head(EDITIONS, lang)
    for edition in act.editions:
        since = day(edition.effective_from, lang) if edition.effective_from else ""
        source = say_source(edition.source, lang)
        yield _row(edition_day(edition, lang), edition.number or "", since, source, edition.note.text(lang))


def _item(item: Item, lang: str) -> Iterator[str]:
    place = PLACES.index(lang)
    yield from ("", f"### {item.key}", "", f"**{item.label.text(lang)}** ({pick(UNITS[item.unit], lang)})")
    if item.text:
        yield from ("", item.text.text(lang))
    if item.key in {rule.KEY for rule in pp779.RULES}:
        said = ("Judged by", "Оценивает")[place]
        yield from ("", f"{said} `engine/rules/pp779/{item.key.partition('.')[2]}.py`.")
    yield ""
    yield from _head(VALUES, lang)
    for value in item.values:
        until = day(value.end, lang) if value.end else "—"
        yield _row(
            f"{day(value.start, lang)} … {until}", say_condition(item, value, lang), pick(USES[value.use], lang),
            _known(value, lang), say_source(value.source, lang), value.note.text(lang) if value.note else "",
        )  # fmt: skip


def _known(value: DatedValue, lang: str) -> str:
    said = pick(STATUSES[value.status], lang)
    if value.confidence:
        said += f", {pick(CONFIDENCES[value.confidence], lang)}"
    if value.last_confirmed_edition is None:
        return said
    last = ("confirmed up to the edition of", "подтверждено по редакцию от")[PLACES.index(lang)]
    return f"{said}; {last} {day(value.last_confirmed_edition, lang)}"


def _head(columns: tuple[tuple[str, str], ...], lang: str) -> tuple[str, str]:
    return _row(*(column[PLACES.index(lang)] for column in columns)), "|" + "---|" * len(columns)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
