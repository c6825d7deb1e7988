"""A form tries a service: what the service refuses stands beside the fields."""

from collections.abc import Callable
from typing import Any

from django import forms

from .errors import Faulty, Refused


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
