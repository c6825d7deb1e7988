"""Forms of a selection, by who fills them in."""

from .computed import ComputedForm
from .drafting import (
    BeginForm,
    CancelForm,
    CriteriaFileForm,
    DatesForm,
    DiscardForm,
    ListHeadForm,
    ReasonForm,
    SourceForm,
    TemplateForm,
    TermsForm,
    criteria_formset,
    documents_formset,
    sections_formset,
)
from .experts import ProfileForm, SignForm
from .fields import typed
from .intake import AskForm, ClarifyForm, OutageForm
from .judging import (
    ApplicationForm,
    CheckForm,
    NoteForm,
    OfficialForm,
    PlanForm,
    ReadingForm,
    ReturnForm,
    ScanForm,
    ScoreFileForm,
    ScoreForm,
    SettleForm,
    SubstituteForm,
    VoteForm,
)
from .official import OfficialActForm, OfficialListForm
from .places import AnswerForm, InviteForm

__all__ = [
    "AnswerForm",
    "ApplicationForm",
    "AskForm",
    "BeginForm",
    "CancelForm",
    "CheckForm",
    "ClarifyForm",
    "ComputedForm",
    "CriteriaFileForm",
    "DatesForm",
    "DiscardForm",
    "InviteForm",
    "ListHeadForm",
    "NoteForm",
    "OfficialActForm",
    "OfficialForm",
    "OfficialListForm",
    "OutageForm",
    "PlanForm",
    "ProfileForm",
    "ReadingForm",
    "ReasonForm",
    "ReturnForm",
    "ScanForm",
    "ScoreFileForm",
    "ScoreForm",
    "SettleForm",
    "SignForm",
    "SourceForm",
    "SubstituteForm",
    "TemplateForm",
    "TermsForm",
    "VoteForm",
    "criteria_formset",
    "documents_formset",
    "sections_formset",
    "typed",
]
