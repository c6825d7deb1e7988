"""What views of the dossier share: a service is tried, and what it refuses stands beside the fields."""

from collections.abc import Callable
from typing import Any

from django import forms

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.dossier.phrases import Faulty


def tried(form: forms.Form, do: Callable[[], Any]) -> bool:
    """Whether the form was good and the service took it."""
    if not form.is_valid():
        return False
    try:
        do()
    except Faulty as refusal:
        for fault in refusal.faults:
            form.add_error(fault.field if fault.field in form.fields else None, fault.said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def found(row: Any) -> Any:
    """The row, or a 404."""
    if row is None:
        raise Hidden
    return row
