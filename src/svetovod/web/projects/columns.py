"""Columns of the database that several readers of projects ask for."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, OuterRef, TextField
from django.db.models.functions import Cast

from svetovod.web.documents.models import Attachment

from .models import CostRow


def file_rows() -> ArraySubquery:
    """Name, hash and size of each file of a row of the estimate, the oldest first."""
    files = Attachment.objects.filter(
        subject_type=CostRow._meta.label_lower, subject_id=Cast(OuterRef("pk"), TextField())
    ).order_by("uploaded_at", "id")
    return ArraySubquery(files.values_list(texts("name", "sha256", "size")))


def texts(*names: str) -> Func:
    """Columns as an array of text: exact for decimals, unlike JSON."""
    return Func(
        *(Cast(name, TextField()) for name in names),
        template="ARRAY[%(expressions)s]", output_field=ArrayField(TextField()),
    )  # fmt: skip
