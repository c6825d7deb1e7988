from .enterprises import enterprise, enterprise_list, publication
from .papers import passport
from .public import compare, map_csv, region, region_csv, region_list
from .surveys import candidates_csv, survey, survey_list, survey_publish, survey_withdraw

__all__ = [
    "candidates_csv", "compare", "enterprise", "enterprise_list", "map_csv", "passport", "publication", "region",
    "region_csv", "region_list", "survey", "survey_list", "survey_publish", "survey_withdraw",
]  # fmt: skip
