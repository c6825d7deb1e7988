"""Pages of the registry."""

from .clusters import blank, cluster_detail, cluster_list
from .editions import flips
from .maps import functional_map
from .uploads import upload
from .verdicts import certificate, download, recalculate, verdict

__all__ = [
    "blank",
    "certificate",
    "cluster_detail",
    "cluster_list",
    "download",
    "flips",
    "functional_map",
    "recalculate",
    "upload",
    "verdict",
]
