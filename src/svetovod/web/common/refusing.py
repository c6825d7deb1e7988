"""What a service refuses, said at the form with all that was typed in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from .errors import Refused
from .http import Request
from .middleware import sent_by_script

OF_THE_FILE = "attachment."
OF_THE_FORM = (OF_THE_FILE, "archive.", "cost.", "document.", "whose.")


@contextmanager
def at_the_form(
    request: Request, form: forms.Form, field: str = "file", *, of_the_file: tuple[str, ...] = ()
) -> Iterator[None]:
    """A refusal of what was typed becomes an error of `form`, of its file where it is about that; `form.errors` tells.
    `of_the_file` are beginnings of codes that speak of the file, besides those of every file.

    A script that sent the file is answered by the sentence alone: its page still has what was typed and the file. What
    nothing typed would change, as the state of a project, is refused as ever.
    """
    try:
        yield
    except Refused as refusal:
        if sent_by_script(request) or not refusal.code.startswith((*OF_THE_FORM, *of_the_file)):
            raise
        beside = refusal.code.startswith((OF_THE_FILE, *of_the_file))
        form.add_error(field if beside else None, str(refusal))
