"""Messages of the web apps with Babel alone, no system gettext.

    python tools/messages.py extract|update|check|compile [app ...]

Message ids are English; the Russian of an app is in `src/svetovod/web/<app>/locale/ru/LC_MESSAGES/django.po`.
`update` keeps translations, drops messages no longer in the code and never guesses (no fuzzy entries).
"""

import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "svetovod" / "web"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
CALLED = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")  # a third of the files calls none: they need no reading
CYRILLIC = re.compile("[А-Яа-яЁё]")
PERCENT = re.compile(r"_\([\x22\x27][^()]*%[^()]*[\x22\x27]\)")
# a template that must speak both languages at once says so in a comment of its first lines
BILINGUAL = "messages: both languages at once"
HEADER = "# Russian of the app; edit translations here, then run tools/messages.py check."
STAMP = datetime(2021, 6, 24, tzinfo=UTC)  # a constant: a catalogue changes only when its messages do
Key = tuple[str, str]


def apps(names: list[str]) -> list[Path]:
    """Folders of the apps named, or of all that have something to translate."""
    found = [WEB / name for name in names] or [
        p for p in sorted(WEB.iterdir()) if (p / "apps.py").exists() and any(sources(p))
    ]
    missing = [path.name for path in found if not path.is_dir()]
    if missing:
        sys.exit(f"no such app: {', '.join(missing)}")
    return found


def sources(app: Path) -> Iterator[Path]:
    """Python files and templates of the app, in a stable order."""
    if not app.is_dir():
        return
    for path in sorted(app.rglob("*")):
        parts = path.relative_to(app).parts
        code = path.suffix == ".py" and "migrations" not in parts
        if code or ("templates" in parts and path.suffix in {".html", ".txt", ".svg"}):
            yield path


def catalogue_path(app: Path) -> Path:
    return app / "locale" / "ru" / "LC_MESSAGES" / "django.po"


def key_of(message: Message) -> Key:
    one = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", one)


def blank() -> Catalog:
    return Catalog(
        locale="ru",
        domain="django",
        header_comment=HEADER,
        project="svetovod",
        version="1",
        copyright_holder="Svetovod",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="ru",
        creation_date=STAMP,
        revision_date=STAMP,
        fuzzy=False,
    )


def extracted(app: Path) -> Catalog:
    """The messages that the code and the templates of the app use now."""
    found = blank()
    for path in sources(app):
        text, place = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        if path.suffix != ".py":
            # the indents of a template are not those of Python
            text = "\n".join(line.strip() for line in templatize(text, origin=place).splitlines())
        if not CALLED.search(text):
            continue
        code = io.BytesIO(text.encode())
        rows = extract("python", code, KEYWORDS, comment_tags=("Translators:",), options={"encoding": "utf-8"})
        for line, message, comments, context in rows:
            _add(found, message, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def _add(found: Catalog, message: Any, *, context: str | None, **rest: Any) -> None:
    """The same words alone and with a plural are one entry, the plural one."""
    plural = isinstance(message, tuple)
    old = found.get(message[0] if plural else message, context)
    if old is not None and isinstance(old.id, str) and plural:
        found.delete(old.id, context)
    elif old is not None and not isinstance(old.id, str) and not plural:
        message = old.id
    found.add(message, None, context=context, **rest)


def saved(app: Path) -> Catalog | None:
    path = catalogue_path(app)
    if not path.exists():
        return None
    with path.open("rb") as stream:
        return read_po(stream, locale="ru", domain="django", abort_invalid=True)


def update(app: Path) -> str:
    """Writes the catalogue of what is used now with the translations it already had."""
    fresh, before = extracted(app), saved(app)
    old = {key_of(m): m for m in before if m.id} if before else {}
    kept = 0
    for message in fresh:
        known = old.get(key_of(message)) if message.id else None
        if known is None or known.fuzzy:
            continue
        if type(known.id) is type(message.id):
            message.string, message.user_comments = known.string, known.user_comments
            kept += 1
    path = catalogue_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, fresh, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return f"{app.name}: {len(fresh)} messages, {kept} kept, {sum(1 for _ in _untranslated(fresh))} to translate"


def compile_one(app: Path) -> str:
    """The Russian, and the English of a library where we word it ourselves."""
    if saved(app) is None:
        return f"{app.name}: no catalogue"
    count = 0
    for path in sorted(app.glob("locale/*/LC_MESSAGES/django.po")):
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=path.parts[-3], domain="django", abort_invalid=True)
        catalogue.creation_date = STAMP  # one without this header would get the minute of its compiling
        with path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)
        count += len(catalogue)
    return f"{app.name}: {count} messages compiled"


