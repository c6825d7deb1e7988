"""Texts with planted leaks, for tests of `engine.disclosure` and for `benchmarks`: invented enterprises."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from svetovod.engine.reference import inn

NAMES = (
    "АО «Опытно-экспериментальный завод оптического стекла Клинцы»",
    "ООО «Научно-производственная фирма Лазерика»",
    "ПАО «Темниковский приборостроительный завод»",
    "ООО «Рузаевка-Светодиод»",
    "АО «Ковылкинский кабельный завод»",
    "ООО «Инженерный центр волоконной оптики Фотонис»",
    "ЗАО «Ардатовский светотехнический завод»",
    "ООО «Кристаллография»",
    "ООО «Производственное объединение Ялгинские люминофоры»",
    "АО «Чамзинка-Полимер»",
    "ООО «Вольфрамит Плюс»",
    "ООО «Группа компаний Зубова Поляна»",
    "АО «Шайгинский завод специальных сплавов»",
    "ООО «Ичалки Электросвет»",
)
SURNAMES = ("Кузнецов", "Петрова", "Сидоренко", "Ёлкин", "Абрамов-Заволжский", "Щукина")
CLEAN = (
    "Волокно вытягивается из заготовки длиной 1,2 м на башне высотой 22 м.",
    "Затухание на длине волны 1550 нм не более 0,2 дБ/км.",
    "Директор по производству утверждает план на квартал.",
    "Завод освоит выпуск в 2027 году; Центр испытаний работает в две смены.",
    "Изделие соответствует ГОСТ Р 52266-2020, ТУ 27.31.12-001 и СТО.",
    "Потребители — операторы связи и РЖД; объём рынка 4 500 000 000 рублей.",
    "ИК-излучатели и НИР по ним ведутся с 2019 года.",
    "Код по ОКПД2 27.31.12, по ТН ВЭД 8544700000.",
    "Оборудование: тип MX-200, год выпуска 2021.",
    "Кабель выдерживает температуру от -60 до +70 °C.",
    "Замещается продукция стран ЕС и КНР, доля импорта 80 %.",
    "Заявитель и участник 2 поставляют заготовки по договору № 17 от 12.03.2026.",
    "Оптика и светодиоды дают треть выручки.",
    "Клей, смолы и полимеры закупаются в России.",
    "Чертёж 1234567890, редакция 3.",
    "Руководитель проекта назначен приказом.",
    "Срок окупаемости 4,5 года, ставка 16 %.",
    "Сплавы вольфрама, люминофоры и стекло проходят входной контроль.",
    "Рабочих мест: 45, из них высокопроизводительных 20.",
    "Расчёт выполнен в ценах I квартала 2026 г.",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """`words` are what a finder must hit."""

    kind: str
    organisation: str
    words: str
    text: str


def _bare(name: str) -> list[str]:
    return name[name.index("«") + 1 : name.rindex("»")].replace("-", " ").split()


def _latin(word: str) -> str:
    table = dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye", strict=True))
    more = {"ё": "e", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
    return "".join((table | more).get(letter, letter) for letter in word.lower())


def _initials(name: str, chance: random.Random) -> str | None:
    words = _bare(name)
    return "".join(word[0] for word in words).upper() if len(words) >= 3 else None


def _brand(name: str, chance: random.Random) -> str:
    word = next((each for each in reversed(_bare(name)) if each[0].isupper() and len(each) > 4), _bare(name)[0])
    return word[:-1] + chance.choice(["у", "ой", "е"]) if word[-1] in "аы" else word


def _run_together(name: str, chance: random.Random) -> str | None:
    words = _bare(name)
    if len(words) < 2 or min(len(words[0]), len(words[1])) < 6:
        return None
    return words[0][: chance.randint(4, 5)] + words[1][: chance.randint(5, 6)].lower()


def _in_latin(name: str, chance: random.Random) -> str:
    return _latin(_brand(name, chance)).capitalize()


def _site(name: str, chance: random.Random) -> str:
    return _latin(_bare(name)[-1]) + chance.choice([".ru", ".com", "-group.ru", ".рф"])


def _number(name: str, chance: random.Random) -> str:
    return inn.invented(1, chance.randint(10**6, 10**7))[0]


def _person(name: str, chance: random.Random) -> str:
    surname = chance.choice(SURNAMES)
    return chance.choice([f"{surname} И. П.", f"И.П. {surname}", f"директор {surname}", f"{surname} Иван Петрович"])


def _phone(name: str, chance: random.Random) -> str:
    return chance.choice(["+7 (8342) 24-35-46", "8 800 555-35-35", "+79271234567", "8(83451)2-12-34"])


def _street(name: str, chance: random.Random) -> str:
    return chance.choice(["ул. Косарева", "проспект Ленина", "ш. Александровское", "улице Пролетарской"])


KINDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "initials": _initials, "brand": _brand, "run together": _run_together, "Latin": _in_latin, "site": _site,
    "number": _number, "person": _person, "phone": _phone, "street": _street,
}  # fmt: skip
SAID = ("Работы ведёт {}, опыт 20 лет.", "По договору с {} поставлено 12 линий.", "Образцы ({}) испытаны в 2025 году.")


def planted(chance: random.Random, count: int) -> Iterator[Planted]:
    """`count` of each kind, every one in a text of clean sentences."""
    for kind, make in KINDS.items():
        made = 0
        while made < count:
            name = chance.choice(NAMES)
            words = make(name, chance)
            if words is None:
                continue
            lines = [*chance.sample(CLEAN, 5), chance.choice(SAID).format(words)]
            chance.shuffle(lines)
            made += 1
            yield Planted(kind, name, words, " ".join(lines))
