"""The job of a survey: its two tables read, everything found kept, the tables thrown away."""

from django.db import transaction

from svetovod.web.registry.models import Organisation

from . import bridge
from .enums import SurveyState
from .models import Survey, SurveyCandidate, SurveyCell, SurveyFirm

_BATCH = 2000


def run(survey_id: int) -> None:
    """Safe to run any number of times: a survey that was read is left as it is."""
    with transaction.atomic():
        survey = Survey.objects.select_for_update(no_key=True).filter(pk=survey_id, state=SurveyState.WAITING).first()
        if survey is None:
            return
        files = {file.kind: bytes(file.raw) for file in survey.files.all()}
        known = frozenset(Organisation.objects.values_list("inn", flat=True))
        reading = bridge.read_survey(files["firms"], files["purchases"], on=survey.law_on, known=known)
        survey.problems, survey.counts = reading.problems, reading.counts
        survey.state = SurveyState.FAILED if reading.problems else SurveyState.READ
        survey.save(update_fields=["problems", "counts", "state"])
        _keep(survey, reading)
        survey.files.all().delete()


def unfinished() -> list[int]:
    return list(Survey.objects.filter(state=SurveyState.WAITING).values_list("pk", flat=True))


def _keep(survey: Survey, reading: bridge.Reading) -> None:
    names = ("region", "group", "makers", "sellers", "sold", "importers", "imported", "outsiders", "outside")
    cells = [SurveyCell(survey=survey, **{name: getattr(each, name) for name in names}) for each in reading.cells]
    SurveyCell.objects.bulk_create(cells, batch_size=_BATCH)
    SurveyFirm.objects.bulk_create(
        SurveyFirm(survey=survey, inn=inn, makes=makes, imports=imports)
        for inn, (makes, imports) in reading.firms.items()
    )
    SurveyCandidate.objects.bulk_create(
        (SurveyCandidate(survey=survey, place=place, **each) for place, each in enumerate(reading.candidates, 1)),
        batch_size=_BATCH,
    )
