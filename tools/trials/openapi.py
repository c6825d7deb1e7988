"""Goal: no question a stranger's program makes of the OpenAPI document breaks the API (`make torture`).

The demonstration in a folder of its own, without limits of questions a minute; Schemathesis asks every operation as
whoever shows no token and as three owners of tokens: values that fit the document and values that do not, forms, bodies
and headers, chains of questions that lead from one answer to the next. Exit code 1 when an answer is an error of the
server, takes over five seconds, is not as documented, or takes what the document forbids.

Not asked is whether everything that fits the document is accepted: that a day lies before the first edition of an act,
or that a cluster has no participants, no schema can say.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from place import folder, free_port, wait_for, web, world

from svetovod import supervisor

# Schemathesis and what it needs stand apart from what the product and its tests use
PACKAGES = Path(__file__).resolve().parents[2] / ".venv" / "openapi"
OWNERS = ("initiator", "expert-1", "secretary")
UNLIMITED = "from svetovod.web.settings.base import *\nACCOUNT_RATE_LIMITS = {}\n"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=int, default=100, help="questions of each operation and kind, at most")
    options.add_argument("--seed", type=int, help="to ask the same again")
    asked = options.parse_args()
    with folder() as var, supervisor.database(var) as extra:
        (var / "unlimited.py").write_text(UNLIMITED)
        environ = supervisor.environment(var, extra, demo=True) | {
            "DJANGO_SETTINGS_MODULE": "unlimited", "PYTHONPATH": os.pathsep.join([str(var), *sys.path[1:]]),
        }  # fmt: skip
        supervisor.prepare(environ)
        port = free_port()
        server = web(environ, port)
        try:
            wait_for(port, server)
            tokens = world(environ, "tokens", owners=OWNERS)["tokens"]
            failed = [who for who, token in (("", ""), *tokens.items()) if not passes(var, port, who, token, asked)]
        finally:
            supervisor.stop(server)
    return int(bool(failed))


def passes(var: Path, port: int, who: str, token: str, asked: argparse.Namespace) -> bool:
    print(f"\n{who or 'without a token'}", flush=True)
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{port}/api/v1/openapi.json",
        "--checks", "all", "--exclude-checks", "positive_data_acceptance", "--max-response-time", "5",
        "--max-examples", str(asked.examples), "--continue-on-failure", "--warnings", "off",
        *(["--header", f"Authorization: Bearer {token}"] if token else []),
        *(["--seed", str(asked.seed)] if asked.seed is not None else []),
    ]  # fmt: skip
    told = os.environ | {"PYTHONPATH": str(PACKAGES)}
    # it keeps what broke in the folder it is started in
    return subprocess.run(command, env=told, cwd=var, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
