"""Forms of a selection, by who fills them in."""

from .drafting import (
    BeginForm,
    CancelForm,
    CriteriaFileForm,
    DatesForm,
    ListHeadForm,
    ReasonForm,
    SourceForm,
    TermsForm,
    criteria_formset,
    documents_formset,
    sections_formset,
)
from .judging import (
    ApplicationForm,
    CheckForm,
    OfficialForm,
    ReturnForm,
    ScoreForm,
    SubstituteForm,
    VoteForm,
)

__all__ = [
    "ApplicationForm",
    "BeginForm",
    "CancelForm",
    "CheckForm",
    "CriteriaFileForm",
    "DatesForm",
    "ListHeadForm",
    "OfficialForm",
    "ReasonForm",
    "ReturnForm",
    "ScoreForm",
    "SourceForm",
    "SubstituteForm",
    "TermsForm",
    "VoteForm",
    "criteria_formset",
    "documents_formset",
    "sections_formset",
]
