"""A pattern made of words has their signs escaped, and scripts keep what comes from outside out of prototypes."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "src/svetovod"
CALLS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"}
# made of patterns of our own, which are constants of these files, or escaped word by word before they are joined
OWN = {
    "engine/workbooks/dates.py", "engine/claims/twice.py", "engine/disclosure/find.py", "web/selection/veil.py",
    "web/documents/markings.py",
}  # fmt: skip
ESCAPED_IN = {
    "engine/disclosure/find.py": "engine/disclosure/names.py",
    "web/selection/veil.py": "web/selection/veil.py",
}


def made_of_values(pattern: ast.expr) -> bool:
    """Neither constant nor escaped: a value stands in it as it came."""
    for node in ast.walk(pattern):
        if isinstance(node, ast.FormattedValue) and "re.escape(" not in ast.unparse(node.value):
            return True
        if isinstance(node, ast.BinOp) and not (
            isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant)
        ):
            return True
    return isinstance(pattern, ast.Call) and "re.escape" not in ast.unparse(pattern)


def patterns(path: Path) -> list[tuple[int, ast.expr]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute)):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in CALLS:
            found.append((node.lineno, node.args[0]))
    return found


def test_no_pattern_is_made_of_unescaped_words() -> None:
    seen, loose = 0, []
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        for line, pattern in patterns(path):
            seen += 1
            if name not in OWN and made_of_values(pattern):
                loose.append(f"{name}:{line}: {ast.unparse(pattern)}")
    assert seen > 100 and loose == []


def test_those_that_join_words_escape_them_first() -> None:
    for name in ESCAPED_IN.values():
        assert "re.escape(" in (ROOT / name).read_text(encoding="utf-8")


def test_what_is_looked_for_would_be_found() -> None:
    for bad in ('f"^{word}$"', '"^" + word', '"|".join(words)'):
        assert made_of_values(ast.parse(bad, mode="eval").body), bad
    for good in ('f"^{re.escape(word)}$"', '"|".join(map(re.escape, words))', '"^a$"'):
        assert not made_of_values(ast.parse(good, mode="eval").body), good


# a key that came from outside may be __proto__: such go into Map, Set, FormData or URLSearchParams
POLLUTING = re.compile(
    r"__proto__|\bprototype\b|\bsetPrototypeOf\b|Object\.assign\((?!document\.createElement|td,)|\$\.extend"
)
ASSIGNED = re.compile(r"([\w.]+)\[([a-zA-Z_][\w.]*)\]\s*=(?!=)")
# numbers into an array; columns of the estimate into a row that has no prototype
KNOWN = {("check.js", "w", "n"), ("check.js", "h", "n"), ("estimate.js", "add", "name")}


def test_scripts_pollute_no_prototype() -> None:
    scripts = [path for path in ROOT.rglob("*.js") if "vendor" not in path.parts]
    assert len(scripts) > 10
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert not POLLUTING.search(text), path.name
        assert {(path.name, *found) for found in ASSIGNED.findall(text)} <= KNOWN, path.name
