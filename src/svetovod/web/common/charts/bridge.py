"""The engine's names and outlines of regions for the maps."""

import logging
from pathlib import Path

from django.conf import settings

from svetovod.engine.reference import boundaries, regions
from svetovod.engine.reference.boundaries import WIDTH as OUTLINES_WIDTH
from svetovod.engine.reference.boundaries import Outlines

__all__ = ["OUTLINES_WIDTH", "Outlines", "outlines", "region_names", "region_shorts"]
log = logging.getLogger(__name__)


def region_names(lang: str) -> dict[str, str]:
    return {region.iso: region.ru if lang == "ru" else region.en for region in regions.all()}


def region_shorts() -> dict[str, str]:
    return {region.iso: region.short for region in regions.all()}


def outlines() -> Outlines | None:
    """Of the boundary file; None where there is none, or none that can be read: the doctor says why."""
    if not settings.BOUNDARIES_FILE:
        return None
    try:
        return boundaries.read(Path(settings.BOUNDARIES_FILE))
    except boundaries.BoundariesError as error:
        log.warning("the boundary file cannot be read: %s", error.code)
        return None
