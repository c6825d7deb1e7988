"""Three answers about a detached signature: right for what others have made, and never good ones for a bad file."""

import base64
import hashlib
import io
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from asn1crypto import cms, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import signature_files as made

from svetovod.engine import signatures
from svetovod.engine.signatures import Chain, CmsVerifier, Document, Inn, Mathematics, SignatureFileError, gost, sidecar
from svetovod.engine.signatures.mathematics import Hashes, UnknownError

VECTORS = Path(__file__).parent / "vectors"
PAPER = "Протокол № 1\n".encode() * 40
INN = "1326000000"


def document(raw=PAPER):
    return Document(io.BytesIO(raw), len(raw), hashlib.sha256(raw).hexdigest())


def verdict(raw, paper=PAPER, *, roots=None, inns=(INN,), at=made.AT):
    return CmsVerifier(roots or signatures.Roots()).verify(document(paper), raw, inns=inns, at=at)


def answers(raw, paper=PAPER, **options):
    return verdict(raw, paper, **options).signers[0].answers


def vector(name):
    return base64.b64decode((VECTORS / name).read_text())


def detached(raw):
    """A published signature with its document inside: the two apart, each as it was."""
    data = cms.ContentInfo.load(raw)["content"]
    again = {name: data[name] for name in ("version", "digest_algorithms", "certificates", "signer_infos")}
    bare = cms.SignedData(again | {"encap_content_info": {"content_type": "data"}})
    return cms.ContentInfo({"content_type": "signed_data", "content": bare}).dump(), data["encap_content_info"][
        "content"
    ].native


# -- known answers


@pytest.mark.parametrize(
    ("name", "message", "known"),
    [  # GOST R 34.11-2012, control examples 1 and 2
        ("streebog256", b"012345678901234567890123456789012345678901234567890123456789012",
         "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"),
        ("streebog512", b"012345678901234567890123456789012345678901234567890123456789012",
         "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
         "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"),
        ("streebog256", "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251"),
         "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50"),
        ("streebog512", "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251"),
         "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
         "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28"),
    ],
)  # fmt: skip
def test_streebog_gives_the_answers_of_the_standard(name, message, known):
    assert gost.streebog(name, message).hex() == known


def test_the_example_of_the_standard_of_signatures_holds():
    """RFC 7091, section 7.1: the key, the hash and the signature of the example, in the order of files."""
    curve = {
        "p": 0x8000000000000000000000000000000000000000000000000000000000000431, "a": 7,
        "b": 0x5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E,
        "m": 0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
        "q": 0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3, "x": 2,
        "y": 0x08E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8,
    }  # fmt: skip
    key = (
        bytes.fromhex("7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B")[::-1]
        + bytes.fromhex("26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA")[::-1]
    )
    digest = bytes.fromhex("2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5")[::-1]
    r = "41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493"
    s = "01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40"
    assert gost.holds(curve, key, digest, bytes.fromhex(s + r))
    assert not gost.holds(curve, key, digest, bytes.fromhex(r + s))
    assert not gost.holds(curve, key, digest[::-1], bytes.fromhex(s + r))
    assert not gost.holds(curve, b"\1" * 64, digest, bytes.fromhex(s + r)), "a point beside the curve"


@pytest.mark.parametrize(("name", "signer"), [("a", "512-bit"), ("b", "256-bit")])
def test_signatures_of_the_russian_recommendation_hold(name, signer):
    """Control examples of R 1323565.1.025-2019: keys of 512 and 256 bits, with attributes and without, and their CA."""
    raw, paper = detached(vector(f"r1323565_1_025_{name}.b64"))
    roots = signatures.roots_of([vector("r1323565_1_025_ca.b64")])
    found = verdict(raw, paper, roots=roots)
    assert (found.mathematics, found.chain) == (Mathematics.OK, Chain.OK)
    assert found.signers[0].name == f"ORIGINATOR: GOST 34.10-12 {signer}"
    assert verdict(raw, paper + b" ", roots=roots).mathematics is Mathematics.BAD


def test_a_certificate_of_the_rfc_is_its_own_root():
    """RFC 9215, section B.2: a curve of twisted Edwards form; that of B.1 is of a test set, which nobody may use."""
    own = x509.Certificate.load(vector("rfc9215_256_a.b64"))
    roots = signatures.roots_of([vector("rfc9215_256_a.b64")])
    way = signatures.roots._Way(signatures.Roots((), ()), roots.trusted, made.AT)
    assert way._signed(roots.trusted[0], roots.trusted[0])
    assert own.subject.native == {"common_name": "Example"}
    test_set = signatures.roots_of([vector("rfc9215_256_test.b64")]).trusted[0]
    with pytest.raises(UnknownError, match="key"):
        way._signed(test_set, test_set)


