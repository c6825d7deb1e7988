"""Each requirement in plain words for somebody who meets it for the first time. No number of the law stands here."""

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
PLAIN = {
    "cluster.min_participants": _("Enterprises count; colleges, technoparks and funds are infrastructure and do not."),
    "cluster.min_final_producers": _(
        "Somebody must sell a finished product that the others supply parts and work for."
    ),
    "cluster.func_dependence_min": _(
        "Of all that final producers buy for their product, this share must come from other participants."
    ),
    "cluster.func_dependence_min_reduced": _(
        "The same share, lower: for clusters with enough participants on special territories."
    ),
    "cluster.reduced_territory_share_min": _("How many participants must be there for the lower share to apply."),
    "cluster.max_newcomers_no_coop": _(
        "Those who have just joined may not have bought or sold inside yet, but only so many of them."
    ),
    "cluster.newcomer_contract_years": _("After this term a newcomer must have its first contract inside the cluster."),
    "cluster.hpj_share_min": _("Jobs where pay, by the statistics' own measure, is above the bar of the industry."),
    "cluster.productivity_above_region": _("Revenue per worker of the whole cluster against the region's own figure."),
    "cluster.min_education_bodies": _("A college or a university that trains people for the cluster."),
    "cluster.min_tech_infra_objects": _("A technopark, an engineering centre, a laboratory that participants use."),
    "cluster.participation_agreements": _("Sign with each enterprise before its figures count."),
    "cluster.region_agreements": _("Each region where participants work has its say; begin early."),
    "so.legal_entity": _("One company or association answers for the cluster and signs its papers."),
    "so.purpose": _("Its charter must say that it serves the cluster."),
    "so.functions": _("It gathers figures, advises participants and keeps the programme."),
    "so.location": _("It is registered where the cluster works."),
    "so.clean_status": _("An organisation in bankruptcy cannot answer for others."),
    "so.resources": _("Say who works there, where, and at which website."),
    "confirm.documents": _("Blanks of most of them are made here from what you have entered."),
    "confirm.review_working_days": _("Count working days from the day the whole set of papers was taken in."),
    "confirm.decision_valid_years": _("After this term the cluster confirms itself anew."),
    "confirm.old_decision_valid_years": _("Clusters confirmed under earlier editions keep their place for this long."),
    "subsidy.eligible_items": _("Only these kinds of costs come back; plan the estimate around them."),
    "subsidy.payer": _("Whose costs are paid back: keep contracts and payments in that name."),
    "subsidy.costs_since": _("What was spent earlier does not count."),
    "subsidy.starter_batch_costs_since": _("What was spent earlier does not count."),
    "subsidy.rate_max": _(
        "This part of the costs comes back after they were paid; the rest is the project's own money."
    ),
    "subsidy.starter_batch_rate_max": _(
        "This part of the buyer's costs comes back; the rest is the buyer's own money."
    ),
    "subsidy.cap_rub_per_project": _("However large the costs, one project does not get more."),
    "subsidy.starter_batch_cap_rub": _("However large the costs, one applicant does not get more."),
    "subsidy.period_years": _("Costs come back over this many years, year by year."),
    "subsidy.no_double_funding": _("Claim each cost under one measure only."),
    "subsidy.clawback_formula": _(
        "What comes back to the budget if indicators are missed; the agreement says how much."
    ),
    "subsidy.vat_excluded": _("Take sums without VAT where the tax is refunded to you."),
    "project.min_participants": _("One enterprise alone is not a joint project."),
    "project.must_fit_functional_map": _("The project must be a link of who supplies whom in the cluster."),
    "project.must_fit_programme": _("The project must follow from the programme the cluster has adopted."),
    "project.indicator_period": _("Output and sales are promised, and reported, for every such period."),
    "project.applicant_no_tax_debt": _("Ask the tax service for the certificate shortly before you apply."),
    "project.applicant_no_budget_debt": _("Unreturned subsidies and loans of the state count too."),
    "project.applicant_not_bankrupt": _("Neither in bankruptcy nor with work suspended by an authority."),
    "project.applicant_not_liquidated": _("An enterprise that is closing down or being split is turned away."),
    "project.applicant_not_disqualified": _("The head and the chief accountant are looked up in the register."),
    "project.applicant_not_foreign": _("The applicant must be registered in Russia."),
    "project.applicant_offshore_share_max": _("Count owners in offshore zones, directly and through others."),
    "project.applicant_no_other_aid": _("No second aid for the same aim on the day of the application."),
    "selection.criteria": _("Points decide the place; where they are not known, the round's own papers say them."),
    "selection.intake_close": _("Papers brought later are not looked at: hand in days ahead."),
}
