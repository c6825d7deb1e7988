"""`svetovod doctor`: what is configured and what is wrong. Works without a database, and says so."""

import os
import re
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from .doctor_backups import backups
from .doctor_files import breached, faults, first_line, keys, known_faults_file, quarantine, readings, scanner
from .doctor_place import NOTE, OK, PROBLEM, Check, clock, disk, envelopes, maintenance, owed, shares, worker
from .doctor_proxy import proxy
from .options import LANG, language
from .output import SCHEMA_VERSION, emit_json

app = typer.Typer(add_completion=False)
OLDEST_POSTGRES = 150000
ROLES = ("svetovod_owner", "svetovod_app", "svetovod_reader")
MARKS = {OK: "+", NOTE: "i", PROBLEM: "!"}


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Say what is configured and what is wrong; exit code 1 when something is. Example: svetovod doctor --json"""
    language(lang, [], as_json=as_json)
    checks = list(examine())
    bad = [check for check in checks if check.status == PROBLEM]
    if as_json:
        rows = [{"name": c.name, "status": c.status, "message": getattr(c, lang)} for c in checks]
        emit_json({"schema_version": SCHEMA_VERSION, "ok": not bad, "checks": rows})
    else:
        for check in checks:
            typer.echo(f"[{MARKS[check.status]}] {check.name}: {getattr(check, lang)}")
    raise typer.Exit(1 if bad else 0)


def examine() -> Iterator[Check]:
    """All checks, from what needs nothing to what needs the database."""
    yield python()
    yield packages()
    yield faults(known_faults_file())
    embedded = _attach()
    settings = _settings()
    if isinstance(settings, Check):
        yield settings
        return
    from django.utils import timezone

    yield mode(settings)
    yield from folders(settings)
    yield from maintenance(timezone.now)
    yield from keys(settings)
    yield breached(settings.BREACHED_PASSWORDS)
    yield fonts()
    if settings.BOUNDARIES_FILE:
        yield borders(Path(settings.BOUNDARIES_FILE))
    yield static(settings)
    yield mail(settings)
    yield scanner(settings)
    yield from backups()
    reached = database() if embedded is None else embedded
    yield reached
    if reached.status != OK:
        yield Check("journal", NOTE, "не проверен: нет базы данных", "not checked: there is no database")
        return
    found = {check: _guarded(check) for check in (roles, migrations, privileges, journal, outbox, jobs)}
    yield from found.values()
    # of tables that a database behind its version may not have, nor one whose first start is not over
    if found[migrations].status == OK:
        yield quarantine()
        yield readings()
        yield addresses()
        yield worker(_rows, owed())
        yield from shares()
        yield from envelopes()
        yield from proxy(settings)
    yield from clock(_rows, timezone.now, owed())


def _attach() -> Check | None:
    """Points at the embedded server if it runs; the check that says that it does not."""
    if os.environ.get("DATABASE_URL"):
        return None
    from svetovod import postgres

    folder = Path(os.environ.get("SVETOVOD_VAR", "var")).resolve()
    server = postgres.attached(folder)
    if server is None:
        return Check("database", NOTE, "встроенная, сейчас не запущена: её запускает svetovod serve",
                     "embedded, not running now: svetovod serve starts it")  # fmt: skip
    os.environ["DATABASE_URL"] = server.url("svetovod_app")
    return None


def _guarded(check: Callable[[], Check]) -> Check:
    """A check that fails is itself a finding: the rest still runs."""
    from django.db import Error

    try:
        return check()
    except (Error, OSError, ValueError) as error:
        said = first_line(error)
        return Check(check.__name__, PROBLEM, f"не удалось проверить: {said}", f"could not be checked: {said}")


def python() -> Check:
    now = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return Check("python", OK if good else PROBLEM, f"{now}, нужен 3.11 или новее", f"{now}, 3.11 or newer is needed")


def lock_file() -> Path | None:
    """The list of pinned packages: beside the sources, in the environment that was made from it, in the folder."""
    places = (Path(__file__).resolve().parents[3], Path(sys.prefix), Path())
    return next((path for place in places if (path := place / "requirements.lock").exists()), None)


def packages() -> Check:
    from importlib.metadata import PackageNotFoundError, version

    lock = lock_file()
    if lock is None:
        return Check("packages", NOTE, "нет requirements.lock: не сверено", "no requirements.lock: not compared")
    wrong = []
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    for name, wanted in pinned:
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "-"
        if found != wanted:
            wrong.append(f"{name} {found} != {wanted}")
    if wrong:
        shown = ", ".join(wrong[:5]) + (" ..." if len(wrong) > 5 else "")
        return Check(
            "packages", PROBLEM, f"не те версии ({len(wrong)}): {shown}", f"other versions ({len(wrong)}): {shown}"
        )
    return Check("packages", OK, f"{len(pinned)} по requirements.lock", f"{len(pinned)} as in requirements.lock")


def _settings() -> Any:
    """Django's settings, or the check that says why there are none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.base")
    try:
        import django
        from django.conf import settings

        django.setup()
    except Exception as error:
        said = first_line(error)
        return Check("settings", PROBLEM, f"не читаются: {said}", f"cannot be read: {said}")
    return settings


