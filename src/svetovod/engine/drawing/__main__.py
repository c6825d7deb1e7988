"""`python -m svetovod.engine.drawing`: a plan with its rows on standard input, the picture on standard output.

The renderer brings an interpreter of its own, which maps more memory than any limit on addresses allows: what is held
here is time, and files are not written.
"""

import json
import resource
import sys
from base64 import b64encode
from importlib import import_module
from typing import Any

from .altair import chart
from .plan import Aggregate, Mark, Plan

MOST_SECONDS = 30
DENSE = 2  # points of the screen to one of the picture


def main() -> None:
    for which, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(which, (most, most))
    asked = json.loads(sys.stdin.buffer.read())
    told = asked["plan"]
    plan = Plan(Mark(told["mark"]), told["x"], told["y"], told["colour"], Aggregate(told["aggregate"]))
    spec = chart(plan, asked["columns"], asked["rows"], asked["word"])
    renderer: Any = import_module("vl_convert")
    words = {"format_locale": asked["locale"], "time_format_locale": asked["locale"], "allowed_base_urls": []}
    found = {"svg": renderer.vegalite_to_svg(spec, **words), "png": ""}
    if asked["png"]:
        found["png"] = b64encode(renderer.vegalite_to_png(spec, scale=DENSE, **words)).decode()
    sys.stdout.buffer.write(json.dumps(found).encode())


if __name__ == "__main__":
    main()
