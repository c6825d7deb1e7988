"""Regions and numbers in words."""

from svetovod.web.common import formatting
from svetovod.web.registry import bridge


def region_name(iso: str) -> str:
    """The region in the language of the page; the code itself where it is unknown."""
    return bridge.region_name(iso, formatting.lang())


def region_codes() -> tuple[str, ...]:
    """ISO 3166-2 codes of all regions."""
    return tuple(iso for iso, _name in bridge.region_choices("en"))


def region_choices() -> list[tuple[str, str]]:
    return bridge.region_choices(formatting.lang())


def valid_inn(text: str) -> bool:
    return bridge.valid_inn(text)


def typed_inn(text: str) -> str:
    """What was typed as an INN, without spaces and without a КПП after it."""
    return bridge.typed_inn(text)
