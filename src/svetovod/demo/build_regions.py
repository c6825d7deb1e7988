"""A survey of an invented country's purchases, published, and enterprises that show something of themselves."""

from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.regions import services, work
from svetovod.web.regions.enums import PublicField
from svetovod.web.regions.models import Survey
from svetovod.web.registry.models import ClusterSheet, Organisation

from . import bridge
from .build_selection import moment
from .cast import Company

AT = moment("2021-06-08 10:00")
CARD = (PublicField.CARD, PublicField.PRODUCTS)
# enterprises of the scene by their numbers, and what each shows of itself
SHOWN = (
    (101, (*CARD, PublicField.VISITS)), (102, CARD), (103, (*CARD, PublicField.IMPORTS)),
    (9000, (*CARD, PublicField.VISITS)),
    (9001, (PublicField.CARD, PublicField.VISITS)), (1101, CARD), (1121, CARD),
)  # fmt: skip


def regions_build(company: Company) -> None:
    """Once."""
    if Survey.objects.exists():
        return
    officer = company.actor("officer")
    firms, purchases = bridge.country(_own_firms())
    survey = services.survey_upload(
        actor=officer, title="Закупки предприятий за 2020 год", source="выдуманная экономика",
        law_on=AT.date(), at=AT, is_demo=True,
        files={"firms": SimpleUploadedFile("firms.parquet", firms),
               "purchases": SimpleUploadedFile("purchases.parquet", purchases)},
    )  # fmt: skip
    work.run(survey.pk)
    services.survey_publish(actor=officer, survey=survey, at=AT)
    for number, fields in SHOWN:
        organisation = Organisation.objects.filter(inn=bridge.invented_inn(number)).first()
        if organisation is not None:
            services.publication_set(
                actor=company.partner(organisation), organisation=organisation, fields=fields, at=AT
            )


def _own_firms() -> list[tuple[str, str, str]]:
    """What participants of the scene's clusters sold to each other: INN, region, code."""
    region = dict(Organisation.objects.values_list("inn", "region"))
    sold = {
        (row["seller"], region[row["seller"]], row["okpd2"])
        for content in ClusterSheet.objects.values_list("content", flat=True)
        for row in content["purchases"]
        if row["seller"] in region
    }
    return sorted(sold)
