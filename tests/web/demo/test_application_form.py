from svetovod.demo import application_form
from svetovod.demo.build_selection import LIST_2021, ROUND_2021
from svetovod.web.projects.outputs.template.checking import check
from svetovod.web.projects.outputs.template.fields import known


def test_the_form_of_the_selection_has_no_fault_and_lacks_nothing():
    sections = LIST_2021["sections"]
    form = application_form.template(ROUND_2021["order_text"], sections)
    assert check(form, known([each["key"] for each in sections])) == []
