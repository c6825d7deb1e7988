"""How much is asked: `make test` asks whatever differs from what was asked already, `make torture` everything."""

import os

WHOLE = bool(os.environ.get("SVETOVOD_TORTURE"))