def _strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string or "",)


def _untranslated(catalogue: Catalog) -> Iterator[Message]:
    for message in catalogue:
        if message.id and not (_strings(message) and all(_strings(message))):
            yield message


def check(app: Path) -> list[str]:
    """What is wrong with the app's messages, one line each."""
    fresh, catalogue = extracted(app), saved(app)
    wrong = [
        f"{app.name}: Cyrillic message id {key_of(m)[1]!r}" for m in fresh if m.id and CYRILLIC.search(key_of(m)[1])
    ]
    wrong += literals(app)
    used = {key_of(m): m for m in fresh if m.id}
    if catalogue is None:
        return wrong + ([f"{app.name}: no catalogue for {len(used)} messages, run update"] if used else [])
    have = {key_of(m): m for m in catalogue if m.id}
    wrong += [f"{app.name}: not in the catalogue: {key[1]!r}" for key in used if key not in have]
    wrong += [f"{app.name}: no longer used: {key[1]!r}" for key in have if key not in used]
    wrong += [f"{app.name}: fuzzy: {key[1]!r}" for key, m in have.items() if m.fuzzy]
    wrong += [f"{app.name}: not translated: {key_of(m)[1]!r}" for m in _untranslated(catalogue)]
    for message in catalogue:
        if message.id and all(_strings(message)):
            wrong += [f"{app.name}: {key_of(message)[1]!r}: {e}" for e in message.check(catalogue)]
            wrong += [f"{app.name}: {key_of(message)[1]!r}: {e}" for e in _edges(message)]
    return wrong


def _edges(message: Message) -> list[str]:
    """What Babel's checkers do not see: placeholders of scripts, stray spaces at the ends."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    wanted = set(re.findall(r"\{\w+\}", ids[-1]))
    bad = []
    for text in _strings(message):
        if set(re.findall(r"\{\w+\}", text)) != wanted:
            bad.append(f"placeholders differ in {text!r}")
        if text != text.strip() and ids[-1] == ids[-1].strip():
            bad.append(f"spaces at the ends of {text!r}")
    return bad


def literals(app: Path) -> list[str]:
    """Russian words typed into a template past translation."""
    wrong = []
    for path in sources(app):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py" or BILINGUAL in text:
            continue
        for number, line in enumerate(re.sub(r"\{#.*?#\}", "", text).splitlines(), 1):
            if CYRILLIC.search(line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: Cyrillic in the template: {line.strip()[:80]}")
            if PERCENT.search(line):
                wrong.append(f'{path.relative_to(ROOT)}:{number}: % inside _("...") is doubled, use translate ... as')
    return wrong


def conflicts(chosen: list[Path]) -> list[str]:
    """The same English said differently in two apps: Django keeps one of them, so a context must part them."""
    said: dict[Key, dict[tuple[str, ...], str]] = defaultdict(dict)
    for app in chosen:
        for message in saved(app) or ():
            if message.id and all(_strings(message)):
                said[key_of(message)].setdefault(_strings(message), app.name)
    return [f"{' and '.join(ways.values())} differ on {key[1]!r}" for key, ways in said.items() if len(ways) > 1]


def main(argv: list[str]) -> int:
    command, chosen = (argv[0] if argv else ""), apps(argv[1:])
    if command == "extract":
        for app in chosen:
            print(*sorted(f"{app.name}: {'|'.join(filter(None, key_of(m)))}" for m in extracted(app) if m.id), sep="\n")
        return 0
    if command in {"update", "compile"}:
        print(*[(update if command == "update" else compile_one)(app) for app in chosen], sep="\n")
        return 0
    if command == "check":
        wrong = [line for app in chosen for line in check(app)] + conflicts(chosen)
        print(*wrong, sep="\n")
        print(
            f"{len(wrong)} problems in {len(chosen)} apps" if wrong else f"messages of {len(chosen)} apps are in order"
        )
        return bool(wrong)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
