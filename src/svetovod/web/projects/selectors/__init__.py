"""Reading joint projects: every function takes the actor and returns only what that actor may see."""

from .contents import bundle_of, content_of, live_content, version_content, version_get, version_latest, versions_of
from .estimates import estimates_for_trial, misfits
from .files import document_files, files_checked, files_in, files_of, version_files
from .filing import blocking_texts, calculated, doubles_filed, readiness, section_list, texts_of, usual_list
from .projects import (
    as_shown,
    candidate,
    candidates_for,
    ideas_of,
    needs_me,
    project_by_id,
    project_for,
    project_get,
    projects_named,
    projects_own,
    projects_visible,
    seats_of,
)
from .remarks import OPEN, TO_ANSWER, open_remarks, remark_get, remarked_part, remarks_visible, with_remark_counts

__all__ = [
    "OPEN",
    "TO_ANSWER",
    "as_shown",
    "blocking_texts",
    "bundle_of",
    "calculated",
    "candidate",
    "candidates_for",
    "content_of",
    "document_files",
    "doubles_filed",
    "estimates_for_trial",
    "files_checked",
    "files_in",
    "files_of",
    "ideas_of",
    "live_content",
    "misfits",
    "needs_me",
    "open_remarks",
    "project_by_id",
    "project_for",
    "project_get",
    "projects_named",
    "projects_own",
    "projects_visible",
    "readiness",
    "remark_get",
    "remarked_part",
    "remarks_visible",
    "seats_of",
    "section_list",
    "texts_of",
    "usual_list",
    "version_content",
    "version_files",
    "version_get",
    "version_latest",
    "versions_of",
    "with_remark_counts",
]
