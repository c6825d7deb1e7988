"""Windows of signing from the engine, in words of the language asked for."""

from datetime import date
from typing import Any

from svetovod.engine.signing import windows

__all__ = ["said"]


def said(filing: date, on: date, lang: str) -> list[tuple[str, Any]]:
    """Steps with their windows, the most urgent first."""
    return [(each.step.label[lang], each) for each in windows(filing, on=on)]
