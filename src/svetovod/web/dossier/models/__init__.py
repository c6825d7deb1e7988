"""The dossier of a cluster: the edition it is prepared under and what its papers say."""

from .dossiers import Dossier
from .managing import ManagingTerm, RequirementMark
from .papers import DossierDocument
from .participation import Agreement, ClusterFounding, MembershipChange, OrganisationFounding
from .pins import EditionPin

__all__ = [
    "Agreement",
    "ClusterFounding",
    "Dossier",
    "DossierDocument",
    "EditionPin",
    "ManagingTerm",
    "MembershipChange",
    "OrganisationFounding",
    "RequirementMark",
]
