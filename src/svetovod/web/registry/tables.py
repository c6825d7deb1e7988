import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.templatetags import ui

from . import bridge
from .enums import ClusterState, Conclusion
from .models import Cluster
from .phrases import LOOK

RIGHT = {"td": {"class": "r"}, "th": {"class": "r"}}
STATE_LOOK = {
    ClusterState.REGISTERED: "yes", ClusterState.REFUSED: "no", ClusterState.EXCLUDED: "no",
    ClusterState.EXPIRING: "warn", ClusterState.FILED: "info", ClusterState.UNDER_REVIEW: "clock",
    ClusterState.DOSSIER_READY: "half",
}  # fmt: skip


class ClusterTable(tables.Table):
    name = tables.Column(verbose_name=_("Cluster"), linkify=("registry:cluster_detail", {"slug": tables.A("slug")}),
                         order_by=("name_sort", "id"))  # fmt: skip
    regions = tables.Column(verbose_name=_("Region"), orderable=False)
    manager = tables.Column(verbose_name=_("Managing organisation"), order_by=("manager__name_sort", "id"))
    members = tables.Column(verbose_name=_("Participants"), attrs=RIGHT)
    state = tables.Column(verbose_name=_("State"))
    verdict = tables.Column(verbose_name=_("Verdict"), empty_values=())

    class Meta:
        model = Cluster
        fields = ("name", "regions", "manager", "members", "state", "verdict")
        order_by = "name"
        empty_text = _("No cluster fits these filters.")

    def render_name(self, value: str, record: Cluster) -> SafeString:
        mark = format_html(" {}", ui.demo()) if record.is_demo else ""
        return format_html("{}{}", value, mark)

    def render_regions(self, value: list[str]) -> SafeString:
        names = [(bridge.region_name(iso, formatting.lang()),) for iso in value]
        return format_html_join(", ", "{}", names)

    def render_state(self, value: str) -> SafeString:
        state = ClusterState(value)
        return ui.state(STATE_LOOK.get(state, "none"), state.label)

    def render_verdict(self, value: str | None) -> SafeString:
        if not value:
            return format_html("{}", formatting.DASH)
        return ui.verdict(LOOK[value], text=Conclusion(value).label)
