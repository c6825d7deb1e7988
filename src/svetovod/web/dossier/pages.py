"""What every page of the dossier needs: the cluster, the parts the reader may open, the day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common.http import Request

from . import selectors
from .access import ACCESS

OPEN_TO_ALL = ("overview", "participants", "programme")


@dataclass(frozen=True, slots=True)
class Page:
    cluster: Any
    tab: str
    actor: Any
    on: date

    @property
    def editable(self) -> bool:
        return ACCESS.allows("dossier.edit", self.actor, self.cluster)

    @property
    def replaces_manager(self) -> bool:
        return ACCESS.allows("dossier.replace_manager", self.actor, self.cluster)

    @property
    def reads(self) -> bool:
        """Reads everything; a participant reads its own line."""
        return ACCESS.allows("dossier.read_papers", self.actor, self.cluster)

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        names = {
            "overview": _("Overview"), "participants": _("Participants"), "managing": _("Managing organisation"),
            "regions": _("Regions of presence"), "infrastructure": _("Infrastructure"),
            "programme": _("Development programme"), "documents": _("Documents"),
        }  # fmt: skip
        wanted = [name for name in names if self.reads or name in OPEN_TO_ALL]
        return [(names[name], self.url(name), name == self.tab) for name in wanted]

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"dossier:{name}", args=[self.cluster.slug, *args])


def page_for(request: Request, slug: str, tab: str, writes: str = "dossier.edit", reads: str = "") -> Page:
    """Asks who may before any form is looked at: a POST needs the right to write."""
    action = "dossier.view" if tab in OPEN_TO_ALL else "dossier.read_papers"
    cluster = selectors.cluster_get(request.actor, slug, reads or action)
    if request.method == "POST":
        ACCESS.require(writes, request.actor, cluster)
    return Page(cluster, tab, request.actor, timezone.localdate(request.moment))
