"""Pages of the registry."""

from .bulks import bulk_apply, bulk_detail, bulk_file, bulk_list, bulk_undo
from .clusters import blank, cluster_detail, cluster_list
from .editions import draft_clusters, draft_note, flips
from .maps import functional_map
from .numbers import number_check, numbers
from .organisations import (
    duplicate_deny,
    duplicate_reconsider,
    duplicates,
    merge_undo,
    organisation,
    organisation_list,
    organisation_pair,
)
from .particulars import particular_withdraw, particulars, particulars_blank, particulars_import
from .places import place, place_add
from .plans import plan
from .sheets import (
    import_undo,
    pending,
    pending_apply,
    pending_discard,
    sheet_detail,
    sheet_list,
    sheet_restore,
    sheet_xlsx,
)
from .uploads import upload
from .verdicts import certificate, download, recalculate, verdict
from .whatifs import what_if

__all__ = [
    "blank",
    "bulk_apply",
    "bulk_detail",
    "bulk_file",
    "bulk_list",
    "bulk_undo",
    "certificate",
    "cluster_detail",
    "cluster_list",
    "download",
    "draft_clusters",
    "draft_note",
    "duplicate_deny",
    "duplicate_reconsider",
    "duplicates",
    "flips",
    "functional_map",
    "import_undo",
    "merge_undo",
    "number_check",
    "numbers",
    "organisation",
    "organisation_list",
    "organisation_pair",
    "particular_withdraw",
    "particulars",
    "particulars_blank",
    "particulars_import",
    "pending",
    "pending_apply",
    "pending_discard",
    "place",
    "place_add",
    "plan",
    "recalculate",
    "sheet_detail",
    "sheet_list",
    "sheet_restore",
    "sheet_xlsx",
    "upload",
    "verdict",
    "what_if",
]
