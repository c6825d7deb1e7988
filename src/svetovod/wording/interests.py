"""A tie of an expert to a party in words: each step of the path with where it is known from. No name of a person, no
number: whoever reads a sign of a conflict learns what is needed to look into it."""

from collections.abc import Iterable, Mapping

from svetovod.engine.interests import By, Hop

from .numbers import day

KINDS = {
    "inn": ("эксперт — от этой организации", "the expert is of that organisation"),
    "director": ("руководитель", "director"),
    "founder": ("учредитель", "founder"),
    "domain": ("один домен почты", "same domain of e-mail"),
    "telephone": ("один телефон", "same telephone"),
    "address": ("один адрес", "same address"),
    "project": ("вместе в проекте", "together in a project"),
    "second": ("через вторую организацию", "through another organisation"),
}
_STEPS = {
    "works": ("эксперт — от организации {to}", "the expert is of {to}"),
    "linked": (
        "эксперт указал {to} среди организаций, которые основал, которыми владеет или руководит",
        "the expert named {to} among organisations founded, owned or led",
    ),
    "director": ("эксперт — руководитель {to}", "the expert is the director of {to}"),
    "founder": ("эксперт — учредитель {to}", "the expert is a founder of {to}"),
    "telephone": ("телефон эксперта указан и у {to}", "the expert's telephone is one of {to} too"),
    "domain": ("почта эксперта в том же домене, что и у {to}: {detail}",
               "the expert's e-mail is of the same domain as one of {to}: {detail}"),
    "address": ("адрес эксперта — и адрес {to}", "the expert's address is one of {to} too"),
    "project": ("{of} и {to} вместе в проекте {detail}", "{of} and {to} take part in the project {detail}"),
    "is_founder": ("{of} — учредитель {to}", "{of} is a founder of {to}"),
    "is_director": ("{of} управляет {to}", "{of} manages {to}"),
    "has_founder": ("{to} — учредитель {of}", "{to} is a founder of {of}"),
    "has_director": ("{to} управляет {of}", "{to} manages {of}"),
    "shares_house": ("у {of} и {to} один учредитель или одна управляющая организация",
                     "{of} and {to} have one founder or managing company in common"),
    "shares_person": ("руководитель или учредитель {of} — и руководитель или учредитель {to}",
                      "a director or founder of {of} is one of {to} too"),
}  # fmt: skip
_OF_TWO = {
    "telephone": ("у {of} и {to} один телефон", "{of} and {to} have one telephone"),
    "domain": ("у {of} и {to} один домен почты: {detail}", "{of} and {to} have one domain of e-mail: {detail}"),
    "address": ("{of} и {to} по одному адресу", "{of} and {to} are at one address"),
}
_BY = {
    By.NAME: ("совпадает имя или название, ИНН не сверен", "the name is the same, no INN was compared"),
    By.INITIALS: ("совпадают фамилия и инициалы", "the surname and the initials are the same"),
    By.SLIP: ("имя или название совпадает с точностью до написания", "the name is the same but for its spelling"),
}
_SOURCE = ("источник: {source}", "source: {source}")
_ON = ("на {on}", "as of {on}")


def say(hops: Iterable[Hop], names: Mapping[str, str], lang: str) -> str:
    """`names` of organisations by INN; an INN without a name stands itself."""
    return "; ".join(_step(hop, names, lang) for hop in hops)


def _step(hop: Hop, names: Mapping[str, str], lang: str) -> str:
    pick = 0 if lang == "ru" else 1
    pattern = (_OF_TWO if hop.of and hop.what in _OF_TWO else _STEPS)[hop.what][pick]
    said = pattern.format(of=names.get(hop.of, hop.of), to=names.get(hop.to, hop.to), detail=hop.detail)
    beside = [_BY[hop.by][pick]] if hop.by in _BY else []
    if hop.source:
        beside.append(_SOURCE[pick].format(source=hop.source))
    if hop.on:
        beside.append(_ON[pick].format(on=day(hop.on, lang)))
    return f"{said} ({', '.join(beside)})" if beside else said
