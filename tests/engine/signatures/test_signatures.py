"""Three answers about a detached signature, each apart from the others."""

import io

import pytest
from asn1crypto import cms
from tests import signature_files as made
from tests.engine.signatures.judging import INN, PAPER, answers, verdict

from svetovod.engine import signatures
from svetovod.engine.signatures import Chain, CmsVerifier, Document, Inn, Mathematics, gost


@pytest.mark.parametrize("kind", ["rsa", "ec", "gost"])
def test_the_three_answers_are_apart(kind):
    root, stranger = made.authority(kind), made.authority(kind, name="Чужой центр")
    party = made.issue(kind, by=root)
    raw = made.signature(party, PAPER)
    trusted = signatures.roots_of([root.certificate.dump()])
    good = verdict(raw, roots=trusted)
    assert (good.mathematics, good.chain, good.inn) == (Mathematics.OK, Chain.OK, Inn.MATCHES)
    assert verdict(raw).chain is Chain.NOT_CHECKED
    elsewhere = answers(raw, roots=signatures.roots_of([stranger.certificate.dump()]), inns=["7700000000"])
    assert (elsewhere.mathematics, elsewhere.chain, elsewhere.inn) == (Mathematics.OK, Chain.BAD, Inn.DIFFERS)
    spoilt = verdict(raw, PAPER[:-1], roots=trusted)
    assert (spoilt.mathematics, spoilt.chain, spoilt.inn) == (Mathematics.BAD, Chain.OK, Inn.MATCHES)


def test_of_a_person_only_name_post_and_house_are_kept():
    found = verdict(made.signature(made.issue("ec"), PAPER))
    signer = found.signers[0]
    assert (signer.name, signer.post) == ("Подписантова Анна Тестовна", "Генеральный директор")
    assert (signer.organisation, signer.inn, signer.signed_at) == ("ООО «Пример»", INN, made.AT)
    kept = repr(found) + repr(found.to_json())
    assert made.PERSON["snils"] not in kept and made.PERSON["inn"] not in kept


@pytest.mark.parametrize(
    ("words", "inns", "answer", "why"),
    [
        ({"inn_entity": INN}, [INN], Inn.MATCHES, None),
        ({"inn": f"00{INN}"}, [INN], Inn.MATCHES, None),  # as it was written until 2021
        ({"inn": f"00{INN}"}, ["7700000000"], Inn.DIFFERS, None),
        ({"inn": "132600000001"}, ["132600000001"], Inn.MATCHES, "entrepreneur"),
        ({"inn": "132600000001"}, [INN], Inn.ABSENT, "person"),
        ({}, [INN], Inn.ABSENT, "none"),
        ({"inn_entity": INN}, [], Inn.ABSENT, "nothing_to_compare"),
        ({"inn_entity": "13260000xx"[:8]}, [INN], Inn.ABSENT, "none"),
    ],
)
def test_the_inn_is_of_an_organisation_or_absent(words, inns, answer, why):
    found = answers(made.signature(made.issue("ec", words={"common": "Пример", **words}), PAPER), inns=inns)
    assert (found.inn, found.reasons.get("inn")) == (answer, why)


def test_several_signers_are_as_good_as_the_worst():
    first, second = made.issue("rsa"), made.issue("rsa", number=2, words={"common": "Вторая"})
    assert verdict(made.signature(first, PAPER, more=[second])).mathematics is Mathematics.OK
    data = cms.ContentInfo.load(made.signature(first, PAPER, more=[second]))
    parts = list(data["content"]["signer_infos"])
    parts[1]["signature"] = bytes(256)
    data["content"]["signer_infos"] = parts
    found = verdict(data.dump())
    assert sorted(each.answers.mathematics for each in found.signers) == ["bad", "ok"]
    assert found.mathematics is Mathematics.BAD


def test_a_certificate_put_in_the_place_of_another_is_noticed():
    """The key is the same, the name is not: only what CAdES adds under the signature tells them apart."""
    mine, theirs = made.issue("rsa"), made.issue("rsa", words=made.PERSON | {"surname": "Подменённая"})
    forged = made.Party("rsa", theirs.key, theirs.certificate)
    raw = made.signature(forged, PAPER, certificate=mine.certificate)
    assert answers(raw).reasons["mathematics"] == "substituted"


def test_attributes_may_stand_in_the_order_they_were_signed_in():
    assert verdict(made.signature(made.issue("rsa"), PAPER, unsorted=True)).mathematics is Mathematics.OK


def test_another_type_of_content_under_the_signature_is_refused():
    raw = made.signature(made.issue("rsa"), PAPER, content_type="1.2.840.113549.1.7.2")
    assert answers(raw).reasons["mathematics"] == "attributes"


def test_a_large_document_is_unknown_to_gost_and_not_hashed():
    raw = made.signature(made.issue("gost"), PAPER)
    large = Document(io.BytesIO(PAPER), gost.MOST_BYTES + 1, "0" * 64)
    found = CmsVerifier().verify(large, raw, inns=[INN], at=made.AT).signers[0].answers
    assert (found.mathematics, found.reasons["mathematics"]) == (Mathematics.UNKNOWN, "too_large")
    file = signatures.read(raw)
    assert file.seconds(1_000) < 0.4 < file.seconds(1_000_000)


def test_what_takes_long_is_told_beforehand():
    """Streebog of long certificates and of attributes, and namesakes that would have to be tried."""
    padding = {"extn_id": "1.2.3.4.5", "extn_value": b"\x04\x83\x01\x86\xa0" + bytes(100_000)}
    short, long = (signatures.read(made.signature(made.issue("gost", extra=extra), PAPER)) for extra in ([], [padding]))
    assert short.seconds(1_000) < 0.4 < 0.7 < long.seconds(1_000)
    many = [made.authority("ec", name=made.PERSON["common"], number=n) for n in range(2, 15)]
    root = made.issue("gost", words={"common": made.PERSON["common"]})
    assert signatures.read(made.signature(root, PAPER, others=many)).seconds(1_000) > 0.4
