"""The engine's names of regions for the tile map."""

from svetovod.engine.reference import regions


def region_names(lang: str) -> dict[str, str]:
    return {region.iso: region.ru if lang == "ru" else region.en for region in regions.all()}


def region_shorts() -> dict[str, str]:
    return {region.iso: region.short for region in regions.all()}
