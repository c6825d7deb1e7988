"""The outline of a joint project's presentation: a slide, what it must say, what to put there."""

from django.utils.translation import gettext_lazy as _

SLIDES = (
    (_("Title of the project"), (
        _("Initiator, participants, cluster, region"),
        _("One sentence: what will be made and instead of what"),
        _("Date, speaker and his office"),
    )),
    (_("What it replaces and who buys"), (
        _("The product, its OKPD2 code"),
        _("What is bought now, from where, for how much a year"),
        _("Buyers by name, letters of intent"),
    )),
    (_("Who makes it together"), (
        _("Each participant: what it supplies and for whom"),
        _("Place of the project on the functional map"),
        _("Agreements that are signed, and those still to be signed"),
    )),
    (_("What is ready and what is missing"), (
        _("Documentation, prototype, equipment, tooling"),
        _("What is made in the cluster for the first time"),
        _("Permits and certificates"),
    )),
    (_("Estimate"), (
        _("Sums by kinds of costs, without VAT (from the estimate)"),
        _("Own money, loans, the subsidy asked for"),
        _("What has been paid already and how it is proven"),
    )),
    (_("Plan-schedule"), (
        _("Stages with their days and who answers (from the plan-schedule)"),
        _("The chain in which a day's delay moves the end"),
    )),
    (_("Indicators"), (
        _("Output, sales, jobs by periods (from the indicators)"),
        _("On what the promise rests: contracts, the market"),
    )),
    (_("Risks"), (
        _("What may go wrong, and what you will do then"),
        _("What you would do without the subsidy"),
    )),
    (_("What we ask of the experts"), (
        _("Two or three questions on which you need advice"),
        _("Whom to write to"),
    )),
)  # fmt: skip
