"""The registry of small and medium enterprises read as a stream: `python benchmarks/open_registries.py [--short]`.

Makes an archive of a million records (`--short`: 100,000), three in five of sole proprietors as in life, reads it in a
process of its own, then stops one half-way and goes on in another. MB are those of the XML, unpacked.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from svetovod.engine.openregistries import Kind, Place, read
from svetovod.engine.reference import okved2

SEED = 20210624
IN_MEMBER = 900  # records of one XML, as the tax service packs them
Names = Sequence[tuple[str, str]]


def make(path: Path, records: int) -> int:
    """Bytes of XML in the archive."""
    chance, names = random.Random(SEED), okved2.search("2", 500)
    total = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for first in range(0, records, IN_MEMBER):
            many = range(first, min(first + IN_MEMBER, records))
            head = '<?xml version="1.0" encoding="UTF-8"?><Файл ВерсФорм="4.06" ТипИнф="РЕЕСТРМСП">'
            xml = f"{head}{''.join(document(each, chance, names) for each in many)}</Файл>".encode()
            total += len(xml)
            archive.writestr(f"VO_RRMSPSV_0000_9965_20250610_{first:08d}.xml", xml)
    return total


def document(number: int, chance: random.Random, names: Names) -> str:
    code, name = names[chance.randrange(len(names))]
    more = "".join(
        f'<СвОКВЭДДоп КодОКВЭД="{code}" НаимОКВЭД="{name}" ВерсОКВЭД="2014"/>'
        for code, name in (names[chance.randrange(len(names))] for _ in range(chance.randrange(6)))
    )
    who = (
        '<ИПВклМСП ИННФЛ="990000000000" ОГРНИП="990000000000000"><ФИОИП Фамилия="ВЫДУМАННЫЙ" Имя="ПРИМЕР"/></ИПВклМСП>'
        if chance.random() < 0.6
        else f'<ОргВклМСП НаимОрг="ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ &quot;ПРИМЕР {number}&quot;"'
        f' НаимОргСокр="ООО &quot;ПРИМЕР {number}&quot;" ИННЮЛ="{inn(number)}" ОГРН="{ogrn(number)}"/>'
    )
    return (
        f'<Документ ИдДок="{number:036d}" ДатаСост="10.06.2025" ДатаВклМСП="01.08.2016" ВидСубМСП="1" КатСубМСП="1"'
        f' ПризНовМСП="2" СведСоцПред="2" ССЧР="{chance.randrange(90)}">{who}<СведМН КодРегион="13">'
        '<Регион Тип="РЕСПУБЛИКА" Наим="МОРДОВИЯ"/><Город Тип="ГОРОД" Наим="САРАНСК"/></СведМН>'
        f'<СвОКВЭД><СвОКВЭДОсн КодОКВЭД="{code}" НаимОКВЭД="{name}" ВерсОКВЭД="2014"/>{more}</СвОКВЭД></Документ>'
    )


def inn(number: int) -> str:
    """With a check digit; begins with 00, so nobody's."""
    digits = f"{number + 1:09d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return f"{digits}{sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10}"


def ogrn(number: int) -> str:
    digits = f"1{number:011d}"
    return f"{digits}{int(digits) % 11 % 10}"


def one(path: Path, after: Place, stop: int) -> str:
    """Seconds of the processor, rows, people, MB of XML read, MB of memory at the most, and where it stopped."""
    busy, rows, people, begun, batch = time.process_time(), 0, 0, None, None
    for batch in read(Kind.SME, path, after=after):
        begun = batch.done if begun is None else begun
        rows, people = rows + len(batch.rows), people + batch.people
        assert batch.refused is None and not batch.rejections, batch
        if stop and rows >= stop:
            break
    assert batch is not None and begun is not None
    spent = time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    read_of_it = batch.done if after == Place() else batch.done - begun
    return f"{spent:.2f} {rows} {people} {read_of_it / 2**20:.1f} {peak:.0f} {batch.place.member} {batch.place.record}"


def apart(path: Path, after: Place, stop: int = 0) -> list[float]:
    command = [sys.executable, __file__, "--one", str(path), *(str(each) for each in (*after, stop))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(each) for each in done.stdout.split()]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--one", nargs=4)
    options = parser.parse_args()
    if options.one:
        path, *numbers = options.one
        member, record, stop = (int(each) for each in numbers)
        print(one(Path(path), Place(member, record), stop))
        return
    records = 100_000 if options.short else 1_000_000
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data-10062025-structure-10062025.zip"
        size = make(path, records)
        print(f"{records:,} records, {size / 2**20:,.0f} MB of XML, {path.stat().st_size / 2**20:,.0f} MB packed")
        busy, rows, people, megabytes, peak, *_ = apart(path, Place())
        print(f"read: {busy:.1f} s of the processor, {megabytes / busy:.1f} MB/s, peak memory {peak:.0f} MB, "
              f"{rows:,.0f} rows kept, {people:,.0f} people left out")  # fmt: skip
        _, half, passed, _, _, member, record = apart(path, Place(), int(rows) // 2)
        rest = apart(path, Place(int(member), int(record)))
        whole = half + rest[1] == rows and passed + rest[2] == people
        print(f"stopped half-way and gone on: {'the same rows' if whole else 'ROWS DIFFER'}, {rest[0]:.1f} s")


if __name__ == "__main__":
    main()
