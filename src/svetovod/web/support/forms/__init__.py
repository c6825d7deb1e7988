from .guide import DayForm, EstimateForm, SketchForm
from .navigator import NavigatorForm

__all__ = ["DayForm", "EstimateForm", "NavigatorForm", "SketchForm"]
