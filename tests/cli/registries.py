"""What the tests of `svetovod registry` share: a small registry and a call."""

import json
from typing import Any

from tests.engine.openregistries import samples
from typer.testing import CliRunner

from svetovod.cli import registry as command

runner = CliRunner()
SME = samples.archive([
    ("1.xml", samples.sme([samples.entity(0), samples.proprietor(), samples.entity(1, КатСубМСП="9")])),
    ("2.xml", samples.sme([samples.entity(each) for each in range(2, 9)])),
])  # fmt: skip
NAME = "data-10062025-structure-10062025.zip"


def run(*options: str, code: int = 0) -> dict[str, Any]:
    done = runner.invoke(command.app, [*options, "--json"])
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found
