"""Packs the shared classifiers into `svetovod.engine.reference.data`. Run: python tools/pack_reference.py [SOURCE_DIR].

The output depends on the source alone: no time stamps, rows in the order of the code.
"""

import csv
import gzip
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "reference"
TARGET = ROOT / "src" / "svetovod" / "engine" / "reference" / "data"


def main(source: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in ("okpd2", "okved2"):
        rows = sorted((row["code"], " ".join(row["name"].split())) for row in _rows(source / f"{name}.csv"))
        _pack(f"{name}_codes.txt.gz", "\n".join(code for code, _ in rows))
        _pack(f"{name}_names.txt.gz", "\n".join(f"{code}\t{title}" for code, title in rows))
    links = (",".join(row.values()) for row in _rows(source / "okved_links.csv"))
    _pack("okved_links.csv.gz", "\n".join(sorted(links)))
    fields = ("iso", "name_ru", "name_en", "short", "aliases")
    lines = ["\t".join(row[field].strip() for field in fields) for row in _rows(source / "regions.csv")]
    (TARGET / "regions.csv").write_text("\n".join(["\t".join(fields), *lines]) + "\n", encoding="utf-8")
    codes = sorted(f"{row['fns'].zfill(2)}\t{row['iso']}" for row in _rows(source / "regions.csv"))
    (TARGET / "tax_codes.csv").write_text("\n".join(["code\tiso", *codes]) + "\n", encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _pack(name: str, text: str) -> None:
    (TARGET / name).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE)
