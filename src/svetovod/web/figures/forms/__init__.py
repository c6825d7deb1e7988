"""What is typed about figures: a request, the questionnaire, a dispute, an accountant's files."""

from .accounts import AccountsForm
from .asking import ContactForm, DisputeForm, OpenForm, WayForm
from .composing import DueForm, HeadForm, PassForm, RecipientsForm, columns_formset
from .questionnaire import QuestionnaireForm, typed_of
from .signing import SignedForm
from .table import TableForm, typed_rows

__all__ = [
    "AccountsForm", "ContactForm", "DisputeForm", "DueForm", "HeadForm", "OpenForm", "PassForm", "QuestionnaireForm",
    "RecipientsForm", "SignedForm", "TableForm", "WayForm", "columns_formset", "typed_of", "typed_rows",
]  # fmt: skip
