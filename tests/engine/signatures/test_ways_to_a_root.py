"""From a certificate to a root that is trusted, or why there is no way."""

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from tests import signature_files as made
from tests.engine.signatures.judging import PAPER, answers, verdict

from svetovod.engine import signatures
from svetovod.engine.signatures import Chain, Mathematics
from svetovod.engine.signatures.mathematics import Hashes


def _chain(party, *trusted, others=(), at=made.AT):
    roots = signatures.roots_of([each.certificate.dump() for each in trusted])
    return answers(made.signature(party, PAPER, others=others), roots=roots, at=at)


def test_steps_between_lead_to_the_root():
    root = made.authority("ec")
    between = made.issue("ec", words={"common": "Промежуточный"}, authority=True, by=root, number=101)
    leaf = made.issue("ec", by=between)
    assert _chain(leaf, root).reasons["chain"] == "no_way"
    assert _chain(leaf, root, others=[between]).chain is Chain.OK
    assert _chain(leaf, root, between).chain is Chain.OK
    assert _chain(leaf, root, between, at=made.later(800)).reasons["chain"] == "expired"
    assert _chain(leaf, root, between, at=made.later(-800)).reasons["chain"] == "not_yet"


def test_who_may_not_issue_leads_nowhere():
    root, person = made.authority("ec"), made.issue("ec", words={"common": "Не центр"}, number=7)
    assert _chain(made.issue("ec", by=person), root, others=[person]).chain is Chain.BAD
    child = made.issue("ec", by=person, number=8)
    trusted = signatures.roots_of([person.certificate.dump()])
    assert answers(made.signature(child, PAPER), roots=trusted).reasons["chain"] == "issuer"


def test_what_is_critical_and_unknown_and_keys_for_other_ends_speak_against():
    root = made.authority("ec")
    odd = {"extn_id": "1.2.3.4.5", "critical": True, "extn_value": b"\x05\x00"}
    assert _chain(made.issue("ec", by=root, extra=[odd]), root).reasons["chain"] == "critical"
    assert _chain(made.issue("ec", by=root, usage={"key_agreement"}), root).reasons["chain"] == "usage"


def test_a_root_of_the_same_name_with_another_key_is_none():
    twin = made.Party(
        "ec", made.private("ec", 1), made.issue("rsa", words={"common": "Центр"}, authority=True).certificate
    )
    leaf = made.issue("ec", by=made.Party("ec", made.private("ec"), twin.certificate))
    assert _chain(leaf, twin).chain is Chain.BAD


def named_key(party):
    """What a certificate says of the key that signed it."""
    value = x509.AuthorityKeyIdentifier({"key_identifier": party.certificate.key_identifier})
    return {"extn_id": "authority_key_identifier", "extn_value": value}


def namesakes(count, first=200):
    """Authorities of the name of the true one, each with a key of its own."""
    return [made.authority("ec", number=first + n, key=made.private("ec", first + n)) for n in range(count)]


def test_a_namesake_is_no_forgery_while_another_is_right():
    root = made.authority("ec")
    between = made.issue("ec", words={"common": "Промежуточный"}, authority=True, by=root, number=101)
    leaf = made.issue("ec", by=between, extra=[named_key(between)])
    assert _chain(leaf, root, *namesakes(5), others=[between]).chain is Chain.OK
    alone = _chain(leaf, *namesakes(5), others=[between])
    assert (alone.chain, alone.reasons["chain"]) == (Chain.BAD, "forged"), "none of the name has signed it"
    ended = made.issue(
        "ec", words={"common": "Промежуточный"}, authority=True, by=root, number=102, until=made.later(-9)
    )
    late = _chain(made.issue("ec", by=ended), root, others=[*namesakes(2), ended])
    assert late.reasons["chain"] == "expired"


def test_the_named_key_is_tried_and_others_of_the_name_are_not():
    root = made.authority("ec")
    leaf = made.issue("ec", by=root, extra=[named_key(root)])
    assert _chain(leaf, root, *namesakes(14)).chain is Chain.OK
    assert _chain(leaf, *namesakes(14)).reasons["chain"] == "no_way"


def test_where_too_many_would_have_to_be_tried_nothing_is_said():
    leaf = made.issue("ec", by=made.authority("ec"))
    found = _chain(leaf, *namesakes(14))
    assert (found.chain, found.reasons["chain"]) == (Chain.NOT_CHECKED, "many")


def test_keys_that_are_too_short_are_unknown_in_both_kinds():
    for kind, key in (("rsa", rsa.generate_private_key(65537, 1024)), ("ec", ec.generate_private_key(ec.SECP192R1()))):
        party = made.issue(kind, key=key)
        found = answers(made.signature(party, PAPER))
        assert (found.mathematics, found.reasons["mathematics"]) == (Mathematics.UNKNOWN, "key"), kind
        root = made.authority(kind, key=key)
        issued = _chain(made.issue(kind, by=root), root)
        assert (issued.chain, issued.reasons["chain"]) == (Chain.NOT_CHECKED, "key"), kind


def test_a_certificate_is_hashed_and_judged_once(monkeypatch):
    asked = []
    monkeypatch.setattr(signatures.mathematics, "digest_of", lambda name, data: asked.append(data) or bytes(32))
    hashes = Hashes()
    assert [hashes.of("sha256", b"one") for _ in range(3)] == [bytes(32)] * 3 and asked == [b"one"]
    monkeypatch.undo()
    party, judged = made.issue("ec"), []
    fault = signatures.verifier.fault
    monkeypatch.setattr(signatures.verifier, "fault", lambda *how: judged.append(how[0].der) or fault(*how))
    raw = made.signature(party, PAPER, more=[party])
    assert len(verdict(raw, roots=signatures.roots_of([made.authority("ec").certificate.dump()])).signers) == 2
    assert len(judged) == 1


def test_a_file_of_the_folder_that_is_no_certificate_is_told():
    with pytest.raises(signatures.RootsError):
        signatures.roots_of([b"nothing"])
