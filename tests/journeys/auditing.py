"""The auditor's part of the thread: the export is whole, and one flipped byte is named."""

import json
import subprocess
from pathlib import Path
from typing import Any

from .conftest import ROUND, SVETOVOD, People


def auditor_verifies(people: People, tmp_path: Path) -> None:
    page = people("auditor")
    page.goto("/journal/")
    assert "selection" in page.content()
    page.goto(f"{ROUND}/protocols/")
    with page.expect_download() as bundle:
        page.get_by_role("button", name="Скачать выгрузку").click()
    whole, broken = tmp_path / "EXPORT.zip", tmp_path / "BROKEN.zip"
    whole.write_bytes(Path(bundle.value.path()).read_bytes())
    code, report = verify(whole, "--recompute")
    assert (code, report["ok"]) == (0, True), report
    data = bytearray(whole.read_bytes())
    data[data.index(b'"action":"score.submit"' if b'"action":"score.submit"' in data else b'"action"') + 3] ^= 1
    broken.write_bytes(data)
    code, report = verify(broken)
    assert code == 1 and not report["ok"]
    assert any(finding["kind"] == "entry" for finding in report["findings"]), report["findings"]


def verify(file: Path, *options: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [*SVETOVOD, "verify", str(file), "--json", *options], capture_output=True, text=True, check=False
    )
    return done.returncode, json.loads(done.stdout)
