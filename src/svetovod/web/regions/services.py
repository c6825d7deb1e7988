"""Writing of surveys and of what enterprises publish. The reading of a survey is a job's (`work.py`)."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.documents.scanning import upload_scanned
from svetovod.web.registry.models import Organisation

from .access import ACCESS
from .enums import PublicField, SurveyState
from .models import Publication, Survey, SurveyFile

MOST_BYTES = 64 * 2**20  # of one table


@transaction.atomic
def survey_upload(
    *, actor: Any, title: str, source: str, law_on: date, files: Mapping[str, Any], at: datetime, is_demo: bool = False
) -> Survey:
    """Keeps both tables until they are read; the same two again give the survey made of them before."""
    actor = ACCESS.admit("survey.create", actor)
    raw = {kind: _bytes(upload) for kind, upload in files.items()}
    hashes = {f"{kind}_sha256": hashlib.sha256(content).hexdigest() for kind, content in raw.items()}
    if made := Survey.objects.filter(**hashes).exclude(state=SurveyState.FAILED).first():
        return made
    survey = Survey.objects.create(
        title=title, source=source, law_on=law_on, is_demo=is_demo, made_by_id=actor.person_id, made_at=at, **hashes
    )
    SurveyFile.objects.bulk_create(
        SurveyFile(survey=survey, kind=kind, name=str(files[kind].name)[-200:], raw=content)
        for kind, content in raw.items()
    )
    record(actor=actor, action="survey.upload", subject=survey, at=at, **hashes)
    _work(survey)
    return survey


def _bytes(upload: Any) -> bytes:
    if upload.size > MOST_BYTES:
        raise Refused(
            "survey.large",
            _("The table is larger than %(limit)d MB. Send it as Parquet, or keep the dearest purchases only.")
            % {"limit": MOST_BYTES // 2**20},
        )
    upload_scanned(upload)
    return bytes(upload.read())


def _work(survey: Survey) -> None:
    from .tasks import survey_read  # the task module imports the work

    survey_read.defer(survey_id=survey.pk)


@transaction.atomic
def survey_publish(*, actor: Any, survey: Survey, at: datetime) -> Survey:
    """From now on pages of regions show it; asked again, nothing changes."""
    actor = ACCESS.admit("survey.publish", actor)
    row = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if row.state == SurveyState.PUBLISHED:
        return row
    if row.state not in {SurveyState.READ, SurveyState.WITHDRAWN}:
        raise Refused(
            "survey.unread", _("Only a survey that was read can be published. Wait until it is, or upload it anew.")
        )
    row.state, row.published_at = SurveyState.PUBLISHED, at
    row.save(update_fields=["state", "published_at"])
    record(actor=actor, action="survey.publish", subject=row, at=at)
    return row


@transaction.atomic
def survey_withdraw(*, actor: Any, survey: Survey, at: datetime) -> Survey:
    """Pages go back to the survey published before it, or say that there is none."""
    actor = ACCESS.admit("survey.publish", actor)
    row = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if row.state == SurveyState.PUBLISHED:
        row.state = SurveyState.WITHDRAWN
        row.save(update_fields=["state"])
        record(actor=actor, action="survey.withdraw", subject=row, at=at)
    return row


@transaction.atomic
def publication_set(*, actor: Any, organisation: Organisation, fields: Collection[str], at: datetime) -> None:
    """The enterprise shows these fields and no other. What it takes back is gone from every page at once."""
    actor = ACCESS.admit("publication.set", actor, organisation)
    if changed := _write(organisation, "shown", fields, at):
        record(
            actor=actor, action="publication.set", subject=organisation, at=at, fields=sorted(fields), changed=changed
        )


@transaction.atomic
def publication_withhold(*, actor: Any, organisation: Organisation, fields: Collection[str], at: datetime) -> None:
    """The ministry keeps these fields back, whatever the enterprise says, and no other."""
    actor = ACCESS.admit("publication.withhold", actor, organisation)
    if changed := _write(organisation, "withheld", fields, at):
        record(
            actor=actor,
            action="publication.withhold",
            subject=organisation,
            at=at,
            fields=sorted(fields),
            changed=changed,
        )


def _write(organisation: Organisation, column: str, fields: Collection[str], at: datetime) -> list[str]:
    """Names of the fields that changed."""
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    rows = {row.field: row for row in Publication.objects.filter(organisation=organisation)}
    changed = []
    for name in PublicField.values:
        row = rows.get(name) or Publication(organisation=organisation, field=name)
        wanted = name in fields
        if getattr(row, column) != wanted:
            setattr(row, column, wanted)
            row.changed_at = at
            row.save()
            changed.append(name)
    return changed
