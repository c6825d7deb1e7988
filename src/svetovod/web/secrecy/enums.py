from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Turn(TextChoices):
    """What became of a mark. `followed`: a copy of a marked file was marked with it."""

    SET = "set", _("put on")
    FOLLOWED = "followed", _("put on a copy of the file")
    LIFTED = "lifted", _("taken off")


class How(TextChoices):
    """`sheet`: the file as it is, in an archive with a sheet that names the reader."""

    VIEW = "view", _("shown on a page")
    COPY = "copy", _("copy with the reader's name")
    SHEET = "sheet", _("file with a mark sheet")
    ORIGINAL = "original", _("original")
    ARCHIVE = "archive", _("in an archive")
