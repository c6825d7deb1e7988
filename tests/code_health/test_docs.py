"""Documents say what is there: drawn pages are fresh, links lead somewhere, every command is described."""

import importlib
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("benchmarks/*.md"), ROOT / "CHANGELOG.md"]
)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_drawn_pages_are_fresh() -> None:
    command = [sys.executable, ROOT / "tools" / "docs.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = (target.partition("#")[0] for target in LINK.findall(page.read_text(encoding="utf-8")))
    outside = re.compile(r"[a-z]+:")
    lost = [
        target for target in targets if target and not outside.match(target) and not (page.parent / target).exists()
    ]
    assert lost == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        lost = importlib.import_module("site_of_documents").build(out)
    finally:
        sys.path.remove(str(ROOT / "tools"))
    assert lost == []
    return out


def test_every_document_is_a_page(site: Path) -> None:
    assert len(list(site.rglob("*.html"))) > len(PAGES) - 3


def test_pages_lead_somewhere_and_fetch_nothing(site: Path) -> None:
    wrong = []
    for page in site.rglob("*.html"):
        for name, given in re.findall(r'<\w+\b[^>]*?\b(href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            path, _, anchor = unquote(unescape(given)).partition("#")
            target = page if not path else page.parent / path
            if re.match(r"[a-z]+:", given):
                wrong += [f"{page.name} fetches {given}"] if name == "src" else []
            elif not target.is_file() or (anchor and f'id="{anchor}"' not in target.read_text(encoding="utf-8")):
                wrong.append(f"{page.relative_to(site)}: {given}")
    assert wrong == []


def test_the_search_finds_links() -> None:
    found = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"README.ru.md", "docs/architecture.md"} <= set(found)


def test_every_room_of_the_engine_is_told_of() -> None:
    told = (ROOT / "docs/reference/rooms.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "src/svetovod/engine").glob("*/__init__.py")]
    assert [name for name in rooms if f"`engine.{name}`" not in told] == []


def test_every_command_is_described() -> None:
    from svetovod.cli.app import COMMANDS

    words = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "docs/reference/commands.md").read_text(
        encoding="utf-8"
    )
    assert [name for name in COMMANDS if f"svetovod {name}" not in words] == []


@pytest.mark.parametrize("name", [path.name for path in (ROOT / "docs").rglob("*.ru.md")])
def test_translated_pages_stand_beside_their_originals(name: str) -> None:
    assert list((ROOT / "docs").rglob(name.replace(".ru.md", ".md"))), name


def test_the_walk_to_a_place_still_finds_it() -> None:
    page = (ROOT / "docs" / "how-to" / "find-the-place.md").read_text(encoding="utf-8")
    searches = re.findall(r"`(grep [^`]+)`", page)
    assert len(searches) > 5
    for search in searches:
        found = subprocess.run(["bash", "-c", search], cwd=ROOT, capture_output=True, text=True, check=False)
        assert found.stdout, search


# for those who build or keep the product, who read English: what anybody else reads stands in both languages
ENGLISH_ALONE = {
    "architecture.md", "glossary.md", "how-to/add-a-notice.md", "how-to/add-a-page.md", "how-to/add-a-rule.md",
    "how-to/describe-a-measure.md", "how-to/extend.md", "how-to/find-the-place.md", "how-to/use-the-api.md",
    "reference/api.md", "reference/assurance.md", "reference/asvs.md", "reference/backup-format.md",
    "reference/commands.md",
    "reference/cryptography.md", "reference/export-format.md", "reference/first-hours.md", "reference/journal.md",
    "reference/maintenance.md", "reference/monitoring.md", "reference/packages.md", "reference/python-api.md",
    "reference/rooms.md", "reference/security.md", "reference/settings.md", "reference/versions.md",
}  # fmt: skip


def test_what_users_read_stands_in_both_languages() -> None:
    docs = ROOT / "docs"
    pages = [page for page in docs.rglob("*.md") if "decisions" not in page.parts and not page.name.endswith(".ru.md")]
    alone = {str(page.relative_to(docs)) for page in pages if not page.with_suffix(".ru.md").exists()}
    assert alone == ENGLISH_ALONE


@pytest.mark.parametrize("page", [page for page in PAGES if page.name.endswith(".ru.md")], ids=lambda page: page.name)
def test_pages_in_two_languages_lead_to_each_other(page: Path) -> None:
    beside = page.with_name(page.name.replace(".ru.md", ".md"))
    assert f"({beside.name})" in page.read_text(encoding="utf-8")
    assert f"({page.name})" in beside.read_text(encoding="utf-8")
