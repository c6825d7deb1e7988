"""What a page loads stays small, and a style that no page uses is gone."""

import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "svetovod" / "web"
STATIC = WEB / "common" / "static"
# bytes as they lie in the repository; the offline page of a selection is a program of its own
STYLES, SCRIPTS = 51_200, 40_960
# put together in code from a prefix and a value
MADE = re.compile(r"^(st|verdict|notice|toast|left|remark|moneyline|g|is|k\d|d\d)(--|-|$)")
ATTRIBUTE = re.compile(r"""class(?:Name)?\s*=\s*\\?["'`]([^"'`]*)""")
LITERAL = re.compile(r"""["']([a-z][\w -]*)["']""")


def test_styles_and_scripts_keep_their_budget() -> None:
    assert sum(path.stat().st_size for path in STATIC.rglob("*.css")) <= STYLES
    assert sum(path.stat().st_size for path in (STATIC / "js").glob("*.js")) <= SCRIPTS


def test_every_class_of_a_style_is_used() -> None:
    used = {"htmx-request"}
    for path in (each for end in ("html", "py", "js", "svg") for each in WEB.parent.rglob(f"*.{end}")):
        if "migrations" in path.parts:
            continue
        text = path.read_text(errors="replace")
        for found in (*ATTRIBUTE.finditer(text), *LITERAL.finditer(text)):
            used |= set(re.findall(r"[\w-]+", found[1]))
    styles = "".join(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S) for path in STATIC.rglob("*.css"))
    classes = {name for name in re.findall(r"\.([A-Za-z_][\w-]*)", styles) if not MADE.match(name)}
    assert not classes - used


def test_a_line_of_a_template_can_be_read() -> None:
    lines = ((path, line) for path in WEB.rglob("*.html") for line in path.read_text().splitlines())
    assert not [f"{path.relative_to(WEB)}: {line.strip()[:80]}" for path, line in lines if len(line) > 420]
