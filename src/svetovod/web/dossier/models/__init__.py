"""The dossier of a cluster: the edition it is prepared under and what its papers say."""

from .dossiers import Dossier
from .managing import ManagingTerm, RequirementMark
from .papers import DossierDocument
from .participation import Agreement, ClusterFounding, MembershipChange, OrganisationFounding
from .pins import EditionPin
from .presence import ClusterObject, RegionalAccord
from .programme import Programme, ProgrammeGoal, ProgrammeIndicator, ProgrammeMeasure, ProgrammePoint

__all__ = [
    "Agreement",
    "ClusterFounding",
    "ClusterObject",
    "Dossier",
    "DossierDocument",
    "EditionPin",
    "ManagingTerm",
    "MembershipChange",
    "OrganisationFounding",
    "Programme",
    "ProgrammeGoal",
    "ProgrammeIndicator",
    "ProgrammeMeasure",
    "ProgrammePoint",
    "RegionalAccord",
    "RequirementMark",
]