@pytest.fixture(scope="module")
def openssl(tmp_path_factory):
    """Signatures by a program that is not ours; `how` are words of its command."""
    program = shutil.which("openssl")
    if not program:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("openssl")
    (folder / "paper").write_bytes(PAPER)

    def signed(kind, *how):
        party = made.issue(kind)
        key = party.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / "key").write_bytes(key)
        body = base64.encodebytes(party.certificate.dump()).decode()
        (folder / "cert").write_text(f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n")
        done = subprocess.run(
            [program, "cms", "-sign", "-binary", "-in", "paper", "-signer", "cert", "-inkey", "key", *how],
            cwd=folder, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout

    return signed


@pytest.mark.parametrize(
    ("kind", "how", "form"),
    [
        ("rsa", ("-outform", "DER", "-md", "sha256"), "cms"),
        ("rsa", ("-outform", "DER", "-md", "sha512", "-cades"), "cades_bes"),
        ("rsa", ("-outform", "PEM", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss"), "cms"),
        ("rsa", ("-outform", "DER", "-md", "sha256", "-noattr"), "cms"),
        ("rsa", ("-outform", "DER", "-md", "sha256", "-keyid"), "cms"),
        ("ec", ("-outform", "DER", "-md", "sha384", "-cades"), "cades_bes"),
    ],
)
def test_signatures_by_openssl_hold(openssl, kind, how, form):
    raw = openssl(kind, *how)
    found = verdict(raw)
    assert (found.mathematics, found.inn, found.signers[0].form) == (Mathematics.OK, Inn.MATCHES, form)
    other = answers(raw, PAPER + b".")
    assert other.mathematics is Mathematics.BAD
    assert other.reasons["mathematics"] in {"document", "signature"}


def test_weak_hashes_are_not_judged(openssl):
    found = answers(openssl("rsa", "-outform", "DER", "-md", "sha1"))
    assert (found.mathematics, found.reasons["mathematics"]) == (Mathematics.UNKNOWN, "algorithm")


# -- what we make ourselves


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


def endless(raw, depth=3):
    """The outer elements with indefinite lengths, as programs write that do not know the size beforehand."""
    skip = 2 if raw[1] < 0x80 else 2 + (raw[1] & 0x7F)
    if not depth or not raw[0] & 0x20:
        return raw
    inner, at, body = b"", 0, raw[skip:]
    while at < len(body):
        head = 2 if body[at + 1] < 0x80 else 2 + (body[at + 1] & 0x7F)
        size = body[at + 1] if head == 2 else int.from_bytes(body[at + 2 : at + head], "big")
        inner += endless(body[at : at + head + size], depth - 1)
        at += head + size
    return raw[:1] + b"\x80" + inner + b"\0\0"


def test_indefinite_lengths_are_read():
    raw = endless(made.signature(made.issue("rsa"), PAPER))
    assert raw[1:2] == b"\x80"
    assert verdict(raw).mathematics is Mathematics.OK
    with pytest.raises(SignatureFileError, match="not_asn1"):
        signatures.read(raw[:-2])


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


# -- ways to a root


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


def test_what_takes_long_is_told_beforehand():
    """Streebog of long certificates and of attributes, and namesakes that would have to be tried."""
    padding = {"extn_id": "1.2.3.4.5", "extn_value": b"\x04\x83\x01\x86\xa0" + bytes(100_000)}
    short, long = (signatures.read(made.signature(made.issue("gost", extra=extra), PAPER)) for extra in ([], [padding]))
    assert short.seconds(1_000) < 0.4 < 0.7 < long.seconds(1_000)
    many = [made.authority("ec", name=made.PERSON["common"], number=n) for n in range(2, 15)]
    root = made.issue("gost", words={"common": made.PERSON["common"]})
    assert signatures.read(made.signature(root, PAPER, others=many)).seconds(1_000) > 0.4


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


# -- hostile files


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"), (b" \n", "empty"), (b"%PDF-1.7 no signature", "not_asn1"), (b"0\x80" * 5_000, "nesting"),
        (b"0\x84\xff\xff\xff\xff", "not_asn1"), (b"0" * 600_000, "size"), (b"\x30\x82\x00", "not_asn1"),
        (b"\x30\x04\x06\x02\x2a\x03", "not_cms"), (b"\x30\x82\x01\x04\x06\x82\x01\x00" + b"\x2a" * 256, "nesting"),
        (b"-----BEGIN CMS-----\n!!!!\n-----END CMS-----", "not_asn1"), (b"\x1f\x00", "not_asn1"),
    ],
)  # fmt: skip
def test_what_is_no_signature_is_refused_by_a_word(raw, code):
    with pytest.raises(SignatureFileError) as caught:
        signatures.read(raw)
    assert caught.value.code == code


def test_a_signature_with_the_document_inside_is_refused():
    with pytest.raises(SignatureFileError, match="attached"):
        signatures.read(made.signature(made.issue("rsa"), PAPER, content=PAPER))


def test_a_certificate_and_a_file_with_more_behind_it_are_refused():
    party = made.issue("rsa")
    with pytest.raises(SignatureFileError, match="not_cms"):
        signatures.read(party.certificate.dump())
    with pytest.raises(SignatureFileError, match="trailing"):
        signatures.read(made.signature(party, PAPER) + b"more")


def test_base64_without_lines_and_a_newline_at_the_end_are_read():
    raw = made.signature(made.issue("rsa"), PAPER)
    assert verdict(base64.b64encode(raw)).mathematics is Mathematics.OK
    assert verdict(raw + b"\r\n").mathematics is Mathematics.OK


SIGNED = {kind: made.signature(made.issue(kind), PAPER) for kind in ("rsa", "ec", "gost")}


def _bounded(raw):
    """Reads and judges whatever comes, within a time; the verdict or None for what was refused."""
    began = time.process_time()
    try:
        found = verdict(raw)
    except SignatureFileError:
        found = None
    assert time.process_time() - began < 2
    return found


@given(st.binary(max_size=400))
def test_any_bytes_are_refused(raw):
    assert _bounded(raw) is None
    assert _bounded(b"\x30\x80" + raw) is None


@given(st.sampled_from(sorted(SIGNED)), st.data())
@settings(max_examples=60)
def test_a_changed_file_never_speaks_for_another_document(kind, data):
    """A byte flipped, taken or put in: refused, bad or unknown; where still well, the change was beside the point."""
    raw = bytearray(SIGNED[kind])
    at = data.draw(st.integers(0, len(raw) - 1))
    how = data.draw(st.sampled_from(["flip", "cut", "add", "drop"]))
    if how == "flip":
        raw[at] ^= data.draw(st.integers(1, 255))
    elif how == "cut":
        del raw[at:]
    elif how == "drop":
        del raw[at]
    else:
        raw[at:at] = data.draw(st.binary(min_size=1, max_size=8))
    found = _bounded(bytes(raw))
    if found is not None and found.mathematics is Mathematics.OK:
        # the certificate, the digest and the signature are all held fast; a label such as a version is not
        assert found.signers[0].certificate_sha256 == verdict(SIGNED[kind]).signers[0].certificate_sha256
        try:
            other = verdict(bytes(raw), PAPER + b".")
        except SignatureFileError:
            return
        assert other.mathematics is not Mathematics.OK


# -- the provider beside us


def test_a_provider_is_asked_and_its_answer_taken():
    paper = document()
    asked = sidecar.question(paper, b"sig", inns=[INN], at=made.AT)
    assert base64.b64decode(asked["document"]) == PAPER and asked["inns"] == [INN]
    told = {
        "schema": 1, "sha256": paper.sha256, "engine": "provider", "version": "5.0", "report": "all of it",
        "signers": [{
            "mathematics": "ok", "chain": "ok", "inn_answer": "matches", "name": "А. Т.\n", "inn": "132600000001",
            "valid_until": "2022-12-31T00:00:00+00:00", "reasons": {"chain": "checked\u202e with CRL"},
        }],
    }  # fmt: skip
    found = sidecar.answer_read(told, paper)
    assert (found.mathematics, found.chain, found.inn, found.engine) == ("ok", "ok", "matches", "provider")
    secret = told | {"report": "СНИЛС 112-233-445 95\0, ИНН 132600000001, ИНН ЮЛ 1326000000", "signers": [
        told["signers"][0] | {"reasons": {"inn": "132600000001 11223344595"}, "serial": "112233445950"},
    ]}  # fmt: skip
    kept = sidecar.answer_read(secret, paper)
    assert kept.report["text"] == "СНИЛС …, ИНН …, ИНН ЮЛ 1326000000"
    assert kept.signers[0].answers.reasons["inn"] == "… …" and kept.signers[0].serial == "112233445950"
    assert found.signers[0].inn == "" and "\u202e" not in found.signers[0].answers.reasons["chain"]


WELL = {"mathematics": "ok", "chain": "ok", "inn_answer": "matches"}


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2}, {"sha256": "0" * 64}, {"signers": []}, {"signers": [{}]}, {"signers": "ok"},
        {"signers": [{"mathematics": "valid", "chain": "ok", "inn_answer": "matches"}]},
        {"signers": [WELL | {"signed_at": "2021-01-01T00:00:00"}]}, {"signers": [WELL | {"name": 5}]},
    ],
)  # fmt: skip
def test_an_answer_out_of_form_is_none(change):
    paper = document()
    good = {
        "schema": 1,
        "sha256": paper.sha256,
        "signers": [{"mathematics": "ok", "chain": "ok", "inn_answer": "matches"}],
    }
    assert sidecar.answer_read(good, paper).mathematics is Mathematics.OK
    for told in (good | change, None, [], "ok"):
        with pytest.raises(ValueError):
            sidecar.answer_read(told, paper)
    nothing = sidecar.unanswered("timeout", "provider", paper)
    assert (nothing.mathematics, nothing.chain, nothing.inn) == ("unknown", "not_checked", "absent")
    assert replace(nothing.signers[0]).name == ""
