"""What is typed about figures: a request, the questionnaire, a dispute, an accountant's files."""

from .accounts import AccountsForm
from .asking import ContactForm, DisputeForm, OpenForm, WayForm
from .questionnaire import QuestionnaireForm, typed_of

__all__ = ["AccountsForm", "ContactForm", "DisputeForm", "OpenForm", "QuestionnaireForm", "WayForm", "typed_of"]
