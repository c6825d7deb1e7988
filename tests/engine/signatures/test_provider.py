"""A certified provider beside us is asked, and of its answer what is in form is taken."""

import base64
from dataclasses import replace

import pytest
from tests import signature_files as made
from tests.engine.signatures.judging import INN, PAPER, document

from svetovod.engine.signatures import Mathematics, sidecar


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
