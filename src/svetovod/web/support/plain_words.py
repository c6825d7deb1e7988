"""The frame of the guide in plain words; what a requirement asks is said by its item. No number of the law is here."""

from django.utils.translation import gettext_lazy as _

# an item stands under the first beginning of its key that fits
GROUPS = {
    "pp779": {
        "cluster.": _("What the cluster must be"),
        "so.": _("What the managing organisation must be"),
        "confirm.": _("How it is confirmed"),
    },
    "pp41": {
        "subsidy.": _("What is paid, and how much"),
        "project.applicant_": _("What the applicant must be"),
        "project.": _("What the project must be"),
        "selection.": _("How the selection goes"),
    },
}
SUMMARY = _(
    "First the cluster shows that its participants really work for each other and enters the ministry's registry. Then "
    "participants of a registered cluster bring a joint project to a selection and, if it wins, get part of its costs "
    "back."
)
STEPS = {
    "pp779": (
        _("Step 1. The registry: the cluster is what it says"),
        _(
            "An industrial cluster is a group of enterprises where some buy from others to make a finished product. A "
            "managing organisation gathers their figures, draws the functional map and applies for all. The ministry "
            "compares the papers with the requirements and enters the cluster in its registry."
        ),
    ),
    "pp41": (
        _("Step 2. The selection: the best joint projects get money"),
        _(
            "Several participants agree on one project: a part that used to be bought elsewhere, a new machine, a "
            "line. They count the costs, promise output and sales, and hand the papers in while the intake is "
            "open. Experts give points, the commission goes down the list until the money ends. The subsidy comes "
            "afterwards, for costs that are paid and proven."
        ),
    ),
}
# where to go from here: a route, what one does there, and why
NEXT = (
    (
        "events:session_list",
        _("Come to a practical session"),
        _("Experts give remarks on a draft before the selection, and enterprises meet."),
    ),
    (
        "support:blank_list",
        _("Take the blanks"),
        _("Estimate, plan-schedule, indicators, an outline of the presentation, the workbook of the cluster."),
    ),
    (
        "support:navigator",
        _("See which other measures fit you"),
        _("Loans, contracts, services and measures of regions."),
    ),
    ("support:matrix", _("See which measures pay for the same costs"), _("Claim each cost once.")),
    (
        "rulebook:act_list",
        _("Read the requirements with their history"),
        _("Every edition, every value, and where it was read."),
    ),
)
# in which order a newcomer meets them
ORDER = (
    "cluster.min_participants",
    "cluster.min_final_producers",
    "cluster.func_dependence_min",
    "cluster.func_dependence_min_reduced",
    "cluster.reduced_territory_share_min",
    "cluster.max_newcomers_no_coop",
    "cluster.newcomer_contract_years",
    "cluster.hpj_share_min",
    "cluster.productivity_above_region",
    "cluster.min_education_bodies",
    "cluster.min_tech_infra_objects",
    "cluster.participation_agreements",
    "cluster.region_agreements",
    "so.legal_entity",
    "so.purpose",
    "so.functions",
    "so.location",
    "so.clean_status",
    "so.resources",
    "confirm.documents",
    "confirm.review_working_days",
    "confirm.decision_valid_years",
    "confirm.old_decision_valid_years",
    "subsidy.eligible_items",
    "subsidy.payer",
    "subsidy.costs_since",
    "subsidy.starter_batch_costs_since",
    "subsidy.rate_max",
    "subsidy.starter_batch_rate_max",
    "subsidy.cap_rub_per_project",
    "subsidy.starter_batch_cap_rub",
    "subsidy.period_years",
    "subsidy.no_double_funding",
    "subsidy.clawback_formula",
    "subsidy.vat_excluded",
    "project.min_participants",
    "project.one_cluster",
    "project.must_fit_functional_map",
    "project.must_fit_programme",
    "project.indicator_period",
    "project.applicant_no_tax_debt",
    "project.applicant_no_budget_debt",
    "project.applicant_not_bankrupt",
    "project.applicant_not_liquidated",
    "project.applicant_not_disqualified",
    "project.applicant_not_foreign",
    "project.applicant_offshore_share_max",
    "project.applicant_no_other_aid",
    "selection.criteria",
    "selection.intake_close",
)
