"""The documents as pages that any web server, or none, can show: `make docs` writes build/docs and checks every link.

One page a Markdown file, a list of pages for each room, the sheet and the colours of the product. Nothing is fetched
from anywhere; a link or an anchor that leads nowhere is an error, with the file it stands in.
"""

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

ROOT = Path(__file__).resolve().parents[1]
STYLES = ROOT / "src/svetovod/web/common/static/css"
SHEETS = ("tokens", "base", "tables", "print")
LANGS = ("en", "ru")
ROOMS = {
    "docs/tutorials": {
        "en": ("Tutorials", "The thread by hand, from a registration to a protocol."),
        "ru": ("Уроки", "Вся нить своими руками, от регистрации до протокола."),
    },
    "docs/how-to": {
        "en": ("How to", "One task each, for whoever has it today."),
        "ru": ("Как сделать", "По одной задаче на странице: для того, перед кем она стоит сегодня."),
    },
    "docs/explanation": {
        "en": ("How it works", "Methods with worked examples: what is computed, and why it may be believed."),
        "ru": ("Как это считается", "Методы с разобранными примерами: что рассчитано и почему этому можно верить."),
    },
    "docs/reference": {
        "en": ("Reference", "Drawn from the code where it can be: commands, roles, states, formats."),
        "ru": ("Справочник", "Роли, команды, состояния и форматы; где можно, страницы построены по коду."),
    },
    "docs/decisions": {
        "en": ("Decisions", "What was chosen, why, and what it costs."),
        "ru": ("Решения", "Что выбрано при разработке, почему и чего это стоит."),
    },
}
ALONE = (
    "README.md",
    "README.ru.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/glossary.md",
    "benchmarks/README.md",
)
PICTURES = {".png", ".svg"}
OUTSIDE = re.compile(r"[a-z]+:")


@dataclass
class Page:
    source: str
    """Path of the Markdown file from the root of the repository."""
    text: str
    title: str = ""
    anchors: list[tuple[str, str, int]] = field(default_factory=list)
    """Identifier, words and level of each heading."""
    tokens: Sequence[Token] = ()

    @property
    def place(self) -> str:
        """Path of the page from the root of the site."""
        return place_of(self.source)

    @property
    def lang(self) -> str:
        return "ru" if self.source.endswith(".ru.md") else "en"

    @property
    def other(self) -> str:
        """The source of the same page in the other language, whether or not there is one."""
        return self.source[:-6] + ".md" if self.lang == "ru" else self.source[:-3] + ".ru.md"

    @property
    def room(self) -> str:
        return str(PurePosixPath(self.source).parent)

    @property
    def lead(self) -> str:
        """The first words after the title, without marks."""
        words = [node for node in SyntaxTreeNode(self.tokens).children if node.type == "paragraph"]
        text = plain(words[0].children[0]) if words else ""
        return re.split(r"(?<=[.:;]) ", text)[0].rstrip(":;")


@dataclass
class Room:
    """The list of the pages of a folder for readers of one language."""

    folder: str
    lang: str
    listed: list[Page]
    """In this language."""
    foreign: list[Page]
    """Those that are in the other language alone."""

    @property
    def title(self) -> str:
        return ROOMS[self.folder][self.lang][0]

    @property
    def about(self) -> str:
        return ROOMS[self.folder][self.lang][1]

    @property
    def place(self) -> str:
        return room_place(self.folder, self.lang)


def room_place(folder: str, lang: str) -> str:
    return place_of(f"{folder}/README.md" if lang == "en" else f"{folder}/README.{lang}.md")


def place_of(source: str) -> str:
    """`README.md` of a folder is its `index.html`."""
    return re.sub(r"(^|/)README(?=[.])", r"\1index", source)[:-3] + ".html"


def slug(words: str) -> str:
    """The anchor that GitHub gives a heading: links work in both."""
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


def plain(node: SyntaxTreeNode) -> str:
    if node.children:
        return "".join(plain(child) for child in node.children)
    return " " if node.type in {"softbreak", "hardbreak"} else node.content