def mode(settings: Any) -> Check:
    name = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    production = name.endswith("production")
    if production and (settings.DEMO or settings.DEBUG):
        return Check("settings", PROBLEM, "демонстрация или отладка в производственных настройках",
                     "demonstration or debugging in production settings")  # fmt: skip
    flags = ", ".join(flag for flag in ("DEMO", "DEBUG") if getattr(settings, flag))
    status = OK if production else NOTE
    return Check("settings", status, f"{name} {flags}".strip(), f"{name} {flags}".strip())


def folders(settings: Any) -> Iterator[Check]:
    var = Path(settings.VAR)
    if not var.is_dir():
        yield Check("folder", PROBLEM, f"нет папки {var}", f"there is no folder {var}")
    elif not os.access(var, os.W_OK):
        yield Check("folder", PROBLEM, f"в {var} нельзя писать", f"{var} is not writable")
    else:
        yield Check("folder", OK, f"{var}, доступна для записи", f"{var}, writable")
        yield disk(var)
        files = Path(settings.MEDIA_ROOT)
        if files.is_dir() and files.stat().st_dev != var.stat().st_dev:  # else it is told of the folder's
            yield disk(files, "files disk")


def fonts() -> Check:
    try:
        import font_roboto
        import typst  # noqa: F401 -- only whether it loads

        found = list((Path(font_roboto.__file__).parent / "files").glob("Roboto-*.ttf"))
    except ImportError as error:
        return Check("documents", PROBLEM, f"нет пакета: {error.name}", f"package missing: {error.name}")
    if not found:
        return Check("documents", PROBLEM, "нет шрифтов Roboto", "the Roboto fonts are missing")
    return Check("documents", OK, f"typst, шрифтов: {len(found)}", f"typst, fonts: {len(found)}")


_BORDERS = {
    "missing": ("не читается", "cannot be read"),
    "large": ("больше 200 МБ: упростите границы", "is over 200 MB: simplify the borders"),
    "not_geojson": ("не GeoJSON FeatureCollection", "is no GeoJSON FeatureCollection"),
    "no_regions": ("ни один контур не назван регионом", "names no outline after a region"),
}


def borders(path: Path) -> Check:
    from svetovod.engine.reference import boundaries, regions

    try:
        found = boundaries.read(path)
    except boundaries.BoundariesError as error:
        ru, en = _BORDERS[error.code]
        return Check("borders", PROBLEM, f"{path} {ru}", f"{path} {en}")
    counts = f"{len(found.paths)} / {len(regions.all())}"
    if not found.strange:
        return Check("borders", OK, f"регионов: {counts}", f"regions: {counts}")
    return Check("borders", NOTE, f"регионов: {counts}, контуров не узнано: {found.strange}",
                 f"regions: {counts}, outlines not recognised: {found.strange}")  # fmt: skip


def static(settings: Any) -> Check:
    collected = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    if collected or settings.DEBUG:
        return Check("static", OK, "собрано" if collected else "отдаётся из исходников",
                     "collected" if collected else "served from the sources")  # fmt: skip
    status = PROBLEM if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith("production") else NOTE
    return Check("static", status, "не собрано: соберёт svetovod serve или manage prepare",
                 "not collected: svetovod serve or manage prepare does it")  # fmt: skip


def mail(settings: Any) -> Check:
    backend = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    if backend != "smtp":
        return Check("mail", NOTE, f"{backend}: письма никуда не уходят", f"{backend}: letters go nowhere")
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=3).close()
    except OSError as error:
        return Check("mail", PROBLEM, f"{place} не отвечает: {error}", f"{place} does not answer: {error}")
    return Check("mail", OK, f"{place} отвечает", f"{place} answers")


def database() -> Check:
    from django.db import Error, connection

    try:
        connection.ensure_connection()
    except (Error, OSError) as error:
        said = first_line(error)
        return Check("database", PROBLEM, f"недоступна: {said}", f"cannot be reached: {said}")
    number = int(connection.pg_version)  # type: ignore[attr-defined]  # our only database is PostgreSQL
    shown = f"PostgreSQL {number // 10000}.{number % 10000}"
    if number < OLDEST_POSTGRES:
        return Check("database", PROBLEM, f"{shown}: нужен 15 или новее", f"{shown}: 15 or newer is needed")
    return Check("database", OK, shown, shown)


