"""What people type into the dossier."""

from .managing import ReplaceForm, RequirementForm, SinceForm
from .papers import DocumentForm, FileForm
from .participation import AgreementForm, FoundingForm, GroundForm, JoinForm, PlaceForm, RegisteredForm
from .presence import AccordForm, GiveUpForm, ObjectForm, RegionForm
from .programme import ApproveForm, DoneForm, GoalForm, IndicatorForm, MeasureForm, PointsForm, SheetForm, YearsForm

__all__ = [
    "AccordForm",
    "AgreementForm",
    "ApproveForm",
    "DocumentForm",
    "DoneForm",
    "FileForm",
    "FoundingForm",
    "GiveUpForm",
    "GoalForm",
    "GroundForm",
    "IndicatorForm",
    "JoinForm",
    "MeasureForm",
    "ObjectForm",
    "PlaceForm",
    "PointsForm",
    "RegionForm",
    "RegisteredForm",
    "ReplaceForm",
    "RequirementForm",
    "SheetForm",
    "SinceForm",
    "YearsForm",
]
