from .centre import centre, centre_plan, centre_withdraw, centre_xlsx
from .enterprises import enterprise, enterprise_list, publication
from .facilities import facilities, facilities_blank, facilities_upload, facility_withdraw
from .papers import note, passport
from .public import compare, map_csv, region, region_csv, region_list
from .registries import codes, registry_file, registry_list, registry_rejects
from .surveys import candidates_csv, survey, survey_list, survey_publish, survey_withdraw

__all__ = [
    "candidates_csv", "centre", "centre_plan", "centre_withdraw", "centre_xlsx", "codes", "compare", "enterprise",
    "enterprise_list", "facilities", "facilities_blank", "facilities_upload", "facility_withdraw", "map_csv", "note",
    "passport", "publication", "region", "region_csv", "region_list", "registry_file", "registry_list",
    "registry_rejects", "survey", "survey_list", "survey_publish", "survey_withdraw",
]  # fmt: skip
