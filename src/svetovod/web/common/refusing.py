"""What a service refuses, said at the form with all that was typed in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from .errors import Refused
from .http import Request
from .middleware import sent_by_script


@contextmanager
def at_the_form(request: Request, form: forms.Form, field: str = "file") -> Iterator[None]:
    """A refusal of the file becomes an error of `form` at that field; `form.errors` then tells of it.

    A script that sent the file is answered by the sentence alone: its page still has what was typed and the file. What
    another file would not change, as the state of a project, is refused as ever.
    """
    try:
        yield
    except Refused as refusal:
        if sent_by_script(request) or not refusal.code.startswith("attachment."):
            raise
        form.add_error(field, str(refusal))
