"""Sentences for what the check of the journal finds."""

from django.utils.translation import gettext_lazy as _

FINDINGS = {
    "missing": _("Entry %(index)s is missing: the numbers go on with %(detail)s."),
    "body": _("Entry %(index)s was changed after it had been written."),
    "form": _("Entry %(index)s is not in its form: %(detail)s."),
    "columns": _("The columns of entry %(index)s do not say what its body says."),
    "head_size": _("The head counts other entries than there are (%(detail)s), from number %(index)s on."),
    "head_root": _("The root in the head is not the root of the entries."),
    "signature": _("The signature of the root over %(detail)s entries is not valid."),
    "truncated": _("A signed root covers %(index)s entries: some of them are gone."),
    "signed_root": _("The entries are no longer those under the root signed over %(detail)s of them."),
}
