from .editing import AnswerForm, CanvasForm, CostForm, IndicatorForm, InviteForm, NewForm, ProductForm, WorkbookForm
from .plan import PlanForm
from .remarks import RemarkForm, ReplyForm

__all__ = [
    "AnswerForm",
    "CanvasForm",
    "CostForm",
    "IndicatorForm",
    "InviteForm",
    "NewForm",
    "PlanForm",
    "ProductForm",
    "RemarkForm",
    "ReplyForm",
    "WorkbookForm",
]