def _rows(query: str, *parameters: Any) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


def roles() -> Check:
    known = {row[0] for row in _rows("select rolname from pg_roles where rolname = any(%s)", list(ROLES))}
    missing = [role for role in ROLES if role not in known]
    if missing:
        names = ", ".join(missing)
        return Check("roles", NOTE, f"нет ролей: {names}", f"roles missing: {names}")
    ((user, mighty),) = _rows("select current_user, rolsuper from pg_roles where rolname = current_user")
    if mighty:
        return Check("roles", NOTE, f"{user}: суперпользователь, запреты на него не действуют",
                     f"{user} is a superuser: refusals do not hold for it")  # fmt: skip
    return Check("roles", OK, str(user), str(user))


def migrations() -> Check:
    from django.core.management.base import CommandError

    from svetovod.web.audit.management.commands.prepare import the_executor

    try:
        executor = the_executor()
    except CommandError as error:
        return Check("migrations", PROBLEM, "база прежнего устройства: прочтите, что говорит svetovod manage prepare",
                     str(error))  # fmt: skip
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return Check("migrations", PROBLEM, f"не применено: {len(plan)}; svetovod manage prepare",
                     f"not applied: {len(plan)}; svetovod manage prepare")  # fmt: skip
    return Check("migrations", OK, "все применены", "all applied")


def privileges() -> Check:
    """Whether the product's own role could change what must never change."""
    from svetovod.web.audit.management.commands.prepare import APP, append_only_tables

    if not _rows("select 1 from pg_roles where rolname = %s", APP):
        return Check("privileges", NOTE, f"нет роли {APP}", f"there is no role {APP}")
    loose = [
        table for table in append_only_tables()
        if _rows("select has_table_privilege(%s, %s, 'update, delete, truncate')", APP, f'"{table}"')[0][0]
    ]  # fmt: skip
    if loose:
        names = ", ".join(loose[:3])
        return Check("privileges", PROBLEM, f"{APP} может менять: {names}", f"{APP} may change: {names}")
    return Check("privileges", OK, "журнал и история только пополняются", "the journal and the history only grow")


def journal() -> Check:
    from svetovod.web.audit import selectors

    findings = selectors.verify_journal()
    size = selectors.head().size
    if findings:
        first = f"{findings[0].code}, {findings[0].index}"
        return Check("journal", PROBLEM, f"нарушен ({len(findings)}): {first}", f"broken ({len(findings)}): {first}")
    return Check("journal", OK, f"цел, записей: {size}", f"whole, entries: {size}")


def outbox() -> Check:
    from svetovod.web.notices.delivery import FORGOTTEN, forgotten
    from svetovod.web.notices.enums import NEEDS_OPERATOR
    from svetovod.web.notices.models import AddressHold, OutgoingMail

    if left := forgotten():
        minutes = int(FORGOTTEN.total_seconds() // 60)
        return Check(
            "outbox", PROBLEM,
            f"писем, чья отправка оборвалась больше {minutes} мин назад: {left}; фоновые задачи стоят, а они отдали бы "
            "такие письма на решение администратору: systemctl restart svetovod-worker",
            f"letters whose sending broke off over {minutes} min ago: {left}; background jobs stand, which would give "
            "such letters to the administrator to decide: systemctl restart svetovod-worker",
        )  # fmt: skip
    stuck = OutgoingMail.objects.filter(state__in=NEEDS_OPERATOR).count()
    held = AddressHold.objects.filter(corrected="").count()
    return Check(
        "outbox", NOTE if stuck or held else OK,
        f"писем, ждущих решения: {stuck}; адресов, не принимающих писем: {held}",
        f"letters that need a decision: {stuck}; addresses that take no letters: {held}",
    )  # fmt: skip


def addresses() -> Check:
    """Of accounts made before signs that nobody sees were taken out of what is typed."""
    from svetovod.web.accounts.selectors import people_with_unseen_signs

    found = people_with_unseen_signs().filter(is_active=True).count()
    if not found:
        return Check("addresses", OK, "невидимых знаков в адресах нет", "no unseen signs in addresses")
    cure = "svetovod manage mend_addresses"
    return Check(
        "addresses", PROBLEM,
        f"учётных записей с невидимыми знаками в адресе: {found}, их владельцы не войдут; {cure}",
        f"accounts with unseen signs in their address: {found}, whose owners cannot sign in; {cure}",
    )  # fmt: skip


def jobs() -> Check:
    failed = _rows("select count(*) from procrastinate_jobs where status = 'failed'")[0][0]
    status = NOTE if failed else OK
    return Check("jobs", status, f"неудавшихся фоновых задач: {failed}", f"failed background jobs: {failed}")
