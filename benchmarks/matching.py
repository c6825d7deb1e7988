"""Quality of proposals: of hidden true links, how many stand among the first ten. No database, some seconds.

    python benchmarks/matching.py [--small]

Two worlds. *Demonstration*: the purchases of the cluster of `examples/saransk-2021`; every link of seller and buyer is
hidden in turn, and the profiles are what the other purchases say. *Generated*: enterprises of many branches with true
links; what they say of themselves is coarser, narrower, beside it, or only in words. Compared with equality of codes
and with plain search of the words of the names of what one buys.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from svetovod.engine.matching import Enterprise, Own, Product, propose
from svetovod.engine.reference import okpd2, okved_links
from svetovod.engine.reference.classifier import Classifier, words
from svetovod.engine.workbooks import read_cluster

TOP = 10
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "saransk-2021" / "cluster-conforming.xlsx"
Method = Callable[[Enterprise, Sequence[Enterprise]], list[int]]
Case = tuple[Enterprise, Sequence[Enterprise], set[int]]


def ours(reader: Enterprise, others: Sequence[Enterprise]) -> list[int]:
    own = Own(reader, tuple(Product(code) for code in reader.buys))
    return [proposal.key for proposal in propose(own, others)]


def by_equality(reader: Enterprise, others: Sequence[Enterprise]) -> list[int]:
    wanted, made = {*reader.buys, *reader.seeks}, set(reader.makes)
    score = {each.key: len(wanted & set(each.makes)) + len(made & {*each.buys, *each.seeks}) for each in others}
    return [key for key in sorted(score, key=lambda key: (-score[key], key)) if score[key]]


def by_text(reader: Enterprise, others: Sequence[Enterprise]) -> list[int]:
    """The words of the names of what is bought, looked for and made, against the other side's."""
    mine = _said(reader, (*reader.buys, *reader.seeks))
    score = {each.key: len(mine & _said(each, each.makes)) for each in others}
    return [key for key in sorted(score, key=lambda key: (-score[key], key)) if score[key]]


def _said(each: Enterprise, codes: Sequence[str]) -> set[str]:
    text = " ".join([each.words, *(okpd2.name(code) or "" for code in codes)])
    return {word for word in words(text) if len(word) > 4}


METHODS: dict[str, Method] = {"proposals": ours, "equal codes": by_equality, "words": by_text}


def demonstration() -> list[Case]:
    """A case for each hidden link: the buyer, the others, the seller to be found."""
    cluster = read_cluster(EXAMPLE).value
    assert cluster is not None
    keys = {person.inn: number for number, person in enumerate(cluster.participants)}
    names = {keys[person.inn]: person.name for person in cluster.participants}
    rows = [(keys.get(row.seller or ""), keys[row.buyer], row.okpd2) for row in cluster.purchases]
    inside = sorted({(seller, buyer) for seller, buyer, _code in rows if seller is not None})
    cases = []
    for hidden in inside:
        known = [row for row in rows if (row[0], row[1]) != hidden]
        told = [row for row in rows if row[1] == hidden[1] or (row[0], row[1]) != hidden]
        people = [
            Enterprise(
                number,
                makes=tuple(sorted({code for seller, _buyer, code in known if seller == number})),
                buys=tuple(sorted({code for _seller, buyer, code in told if buyer == number})),
                words=names[number],
            )
            for number in names
        ]
        cases.append((people[hidden[1]], people, {hidden[0]}))
    return cases


def generated(size: int, seed: int = 1) -> list[Case]:
    """Sellers with codes of nine figures; what buyers and sellers say of a link is told in four ways."""
    chance = Random(seed)
    leaves = [code for code in sorted(Classifier("okpd2").codes) if len(code) == 8 and code[:2] < "33"]
    made = {number: chance.sample(leaves, 2) for number in range(size)}
    truth: dict[int, set[int]] = {number: set() for number in made}
    buys: dict[int, set[str]] = {number: set() for number in made}
    says = {number: set(codes) for number, codes in made.items()}
    text: dict[int, list[str]] = {number: [] for number in made}
    for buyer in made:
        for seller in _sellers(chance, buyer, made):
            code = chance.choice(made[seller])
            truth[buyer].add(seller)
            way = chance.random()
            if way < 0.3:
                buys[buyer].add(code)
            elif way < 0.6:
                buys[buyer].add(code[:5])
            elif way < 0.8:
                buys[buyer].add(chance.choice([each for each in leaves if each[:5] == code[:5]]))
            elif way < 0.9:
                text[buyer] += [word for word in words(okpd2.name(code) or "") if len(word) > 4]
            # otherwise nothing is said: the branches alone can tell
    for number, codes in says.items():
        says[number] = {code if chance.random() < 0.7 else code[:5] for code in codes}
    people = [
        Enterprise(n, makes=tuple(sorted(says[n])), buys=tuple(sorted(buys[n])), words=" ".join(text[n])) for n in made
    ]
    return [(people[number], people, found) for number, found in truth.items() if found]


def _sellers(chance: Random, buyer: int, made: dict[int, list[str]]) -> list[int]:
    """Three sellers, those whose branch trades with the buyer's more likely."""
    mine = okved_links.branch(made[buyer][0]) or ""
    weight = [
        0.0 if number == buyer else 0.002 + okved_links.share(mine, okved_links.branch(codes[0]) or "")
        for number, codes in made.items()
    ]
    return sorted(set(chance.choices(list(made), weight, k=3)))


def recall(cases: Sequence[Case], method: Method) -> float:
    """Of all hidden links, the share found among the first ten."""
    found = total = 0
    for reader, others, truth in cases:
        first = [key for key in method(reader, others) if key != reader.key][:TOP]
        found += len(truth & set(first))
        total += len(truth)
    return found / total


def main() -> None:
    worlds = {"demonstration": demonstration(), "generated": generated(60 if "--small" in sys.argv else 250)}
    print("| recall of hidden links among the first ten |", " | ".join(METHODS), "| links |")
    print("|---|" + "---:|" * (len(METHODS) + 1))
    for name, cases in worlds.items():
        links = sum(len(truth) for _reader, _others, truth in cases)
        shares = " | ".join(f"{recall(cases, method):.0%}" for method in METHODS.values())
        print(f"| {name}, {len(cases[0][1])} enterprises | {shares} | {links} |")


if __name__ == "__main__":
    main()
