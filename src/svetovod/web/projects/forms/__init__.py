from .award import AgreementForm, DecisionForm, FactsForm, LoweringForm, RiskForm
from .book import BookForm, LinkForm
from .editing import (
    AnswerForm,
    CanvasForm,
    CostForm,
    IndicatorForm,
    InviteForm,
    NewForm,
    PasteForm,
    ProductForm,
    WorkbookForm,
)
from .efficiency import EfficiencyForm
from .evidence import DocumentForm, RegisterForm
from .fit import AskForm, ChangeForm, FitForm
from .plan import PlanForm
from .remarks import JudgeForm, RemarkForm, ReplyForm
from .schedule import DoneForm, StageForm
from .sections import ListForm, SectionForm, SectionPlanForm, TextsForm
from .signing import FilingForm, PaperForm
from .whatif import USUAL_DELAY, WhatIfForm

__all__ = [
    "USUAL_DELAY",
    "AgreementForm",
    "AnswerForm",
    "AskForm",
    "BookForm",
    "CanvasForm",
    "ChangeForm",
    "CostForm",
    "DecisionForm",
    "DocumentForm",
    "DoneForm",
    "EfficiencyForm",
    "FactsForm",
    "FilingForm",
    "FitForm",
    "IndicatorForm",
    "InviteForm",
    "JudgeForm",
    "LinkForm",
    "ListForm",
    "LoweringForm",
    "NewForm",
    "PaperForm",
    "PasteForm",
    "PlanForm",
    "ProductForm",
    "RegisterForm",
    "RemarkForm",
    "ReplyForm",
    "RiskForm",
    "SectionForm",
    "SectionPlanForm",
    "StageForm",
    "TextsForm",
    "WhatIfForm",
    "WorkbookForm",
]
