"""Files as they come: in other forms of the same, spoiled, or no signatures at all."""

import base64
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import signature_files as made
from tests.engine.signatures.judging import PAPER, verdict

from svetovod.engine import signatures
from svetovod.engine.signatures import Mathematics, SignatureFileError


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
