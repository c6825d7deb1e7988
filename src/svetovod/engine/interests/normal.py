"""Telephones, domains and addresses in one writing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .likeness import skeleton, slips


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EXTENSION = re.compile(r"(доб|вн|ext|#|;|,).*$", re.IGNORECASE | re.DOTALL)
_LOOK = str.maketrans("abcehkmoptxy", "авсенкмортху")
_TOKEN = re.compile(r"\d+(?:[/\\]\d+)?|[^\W\d_]+")
_INDEX = re.compile(r"\b\d{6}\b")
_HOUSE = {"д", "дом", "вл", "владение", "влд", "домовладение"}
_BUILDING = {
    "к": "к", "корп": "к", "корпус": "к", "стр": "с", "строение": "с", "с": "с",
    "лит": "л", "литер": "л", "литера": "л",
}  # fmt: skip
_OFFICE = {
    "оф", "офис", "пом", "помещение", "помещ", "ком", "комн", "комната", "каб", "кабинет", "кв", "квартира",
}  # fmt: skip
_FLOOR = {"эт", "этаж"}
_TYPES = _words(
    "г гор город ул улица пр т просп проспект пер переулок пл площадь ш шоссе б бул бульвар наб набережная проезд туп "
    "тупик пос поселок п пгт рп село деревня х хутор ст станица мкр микрорайон кв л квартал тер территория р н район м "
    "о обл область край респ республика россия рф российская федерация го городской округ муниципальный снт им имени "
    "внутригородское внутр образование муниципального"
)
_LETTER = re.compile(r"[а-я]")
_ROMAN = re.compile(r"[ivx]+")


@lru_cache(maxsize=1)
def public_domains() -> frozenset[str]:
    """Mail that anybody may open: a common domain there says nothing."""
    text = (Path(__file__).parent / "public_mail.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


# second levels under which strangers have their own domains
_SHARED = _words("com net org pp msk spb nov nnov perm samara tula ryazan co gov edu ac mil")


def domain_of(email: str) -> str:
    """The domain an organisation owns, without what stands before it; "" for public mail and for no address."""
    host = email.strip().rpartition("@")[2].strip(" .>\u200b").lower()
    if "@" not in email or "." not in host:
        return ""
    if host.startswith("xn--") or ".xn--" in host:
        try:
            host = host.encode().decode("idna")
        except UnicodeError:
            return ""
    parts = host.split(".")
    kept = 3 if len(parts) > 2 and parts[-2] in _SHARED else 2
    found = ".".join(parts[-kept:])
    return "" if {host, found} & public_domains() else found


def telephone(text: str) -> str:
    """Ten digits of a number of the Russian plan, more of another; "" where too few stand to tell a number by."""
    digits = re.sub(r"\D", "", _EXTENSION.sub("", text))
    if len(digits) == 11 and digits[0] in "78":
        return digits[1:]
    return digits if 10 <= len(digits) <= 15 else ""


@dataclass(frozen=True, slots=True)
class Address:
    """`words` are names of the settlement, the street and whatever else is written, in one writing of letters."""

    words: frozenset[str]
    house: str
    building: str
    office: str

    def near(self, other: "Address") -> bool:
        """One house. The one may name a region or a district that the other does not; one slip is forgiven."""
        if (self.house, self.building) != (other.house, other.building):
            return False
        less, more = sorted((self.words, other.words), key=len)
        if len(less) < 2:
            return False
        missing = less - more
        if not missing:
            return True
        (one, *rest) = missing
        return not rest and any(slips((one,), (word,)) == 1 for word in more - less)


def address(text: str) -> Address | None:
    """None where no house is written: a street alone is nobody's address."""
    plain = _INDEX.sub(" ", text.lower().replace("\u0451", "\u0435").replace("ул.", " ул ").replace("№", " "))
    tokens = _TOKEN.findall(_dashes(plain))
    words: list[str] = []
    found: dict[str, str] = {}
    loose: list[int] = []  # places in `words` of numbers without a mark: a house or a part of a name
    at = 0
    while at < len(tokens):
        token = tokens[at].translate(_LOOK) if len(tokens[at]) == 1 else tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        marked = _marked(token)
        if marked and (following[:1].isdigit() or len(following) == 1 or _ROMAN.fullmatch(following)):
            at, value = _number(tokens, at + 1)
            name = "building" if marked in "ксл" else marked
            found[name] = found.get(name, "") + (marked if name == "building" else "") + value
        elif token[0].isdigit():
            at, value = _number(tokens, at)
            loose.append(len(words))
            words.append(value)
        else:
            at += 1
            if token not in _TYPES and not marked:
                words.append(token)
    if "house" not in found and loose:
        found["house"] = words.pop(loose[-1])  # the last: a number before it is of a street's name
    if "house" not in found:
        return None
    return Address(
        frozenset(filter(None, map(skeleton, words))),
        found["house"],
        found.get("building", ""),
        found.get("office", ""),
    )


def _dashes(text: str) -> str:
    return re.sub(r"[\u2010-\u2015]", "-", text)


def _marked(token: str) -> str:
    if token in _HOUSE:
        return "house"
    if token in _OFFICE:
        return "office"
    return "floor" if token in _FLOOR else _BUILDING.get(token, "")


def _number(tokens: list[str], at: int) -> tuple[int, str]:
    """The number at that place with the letter that belongs to it, and the place after it."""
    value = tokens[at].replace("\\", "/").translate(_LOOK)
    letter = tokens[at + 1].translate(_LOOK) if at + 1 < len(tokens) else ""
    after = tokens[at + 2][:1] if at + 2 < len(tokens) else ""
    if (
        len(letter) == 1
        and _LETTER.match(letter)
        and not (_marked(letter) and after.isdigit())
        and value[-1:].isdigit()
    ):
        return at + 2, value + letter
    return at + 1, value
