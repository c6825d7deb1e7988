"""What a check found, in words: what is wrong, by which rule, and what would mend it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

RULES = {
    "template.broken": gettext_lazy("The file is damaged or is no DOCX."),
    "template.unknown": gettext_lazy("There is no such name."),
    "template.whole": gettext_lazy("This is a list or has parts: name one of them, or go through the list in a loop."),
    "template.not_a_list": gettext_lazy("A loop goes through lists only, and this is one value."),
    "template.syntax": gettext_lazy("The tag cannot be read, or does more than name, loop and ask."),
    "template.empty": gettext_lazy("There is no placeholder in the file."),
    "template.lacks": gettext_lazy("The template does not say what an application must say."),
    "template.embedded": gettext_lazy("An object, a macro or another file is inside."),
    "template.entities": gettext_lazy("The file declares XML entities."),
    "template.external": gettext_lazy("Something would be fetched from outside when the document is opened."),
    "template.fetches": gettext_lazy("A field of Word fetches or runs something."),
    "template.hyperlink": gettext_lazy("A link leads outside: it is kept."),
}
REMEDIES = {
    "template.broken": gettext_lazy("Save it anew as DOCX in an office program."),
    "template.unknown": gettext_lazy("Take a name from the list below."),
    "template.whole": gettext_lazy("Write a loop, or a name with a dot, as the list below shows."),
    "template.not_a_list": gettext_lazy("Take the loop away."),
    "template.syntax": gettext_lazy("Close the tag; leave only names, loops over lists and conditions."),
    "template.empty": gettext_lazy("Put names in double braces where values go."),
    "template.lacks": gettext_lazy("Add it, if the order asks for it."),
    "template.embedded": gettext_lazy("Delete it and save the file anew as DOCX."),
    "template.entities": gettext_lazy("Save the file anew as DOCX in an office program."),
    "template.external": gettext_lazy("Put the picture or the text itself into the file."),
    "template.fetches": gettext_lazy("Turn the field into text (Ctrl+Shift+F9) and save anew."),
    "template.hyperlink": gettext_lazy("Check that it leads where it should."),
}
PLACE = re.compile(r"(header|footer|paragraph|table|row|column) (\d+)")


def said(fault: Mapping[str, Any]) -> dict[str, Any]:
    """A fault as a row of a page; `fault` is plain, as it is kept."""
    near = _("Perhaps %(name)s was meant.") % {"name": fault["near"]} if fault["near"] else ""
    return {
        "place": PLACE.sub(_part, fault["place"]), "value": fault["value"], "rule": RULES[fault["code"]],
        "remedy": near or REMEDIES[fault["code"]], "blocking": fault["blocking"],
    }  # fmt: skip


def _part(found: re.Match[str]) -> str:
    forms = {
        "header": _("header %(number)s"), "footer": _("footer %(number)s"), "paragraph": _("paragraph %(number)s"),
        "table": _("table %(number)s"), "row": _("row %(number)s"), "column": _("column %(number)s"),
    }  # fmt: skip
    return forms[found[1]] % {"number": found[2]}
