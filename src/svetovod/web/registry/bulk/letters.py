"""Letters to the managing organisation of a cluster whose figures an authority has changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.notices.services import tell
from svetovod.web.registry.models import BulkFile
from svetovod.web.registry.selectors import people_answering


def applied(file: BulkFile, *, actor: Any, at: datetime) -> None:
    _tell(file, "applied", _applied, actor, at)


def undone(file: BulkFile, *, actor: Any, at: datetime) -> None:
    _tell(file, "undone", _undone, actor, at)


def _applied() -> tuple[str, str]:
    return (
        _("A new workbook counts: %(cluster)s"),
        _(
            "The authority of the region has uploaded a workbook of the cluster, and it is in force now. Compare it "
            "with the one before; an earlier one can be brought back."
        ),
    )


def _undone() -> tuple[str, str]:
    return (
        _("The earlier workbook counts again: %(cluster)s"),
        _("The authority of the region has undone its upload: the figures are as they were before it."),
    )


def _tell(file: BulkFile, what: str, said: Callable[[], tuple[str, str]], actor: Any, at: datetime) -> None:
    cluster = file.cluster
    assert cluster is not None

    def words() -> tuple[str, str]:
        subject, text = said()
        return subject % {"cluster": cluster.name}, text

    stays = what == "applied" or file.base_id is not None
    url = reverse("registry:sheet_list", args=[cluster.slug]) if stays else reverse("registry:cluster_list")
    key = f"bulk:{file.pk}:{what}:{file.sheet_id}"
    tell(people_answering(cluster), words, key=key, url=url, at=at, but=actor, bundle=f"bulk:{file.bulk_id}")
