"""Reading the registry: each function returns only what the actor may see."""

from svetovod.web.registry.numbers.selectors import waiting as numbers_waiting
from svetovod.web.registry.organisations.counting import likenesses_waiting
from svetovod.web.registry.organisations.selectors import absorbed_by, by_inns, inn_of, survivor
from svetovod.web.registry.organisations.shared import joined_twice
from svetovod.web.registry.places.selectors import open_places

from .clusters import (
    cluster_get,
    clusters_found,
    clusters_in_hand,
    clusters_of,
    clusters_visible,
    managed_by,
    members_by,
    members_elsewhere,
    members_of,
    with_members,
)
from .maps import MapView, map_on
from .organisations import (
    Traded,
    askers,
    cluster_joined,
    enterprises_below,
    named_to,
    names_by_inn,
    organisation_by_inn,
    organisations_by,
    organisations_led,
    organisations_of,
    organisations_to_join,
    sellers_named,
    traded_by,
    unknown_inns,
    words_for,
)
from .places import region_choices, region_codes, region_name, typed_inn, valid_inn
from .sheets import participants_by_inn, pending_sheet, sheet_before, sheets_of, workers_by_inn
from .verdicts import (
    Standing,
    latest_verdict,
    opened,
    sees_figures,
    sees_verdicts,
    standings,
    sums_of,
    verdict_before,
    verdict_for,
    whose_figures,
    with_verdict,
)

__all__ = [
    "MapView", "Standing", "Traded", "absorbed_by", "askers", "by_inns", "cluster_get", "cluster_joined",
    "clusters_found", "clusters_in_hand", "clusters_of", "clusters_visible", "enterprises_below", "inn_of",
    "joined_twice", "latest_verdict", "likenesses_waiting", "managed_by", "map_on", "members_by", "members_elsewhere",
    "members_of",
    "named_to", "names_by_inn", "numbers_waiting", "open_places", "opened", "organisation_by_inn", "organisations_by",
    "organisations_led", "organisations_of", "organisations_to_join", "participants_by_inn", "pending_sheet",
    "region_choices", "region_codes", "region_name", "sees_figures", "sees_verdicts", "sellers_named", "sheet_before",
    "sheets_of", "standings", "sums_of", "survivor", "traded_by", "typed_inn", "unknown_inns", "valid_inn",
    "verdict_before", "verdict_for", "whose_figures", "with_members", "with_verdict", "words_for", "workers_by_inn",
]  # fmt: skip
