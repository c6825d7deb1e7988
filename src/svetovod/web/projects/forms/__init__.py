from .editing import AnswerForm, CanvasForm, CostForm, IndicatorForm, InviteForm, NewForm, ProductForm, WorkbookForm
from .efficiency import EfficiencyForm
from .evidence import DocumentForm, RegisterForm
from .fit import AskForm, ChangeForm, FitForm
from .plan import PlanForm
from .remarks import RemarkForm, ReplyForm
from .schedule import DoneForm, StageForm
from .sections import ListForm, SectionForm, SectionPlanForm
from .signing import FilingForm
from .whatif import USUAL_DELAY, WhatIfForm

__all__ = [
    "USUAL_DELAY",
    "AnswerForm",
    "AskForm",
    "CanvasForm",
    "ChangeForm",
    "CostForm",
    "DocumentForm",
    "DoneForm",
    "EfficiencyForm",
    "FilingForm",
    "FitForm",
    "IndicatorForm",
    "InviteForm",
    "ListForm",
    "NewForm",
    "PlanForm",
    "ProductForm",
    "RegisterForm",
    "RemarkForm",
    "ReplyForm",
    "SectionForm",
    "SectionPlanForm",
    "StageForm",
    "WhatIfForm",
    "WorkbookForm",
]
