"""A joint project, its estimate and indicators, its frozen versions, and the remarks it gets."""

from .agreement import IndicatorReport, LoweringRequest, SubsidyAgreement
from .book import ModelBook, ModelLink
from .bundle import ProjectBundle
from .efficiency import EfficiencyPlan
from .estimate import CostRow, Indicator, IndicatorValue, ProjectAnswer
from .evidence import CostDocument
from .filing import FilingPaper
from .fit import ChangeRequest, FitLine
from .project import JointProject, ProjectAudience, ProjectParticipant
from .remark import Remark, RemarkReply, RemarkTemplate
from .schedule import ProjectStage
from .section import ProjectSection, SectionList, SectionPen
from .template import ApplicationTemplate
from .version import ProjectVersion

__all__ = [
    "ApplicationTemplate",
    "ChangeRequest",
    "CostDocument",
    "CostRow",
    "EfficiencyPlan",
    "FilingPaper",
    "FitLine",
    "Indicator",
    "IndicatorReport",
    "IndicatorValue",
    "JointProject",
    "LoweringRequest",
    "ModelBook",
    "ModelLink",
    "ProjectAnswer",
    "ProjectAudience",
    "ProjectBundle",
    "ProjectParticipant",
    "ProjectSection",
    "ProjectStage",
    "ProjectVersion",
    "Remark",
    "RemarkReply",
    "RemarkTemplate",
    "SectionList",
    "SectionPen",
    "SubsidyAgreement",
]
