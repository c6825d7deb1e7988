"""The form of an enterprise that has no profile yet, in the scene, where it begins with what the workbooks say."""

import re

import pytest

from svetovod.web.accounts.models import Person

BOARD = "/sessions/saransk-2021/meetings/"


@pytest.mark.django_db(transaction=True)
def test_the_form_of_a_new_profile_opens_for_all_whom_the_board_leads_there(scenes, client):
    with scenes.at("session"):
        client.force_login(Person.objects.get(email="manager@demo.svetovod.example"))
        tokens = set(re.findall(r"meetings/of/(own-\d+)/", client.get(BOARD).content.decode()))
        assert tokens
        assert {client.get(f"{BOARD}of/{token}/profile/").status_code for token in tokens} == {200}
