"""What browsers keep for ever changes its name with its content, scripts that scripts import as well."""

import re
import shutil
from pathlib import Path

import svetovod.web.common
from svetovod.web.common.collected import Collected
from svetovod.web.settings import base

SCRIPTS = Path(svetovod.web.common.__file__).parent / "static" / "js"
IMPORT = re.compile(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""")
NGINX = (Path(__file__).parents[3] / "deploy/nginx.conf").read_text(encoding="utf-8")


def collected(folder, changed=""):
    shutil.copytree(SCRIPTS, folder / "js")
    if changed:
        with (folder / "js" / changed).open("a") as file:
            file.write("// another version\n")
    store = Collected(location=folder, base_url="/static/")
    names = {f"js/{path.name}": (store, f"js/{path.name}") for path in (folder / "js").glob("*.js")}
    assert not [error for *_names, error in store.post_process(names) if isinstance(error, Exception)]
    return {name: store.hashed_files[store.hash_key(name)] for name in names}


def test_a_script_is_imported_by_its_name_of_this_version(tmp_path):
    assert base.STORAGES["staticfiles"]["BACKEND"] == f"{Collected.__module__}.Collected"
    names = collected(tmp_path)
    asked = [(hashed, found) for hashed in names.values() for found in IMPORT.findall((tmp_path / hashed).read_text())]
    assert len(asked) > 10
    for by, found in asked:
        assert re.fullmatch(r"\./\w+\.[0-9a-f]{12}\.js", found), f"{by} imports {found}"
        assert (tmp_path / "js" / found).is_file()


def test_who_imports_what_has_changed_has_another_name_itself(tmp_path):
    """Else a browser would keep the old one, which asks for the old one."""
    before, after = collected(tmp_path / "a"), collected(tmp_path / "b", changed="kept.js")
    differ = {name for name in before if before[name] != after[name]}
    assert differ == {"js/kept.js", "js/autosave.js", "js/door.js", "js/main.js"}


def test_the_proxy_lets_names_with_a_hash_alone_be_kept():
    pattern, kept, other = re.search(
        r'map \$uri \$svetovod_kept \{\s*"~([^"]+)" "([^"]+)";\s*default "([^"]+)";', NGINX
    ).groups()
    assert "immutable" in kept and other == "no-cache"
    assert "add_header Cache-Control $svetovod_kept;" in NGINX and "expires" not in NGINX
    for name, hashed in (("js/main.0123456789ab.js", True), ("css/a.b.0123456789ab.css", True), ("js/main.js", False)):
        assert bool(re.search(pattern, f"/static/{name}")) is hashed