def read(sources: Sequence[str]) -> dict[str, Page]:
    parser = MarkdownIt("commonmark").enable("table")
    pages = {}
    for source in sources:
        page = Page(source, (ROOT / source).read_text(encoding="utf-8"))
        page.tokens = parser.parse(page.text)
        for node in SyntaxTreeNode(page.tokens).walk():
            if node.type == "heading":
                words = plain(node.children[0])
                same = sum(slug(words) == slug(known) for _, known, _ in page.anchors)
                page.anchors.append((slug(words) + (f"-{same}" if same else ""), words, int(node.tag[1])))
                node.nester_tokens.opening.attrSet("id", page.anchors[-1][0])  # type: ignore[union-attr]
        page.title = page.anchors[0][1] if page.anchors else source
        pages[source] = page
    return pages


def links(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    for token in tokens:
        for name in ("href", "src"):
            if name in token.attrs:
                yield token, name
        yield from links(token.children or ())


def led(page: Page, pages: dict[str, Page], pictures: set[str]) -> list[str]:
    """Make the links of a page lead to pages of the site; says which lead nowhere. What is only in the repository (a
    folder of the code) stays a name without a link."""
    lost = []
    for token, name in links(page.tokens):
        given = str(token.attrs[name])
        path, _, anchor = unquote(given).partition("#")  # a heading in Russian is an anchor in Russian
        if OUTSIDE.match(given):
            continue
        target = normpath(str(PurePosixPath(page.source).parent / path)) if path else page.source
        if target in pages:
            if anchor and anchor not in {each for each, _, _ in pages[target].anchors}:
                lost.append(f"{page.source}: {given}: no such heading")
            here = relpath(pages[target].place, str(PurePosixPath(page.place).parent))
            token.attrs[name] = (here if path else "") + (f"#{anchor}" if anchor else "")
        elif target in ROOMS:
            token.attrs[name] = relpath(room_place(target, page.lang), str(PurePosixPath(page.place).parent))
        elif PurePosixPath(target).suffix in PICTURES and (ROOT / target).is_file():
            pictures.add(target)
        elif (ROOT / target).exists():
            del token.attrs[name]
        else:
            lost.append(f"{page.source}: {given}: no such file")
    return lost


def build(out: Path) -> list[str]:
    """Write the site to `out`, an empty folder; returns what leads nowhere."""
    found = [*(name for name in ALONE if (ROOT / name).exists()), "docs/tour/README.md", "docs/tour/README.ru.md"]
    found += [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in sorted((ROOT / room).glob("*.md"))
        if path.name != "README.md"
    ]
    pages = read(found)
    pictures: set[str] = set()
    lost = [each for page in pages.values() for each in led(page, pages, pictures)]
    parser = MarkdownIt("commonmark").enable("table")
    template = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("site.html")
    rooms = {
        lang: [
            Room(
                folder,
                lang,
                [page for page in pages.values() if page.room == folder and page.lang == lang],
                [
                    page
                    for page in pages.values()
                    if page.room == folder and page.lang != lang and page.other not in pages
                ],
            )
            for folder in ROOMS
        ]
        for lang in LANGS
    }

    def write(place: str, lang: str, **said: object) -> None:
        def to(target: str) -> str:
            return relpath(target, str(PurePosixPath(place).parent))

        path = out / place
        path.parent.mkdir(parents=True, exist_ok=True)
        home = place_of("README.md" if lang == "en" else f"README.{lang}.md")
        html = template.render(rooms=rooms[lang], home=home, to=to, place=place, lang=lang, **said)
        path.write_text(html, encoding="utf-8")

    for page in pages.values():
        html = parser.renderer.render(page.tokens, parser.options, {})
        write(page.place, page.lang, page=page, html=html, title=page.title, other=pages.get(page.other))
    for each in zip(*rooms.values(), strict=True):
        for room, other in zip(each, reversed(each), strict=True):
            write(room.place, room.lang, room=room, title=room.title, other=other)
    for picture in sorted(pictures):
        (out / picture).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / picture, out / picture)
    styles = [(STYLES / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    (out / "site.css").write_text("\n".join([*styles, (Path(__file__).parent / "site.css").read_text()]))
    return lost


def main() -> None:
    out = ROOT / "build" / "docs"
    shutil.rmtree(out, ignore_errors=True)
    lost = build(out)
    if lost:
        sys.exit("links that lead nowhere:\n" + "\n".join(lost))
    print(f"{sum(1 for _ in out.rglob('*.html'))} pages: {out.relative_to(ROOT)}/index.html")


if __name__ == "__main__":
    main()
