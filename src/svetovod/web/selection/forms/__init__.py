"""Forms of a selection, by who fills them in."""

from .computed import ComputedForm
from .custody import CodeForm, HoldersForm
from .drafting import BeginForm, CancelForm, DiscardForm, ReasonForm, SeriesForm, TemplateForm
from .envelopes import EnvelopeForm
from .experts import ProfileForm, SignAnswerForm, SignForm
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
from .parts import (
    CriteriaFileForm,
    ListHeadForm,
    SourceForm,
    criteria_formset,
    documents_formset,
    sections_formset,
)
from .places import AnswerForm, InviteForm
from .terms import DatesForm, TermsForm, edition_in_force

__all__ = [
    "AnswerForm",
    "ApplicationForm",
    "AskForm",
    "BeginForm",
    "CancelForm",
    "CheckForm",
    "ClarifyForm",
    "CodeForm",
    "ComputedForm",
    "CriteriaFileForm",
    "DatesForm",
    "DiscardForm",
    "EnvelopeForm",
    "HoldersForm",
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
    "SeriesForm",
    "SettleForm",
    "SignAnswerForm",
    "SignForm",
    "SourceForm",
    "SubstituteForm",
    "TemplateForm",
    "TermsForm",
    "VoteForm",
    "criteria_formset",
    "documents_formset",
    "edition_in_force",
    "sections_formset",
    "typed",
]
