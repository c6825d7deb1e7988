"""What people type into the dossier."""

from .managing import ReplaceForm, RequirementForm, SinceForm
from .papers import DocumentForm, FileForm
from .participation import AgreementForm, FoundingForm, GroundForm, JoinForm, RegisteredForm

__all__ = [
    "AgreementForm",
    "DocumentForm",
    "FileForm",
    "FoundingForm",
    "GroundForm",
    "JoinForm",
    "RegisteredForm",
    "ReplaceForm",
    "RequirementForm",
    "SinceForm",
]
