"""Particulars of organisations to and from the engine's workbook."""

from dataclasses import asdict
from typing import Any

from svetovod.engine.model import Problem
from svetovod.engine.workbooks import read_particulars
from svetovod.engine.workbooks.particulars import particular_fault
from svetovod.wording.problems import by_sheet, say


def fault_of(told: dict[str, Any], lang: str) -> tuple[str, str] | None:
    """The field and what is wrong with it, in words."""
    found = particular_fault(told["kind"], told["text"], told["inn"])
    if found is None:
        return None
    field, code = found
    return field, say(Problem(code, value=told[field], params={"item": told[field]}), lang)


def read(file: Any, lang: str) -> tuple[list[dict[str, Any]], list[Any]]:
    """The facts of a file, or everything that is wrong with it, by sheet."""
    found = read_particulars(file)
    return [asdict(each) for each in found.value or ()], by_sheet(found.errors, lang) if found.errors else []


def blank(lang: str) -> bytes:
    from svetovod.engine.workbooks.blanks import write_blank

    return write_blank("particulars", lang)
