"""Logos, photographs and a filed scan of the scene: all drawn by `drawings`, all marked."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.events import codes, services
from svetovod.web.events.enums import PeopleShown
from svetovod.web.events.models import PracticalSession

from . import drawings

AUTHOR, RIGHTS = "Программа Световод", "Рисунок вместо снимка, демонстрационные данные; свободно с указанием источника"
LOGOS = (("Ассоциация кластеров, технопарков и ОЭЗ России", "АКИТ"), ("АУ «Технопарк-Мордовия»", "ТПМ"),
         ("Правительство Республики Мордовия", "РМ"))  # fmt: skip
EARLIER = (("hall", "Зал презентаций", PeopleShown.EVENT), ("drums", "Барабаны оптического кабеля", PeopleShown.NOBODY))
LATER = (
    ("fibre", "Волокно на стенде", PeopleShown.NOBODY), ("lamps", "Цех световых приборов", PeopleShown.NOBODY),
)  # fmt: skip


def logos_build(session: PracticalSession, *, actor: Any, at: datetime) -> None:
    known = set(session.bodies.values_list("name", flat=True))
    for shape, (name, letters) in enumerate(LOGOS):
        if name in known:
            upload = SimpleUploadedFile("logo.png", drawings.logo(letters, shape), "image/png")
            services.logo_set(actor=actor, session=session, name=name, upload=upload, at=at)


def photographs_build(session: PracticalSession, views: Any, *, actor: Any, at: datetime) -> None:
    """Published: each with its author, rights, and the ground on which it may be shown."""
    if session.archive.exists():
        return
    for what, title, people in views:
        upload = SimpleUploadedFile(f"{what}.jpg", drawings.photograph(what), "image/jpeg")
        entry = services.entry_add(
            actor=actor, session=session, upload=upload, title=title, author=AUTHOR, rights=RIGHTS, people=people,
            made_on=session.starts_on, at=at,
        )  # fmt: skip
        services.entry_publish(actor=actor, entry=entry, at=at)


def sheets_build(session: PracticalSession, *, organiser: Any, scribe: Any, at: datetime) -> None:
    """Sheets are printed; the scan of the first is given, and files itself by its code when the job has read it."""
    if session.remark_sheets.exists():
        return
    services.sheets_make(actor=organiser, session=session, spare=4, at=at)
    first = session.remark_sheets.select_related("pitch__version", "session").order_by("number")[0]
    assert first.pitch is not None  # spare ones come after those that are of somebody
    code = codes.sheet_code(first)
    link = settings.BASE_URL.rstrip("/") + reverse("events:sheet_open", args=[session.slug, code])
    content = drawings.sheet(link, code, first.pitch.version.content["title"])
    services.scan_take(
        actor=scribe, session=session, upload=SimpleUploadedFile("list-1.jpg", content, "image/jpeg"), at=at
    )
