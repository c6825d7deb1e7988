"""What the product is installed with: packages of the lock file, their licences, who wants each; a page and an SBOM."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(
    r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+) \\\n"
    r"(?P<hashes>(?: +--hash=sha256:\w+(?: \\)?\n)+)(?P<via>(?: +#.*\n)*)",
    re.M,
)
# names of licences in metadata that are older than SPDX expressions
SPDX = {
    "apache 2.0": "Apache-2.0", "apache software license": "Apache-2.0", "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause", "isc license (iscl)": "ISC", "isc license": "ISC",
    "mit": "MIT", "mit license": "MIT", "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0", "dual license": "Apache-2.0 OR BSD-3-Clause",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
}  # fmt: skip
# metadata that names several at once, or none that a machine reads: read in the file of the licence itself
READ = {
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0", "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pycryptodome": "BSD-2-Clause AND Unlicense AND MIT", "qrcode": "BSD-3-Clause",
}  # fmt: skip
# a product under Apache-2.0 may be installed beside each of these; LGPL ones are used unchanged, as packages
COMPATIBLE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later",
    "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    licence: str
    """SPDX expression; empty where the metadata do not tell."""
    hashes: tuple[str, ...]
    """SHA-256 of every file that may be installed."""
    wanted_by: tuple[str, ...]
    """Names of packages; our own stands as `svetovod`."""
    extra: str = ""
    """Installed only where this is set up; empty for what every server has."""


def packages() -> list[Package]:
    """Those of the lock files, which must be installed here: their metadata are read."""
    always = _locked("requirements.lock")
    names = {one.name for one in always}
    return always + [one for one in _locked("requirements-oidc.lock", "oidc") if one.name not in names]


def _locked(file: str, extra: str = "") -> list[Package]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return [
        Package(
            found["name"], found["version"], licence(found["name"]),
            tuple(re.findall(r"sha256:(\w+)", found["hashes"])),
            tuple(name for name in re.findall(r"#\s+(?:via )?([\w.-]+)", found["via"]) if name != "via"),
            extra,
        )
        for found in PINNED.finditer(text)
    ]  # fmt: skip


def licence(name: str) -> str:
    if name in READ:
        return READ[name]
    about = metadata.metadata(name)
    told = about.get("License-Expression") or about.get("License") or ""
    classes = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    for each in (told, *classes):
        if each.lower() in SPDX:
            return SPDX[each.lower()]
        if set(re.split(r" (?:AND|OR) ", each)) <= COMPATIBLE:
            return each
    return ""


def page(head: str) -> str:
    lines = [
        "# Packages and licences\n",
        head,
        "What a server is installed with (`requirements.lock`), each file pinned by its SHA-256. Svetovod itself",
        "is Apache-2.0; a test refuses a package whose licence does not go with that. LGPL packages are used unchanged",
        "and can be exchanged. `make release` writes the same as a bill of materials (CycloneDX) beside the packages.",
        "",
    ]
    found = packages()
    lines += _table([one for one in found if not one.extra])
    lines += [
        "",
        "Beside them, only where people sign in through an identity provider (`requirements-oidc.lock`); in the bill",
        "of materials their scope is `optional`:",
        "",
        *_table([one for one in found if one.extra]),
    ]
    return "\n".join(lines) + "\n"


def _table(found: list[Package]) -> list[str]:
    rows = [f"| {one.name} | {one.version} | {one.licence} | {', '.join(one.wanted_by)} |" for one in found]
    return ["| package | version | licence | wanted by |", "|---|---|---|---|", *rows]


def bill(version: str, moment: str) -> Mapping[str, Any]:
    """CycloneDX 1.6. `moment`: ISO 8601 in UTC."""
    found = packages()

    def reference(name: str, of: str) -> str:
        return f"pkg:pypi/{name}@{of}"

    known = {one.name: reference(one.name, one.version) for one in found} | {"svetovod": reference("svetovod", version)}
    wants: dict[str, list[str]] = {name: [] for name in known}
    for one in found:
        for name in one.wanted_by:
            wants[name].append(known[one.name])
    product = {
        "type": "application", "bom-ref": known["svetovod"], "name": "svetovod", "version": version,
        "licenses": [{"expression": "Apache-2.0"}], "purl": known["svetovod"],
    }  # fmt: skip
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"timestamp": moment, "component": product},
        "components": [
            {
                "type": "library", "bom-ref": known[one.name], "name": one.name, "version": one.version,
                "purl": known[one.name], "scope": "optional" if one.extra else "required",
                "licenses": [{"expression": one.licence}],
                "properties": [{"name": "svetovod:sha256", "value": hash_} for hash_ in one.hashes],
            }
            for one in found
        ],
        "dependencies": [{"ref": known[name], "dependsOn": sorted(needs)} for name, needs in sorted(wants.items())],
    }  # fmt: skip
