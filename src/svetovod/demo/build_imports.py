"""Workbooks of a region's clusters uploaded at once, compared and waiting to be chosen. Figures are invented."""

from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.accounts.actors import Actor
from svetovod.web.registry.bulk import services, work
from svetovod.web.registry.models import BulkImport

from . import bridge
from .build_selection import moment
from .clusters import CHEMISTRY, MACHINES, OPTICS

AT = moment("2021-06-09 11:00")
# file, example it resembles, name, region, first number of its enterprises, trades
BOOKS = (
    ("kabel.xlsx", "conforming", "Кабельный кластер 4", "RU-MO", 1060, OPTICS),
    ("optika.xlsx", "dependence-14", "Оптический кластер 2", "RU-MO", 1040, OPTICS),
    ("kompozity.xlsx", "conforming", "Кластер композитов Мордовии 13", "RU-MO", 1300, CHEMISTRY),
    ("stanki.xlsx", "conforming", "Станкостроительный кластер 5", "RU-NIZ", 1100, MACHINES),
)


def imports_build(region: Actor) -> None:
    """Once."""
    if BulkImport.objects.exists():
        return
    uploads = [
        SimpleUploadedFile(file, bridge.likeness(like, title=title, regions=[place], first=first, trades=trades).read())
        for file, like, title, place, first, trades in BOOKS
    ]
    uploads.append(SimpleUploadedFile("ispravit.xlsx", bridge.example("spoiled").read_bytes()))
    made = services.bulk_upload(actor=region, uploads=uploads, at=AT)
    work.run(made.pk, at=AT)
