"""`check.html` of an export: one file, no outside call; its policy lets run nothing but its own script.

Figures of projects stand under a hash of the code, so that nobody is named. Grounds of experts are readable only with
the checksum of the applicant's own receipt: they are mixed with a stream of SHA-256 made from it.
"""

import base64
import json
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

HERE = Path(__file__).parent
LANG = "ru"
HEAD = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">
<title>{title}</title><style>{style}</style></head>
"""
BODY = """<body><main><h1>{title}</h1><p>{intro}</p>
<form id="ask"><label>{code}<input name="code" required autocomplete="off"></label>
<label>{receipt}<input name="receipt" autocomplete="off"></label><button>{show}</button></form>
<div id="answer" aria-live="polite"></div></main>
"""


def words() -> dict[str, str]:
    """What the script says; figures come in by their numbers."""
    return {
        "unknown": _("There is no such project in this selection. The code stands in the receipt."),
        "not_admitted": _("The application is not admitted: it has no place."),
        "no_scores": _("There is no usable score: the project has no place."),
        "few_scores": _("Fewer experts have scored it than are needed for a place."),
        "place": _("Place {0} of {1}, score {2}"),
        "winner": _("Winner."),
        "partial": _("Winner, in part."),
        "reserve": _("Reserve list."),
        "below_threshold": _("Not enough points: below the passing score, or below the least of a criterion."),
        "decided": _("The commission decided otherwise than the ranking, so places and sums are not computed here."),
        "granted": _("Granted: RUB {0}."),
        "same": _("Computed here: the same place, score and sum as published."),
        "differs": _("Computed here: NOT what was published."),
        "all_same": _("All {0} places and sums come out as published."),
        "all_differ": _("Some places or sums do not come out as published."),
        "parts": _("How the score is made up"),
        "criterion": _("Criterion"),
        "points": _("Points of the experts"),
        "mean": _("Mean, or what stands for it"),
        "value": _("Part of the score"),
        "others": _("All places, unnamed"),
        "rank": _("Place"),
        "score": _("Score"),
        "granted_head": _("Granted, RUB"),
        "no_receipt": _("To read the grounds of the experts, enter the checksum from the receipt."),
        "wrong_receipt": _("The checksum does not fit: it stands in the receipt of the last version filed."),
        "filed": _("The version of this receipt was filed: entry {0} of the journal, inclusion proven."),
        "not_filed": _("The journal under the root below does NOT hold the version of this receipt."),
        "grounds": _("Grounds of the experts"),
        "no_comment": _("No words were written."),
        "kept": _("The sheet is the one that was sealed: entry {0} of the journal, inclusion proven."),
        "broken": _("The sheet does NOT fit what was sealed."),
        "root": _("Compare with protocol No. {0}: root of the journal {1}"),
    }


def build(data: dict[str, Any], title: str) -> bytes:
    """The whole file. `data` as `facts.facts_of` gives it."""
    with override(LANG):
        said = words()
        labels = {
            "title": title,
            "intro": _("This page computes your place anew, in your browser, and sends nothing anywhere.")
            if data["figures"]
            else _("This page proves in your browser what was filed and sealed, and sends nothing anywhere."),
            "code": _("Code of the project"),
            "receipt": _("Checksum from the receipt (to read the grounds)"),
            "show": _("Show"),
        }
    script = (HERE / "check.js").read_text(encoding="utf-8")
    style = (HERE / "check.css").read_text(encoding="utf-8")
    own = f"script-src {_hashed(script)}; style-src {_hashed(style)}"
    policy = f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
    # no tag can be closed by the data
    plain = json.dumps(data | {"words": said}, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    shown = {name: escape(text) for name, text in labels.items()}
    parts = (
        HEAD.format(lang=LANG, policy=policy, title=shown["title"], style=style),
        BODY.format(**shown),
        f'<script type="application/json" id="data">{plain}</script>\n',
        f"<script>{script}</script></body></html>\n",
    )
    return "".join(parts).encode()


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def identity(slug: str, code: str) -> str:
    """Under what a project stands in the file."""
    return sha256(f"{slug}:{code}".encode()).hexdigest()[:16]


def mixed(clear: str, key: str) -> str:
    """Readable again by whoever has the key; in hexadecimal."""
    plain = f"svetovod:{clear}".encode()
    blocks = (sha256(f"{key}:{n}".encode()).digest() for n in range(len(plain) // 32 + 1))
    stream = b"".join(blocks)
    return bytes(one ^ other for one, other in zip(plain, stream, strict=False)).hex()
