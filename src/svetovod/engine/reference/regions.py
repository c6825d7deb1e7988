"""Regions by any of the names people write: official, alias, short form, English, ISO 3166-2."""

import re
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

# words that say what kind of region it is; the rest of the name is enough where it is unambiguous
_KINDS = frozenset((
    "республика", "респ", "область", "обл", "край", "город", "г", "автономная", "автономный", "округ", "ао", "аобл",
    "федерального", "значения",
    "republic", "of", "respublika", "oblast", "region", "krai", "kray", "city", "avtonomnyy", "autonomous", "okrug",
))  # fmt: skip
_ENGLISH = {
    "RU-MOW": "Moscow", "RU-MOS": "Moscow Oblast", "RU-SPE": "Saint Petersburg", "UA-43": "Crimea",
    "UA-40": "Sevastopol", "RU-ALT": "Altai Krai", "RU-AL": "Altai Republic", "RU-BU": "Buryatia", "RU-TY": "Tyva",
    "RU-SE": "North Ossetia-Alania", "RU-SA": "Sakha (Yakutia)", "RU-KHM": "Khanty-Mansi Autonomous Okrug – Yugra",
    "RU-YAN": "Yamalo-Nenets Autonomous Okrug", "RU-CHU": "Chukotka Autonomous Okrug", "RU-ARK": "Arkhangelsk",
    "RU-AST": "Astrakhan", "RU-LEN": "Leningrad Oblast", "RU-MAG": "Magadan", "RU-ORL": "Oryol",
    "RU-YEV": "Jewish Autonomous Oblast", "RU-ZAB": "Zabaykalsky Krai", "RU-ME": "Mari El", "RU-AD": "Adygea",
    "RU-KL": "Kalmykia", "RU-KR": "Karelia", "RU-KO": "Komi", "RU-KK": "Khakassia", "RU-UD": "Udmurtia",
    "RU-CU": "Chuvashia", "RU-KB": "Kabardino-Balkaria", "RU-KC": "Karachay-Cherkessia", "RU-PRI": "Primorye",
}  # fmt: skip
_MORE = {
    "RU-MOS": "Московская обл.|Подмосковье|Moscow Region|Moskovskaya", "RU-SPE": "СПб|Saint-Petersburg|St. Petersburg",
    "RU-KHM": "ХМАО|Югра|ХМАО - Югра|Ханты-Мансийский автономный округ", "RU-YAN": "ЯНАО",
    "RU-TA": "Татария|Республика Татарстан (Татарстан)", "RU-AD": "Республика Адыгея (Адыгея)",
    "RU-CU": "Чувашская Республика - Чувашия", "RU-BA": "Башкирия", "RU-SE": "Северная Осетия|North Ossetia",
    "RU-SA": "Саха|Республика Саха|Sakha|Yakutia",
    "RU-UD": "Удмуртия", "RU-CE": "Чечня", "RU-KB": "Кабардино-Балкария|КБР",
    "RU-KC": "Карачаево-Черкесия|Карачаево-Черкессия|КЧР",
    "RU-TY": "Тува|Республика Тува", "RU-YEV": "ЕАО", "RU-NEN": "НАО", "RU-CHU": "Чукотка", "RU-KEM": "Кузбасс",
    "RU-MO": "Mordoviya|Republic of Mordovia", "UA-43": "RU-CR", "UA-40": "RU-SEV", "RU-NIZ": "Nizhni Novgorod",
}  # fmt: skip

_EARTH = 6371  # km, the mean radius


class Region(NamedTuple):
    """One region; `aliases` are all the other ways to write it that the source and we know."""

    iso: str
    ru: str
    en: str
    short: str
    aliases: tuple[str, ...]


@cache
def all() -> tuple[Region, ...]:
    """Every region, in the order of Russian names."""
    text = (files(__package__) / "data" / "regions.csv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines()[1:]:
        iso, ru, en, short, aliases = line.split("\t")
        others = f"{aliases}|{en}|{_MORE.get(iso, '')}".split("|")
        found.append(Region(iso, ru, _ENGLISH.get(iso, en), short, tuple(other for other in others if other)))
    return tuple(sorted(found, key=lambda region: region.ru))


def find(text: str) -> str | None:
    """The ISO code of the region that `text` names, None when it names none or more than one."""
    key = _key(text)
    return _index().get(key) or _index().get(_core(key)) if key else None


def name(iso: str, lang: str = "ru") -> str:
    """The name of the region in `lang`; raises `KeyError` for an unknown code."""
    region = _by_iso()[iso]
    return region.ru if lang == "ru" else region.en


def of_tax_code(code: str) -> str | None:
    """The ISO code by the two digits of the tax service, which begin every INN; None for others (99 is Baikonur)."""
    return _tax_codes().get(code)


@cache
def _tax_codes() -> dict[str, str]:
    text = (files(__package__) / "data" / "tax_codes.csv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])


@cache
def _by_iso() -> dict[str, Region]:
    return {region.iso: region for region in all()}


@cache
def _index() -> dict[str, str]:
    exact: dict[str, str] = {}
    cores: dict[str, set[str]] = {}
    for region in all():
        for form in (region.iso, region.ru, region.en, region.short, *region.aliases):
            exact.setdefault(_key(form), region.iso)
            cores.setdefault(_core(_key(form)), set()).add(region.iso)
    unambiguous = {core: next(iter(isos)) for core, isos in cores.items() if core and len(isos) == 1}
    return unambiguous | exact


def _key(text: str) -> str:
    return " ".join(re.findall(r"[0-9a-zа-я]+", text.lower().replace("ё", "е").replace("'", "")))


def _core(key: str) -> str:
    return " ".join(word for word in key.split() if word not in _KINDS)


def distance(one: str, other: str) -> int | None:
    """Kilometres in a straight line between the centres of two regions, to ten; None where either is unknown."""
    places = _centres()
    if one not in places or other not in places:
        return None
    (lat, lon), (lat_, lon_) = places[one], places[other]
    half = sin((lat_ - lat) / 2) ** 2 + cos(lat) * cos(lat_) * sin((lon_ - lon) / 2) ** 2
    return round(2 * _EARTH * asin(sqrt(half)) / 10) * 10


@cache
def _centres() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of every centre, in radians."""
    text = (files(__package__) / "data" / "centres.csv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {iso: (radians(float(lat)), radians(float(lon))) for iso, _centre, lat, lon in rows}
