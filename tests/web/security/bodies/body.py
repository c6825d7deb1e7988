"""What a body is, and those that several apps send."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

Known = dict[str, Any]
Body = Callable[[Known], dict[str, Any]]
Bodies = dict[str, Body | dict[str, Body]]


def workbook(_known: Known) -> dict[str, Any]:
    from svetovod.demo import bridge

    return {"workbook": SimpleUploadedFile("c.xlsx", bridge.example("conforming").read_bytes())}
