"""Databases that are made once for all tests, by whichever needs them first."""

import os
from contextlib import nullcontext
from pathlib import Path

from tests import databases


def test_a_scene_has_its_files_where_all_tests_look(settings, tmp_path, monkeypatch):
    """Also when the first test that needs it has a folder of its own."""
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    monkeypatch.setattr(databases, "exists", lambda _name: False)
    monkeypatch.setattr(databases, "connected", lambda _name: nullcontext())
    for name in ("clone", "administer"):
        monkeypatch.setattr(databases, name, lambda *_said: None)
    found = []
    databases.made("scene", "root", lambda: found.append((settings.VAR, settings.MEDIA_ROOT)))
    run = Path(os.environ["SVETOVOD_VAR"])
    assert found == [(run, run / "files")]
    assert tmp_path == settings.VAR
