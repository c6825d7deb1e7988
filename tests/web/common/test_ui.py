from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from svetovod.web.common import ui
from svetovod.web.common.templatetags import ui as ui_tags

NOW = datetime(2021, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def draw(source: str, **context) -> str:
    # partials of this kind need no request, so the frame of a page is not asked for
    from django.template import Context

    template = engines["django"].from_string("{% load i18n ui %}" + source)
    # where a template breaks its lines says nothing to a browser
    return " ".join(template.template.render(Context(context)).split())


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As in the charter.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class TestForms:
    def test_label_hint_control_and_error_are_tied_together(self):
        html = draw("{% field form.name %}", form=SampleForm({}))
        assert '<label for="id_name">' in html
        assert 'aria-describedby="id_name_hint id_name_err"' in html
        assert 'aria-invalid="true"' in html
        assert 'id="id_name_hint"' in html
        assert 'id="id_name_err"' in html

    def test_a_group_is_a_fieldset_with_a_legend(self):
        html = draw("{% field form.kind %}", form=SampleForm({}))
        assert "<fieldset" in html
        assert 'aria-describedby="id_kind_err"' in html

    def test_the_summary_counts_and_links_to_the_fields(self):
        html = draw("{% form_errors form %}", form=SampleForm({}))
        assert "Not saved: 2 errors" in html
        assert 'href="#id_name"' in html
        assert 'href="#id_kind_0"' in html

    def test_the_summary_says_what_did_not_happen(self):
        class Entrance(SampleForm):
            attempt = "sign_in"

        request = RequestFactory().get("/", {"kind": "x"})
        template = engines["django"].from_string("{% load ui %}{% form form %}")
        asked, posted = SampleForm(request.GET), SampleForm({"kind": "x"})
        assert "Nothing to show: 2 errors" in template.render({"form": asked}, request)
        assert "Not saved: 2 errors" in template.render({"form": posted}, request)
        assert "Not signed in: 2 errors" in draw("{% form form %}", form=Entrance({}))
        assert "Not sent: 2 errors" in draw('{% form form "send" %}', form=SampleForm({}))
        assert "Not compared: 2 errors" in draw('{% form_errors form "compare" %}', form=SampleForm({}))
        assert "Not confirmed: 2 errors" in draw('{% form_errors form "confirm" %}', form=SampleForm({}))

    def test_no_summary_without_errors(self):
        assert draw("{% form_errors form %}", form=SampleForm()).strip() == ""

    def test_a_plain_form_uses_the_same_look(self):
        html = str(SampleForm({}, renderer=ui.FormRenderer()))
        assert "errsum" in html
        assert 'type="hidden" name="token"' in html

    def test_a_key_is_new_for_each_form(self):
        assert draw("{% once %}") != draw("{% once %}")


class TestBlocks:
    def test_a_margin_moves_beside_its_section(self):
        html = draw(
            '{% section "T" id="a" %}body{% margin %}{% note "1" %}law{% endnote %}{% endmargin %}{% endsection %}'
        )
        assert html.index("body") < html.index('<div class="margin">') < html.index("law")
        assert 'aria-labelledby="a-h"' in html

    def test_margins_do_not_leak_into_the_next_section(self):
        html = draw('{% section "A" %}{% margin %}law{% endmargin %}{% endsection %}{% section "B" %}{% endsection %}')
        assert html.count("law") == 1

    def test_what_people_typed_is_escaped(self):
        bad = "<script>x</script>"
        for source in (
            "{% section bad %}{{ bad }}{% endsection %}",
            "{% next bad title=bad %}{% endnext %}",
            "{% state 'yes' bad %}",
            "{% remark who=bad where=bad state=bad question=bad %}{% endremark %}",
            "{% crumbs bad '/x' bad %}",
            "{% fig bad bad bad %}",
            "{% moneyline 2 bad %}",
            "{% submit bad name=bad value=bad %}",
        ):
            assert "<script>" not in draw(source, bad=bad), source

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("18.06.2021, 18:00\xa0МСК", "18.06.2021<small>18:00 МСК</small>"),
            ("18 June 2021, 18:00\xa0MSK", "18 June 2021<small>18:00 MSK</small>"),
            ("1,200", "1,200"),
            ("18.06.2021", "18.06.2021"),
        ],
    )
    def test_a_day_and_its_hour_of_a_figure_stand_in_two_lines(self, value, shown):
        assert f"<dd>{shown}<small>left</small></dd>" in draw("{% fig 'Until' value 'left' %}", value=value)

    def test_unknown_kinds_fail_loudly(self):
        with pytest.raises(KeyError):
            draw("{% state 'maybe' 'x' %}")


class TestPath:
    def test_steps_before_now_are_done(self):
        assert [s.state for s in ui.steps("abc", now=1)] == ["done", "now", "next"]

    def test_only_the_current_step_is_marked_and_states_are_spoken(self):
        html = draw("{% path steps 'Path' %}", steps=ui.steps(["A", "B", "C"], now=1))
        assert html.count('aria-current="step"') == 1
        for words in ("done", "now", "ahead"):
            assert f"— {words}" in html

    def test_a_finished_path_has_no_current_step(self):
        assert 'aria-current="step"' not in draw("{% path steps %}", steps=ui.steps(["A", "B"], now=2))


def test_a_pager_keeps_the_filters():
    request = RequestFactory().get("/?q=a%20b&page=2")
    html = draw("{% pager page %}", page=Paginator(range(100), 10).page(2), request=request)
    assert 'href="?q=a+b&amp;page=3"' in html
    assert html.count("aria-current") == 1


def test_a_missed_deadline_is_told_apart():
    html = draw("{% time_left at now %}", at=NOW - timedelta(hours=1), now=NOW)
    assert "left--over" in html


def test_icons_are_silent_and_wrong_names_fail():
    assert 'aria-hidden="true"' in ui.icon("check")
    with pytest.raises(Exception, match="nonsense"):
        ui.icon("nonsense")


def test_from_and_to_stay_together_in_a_headline():
    said = draw(
        '{% filter together %}<a title="1–2">{{ days }}</a>{% endfilter %}', days="24–25\xa0июня <года>, 09:30–11:00"
    )
    assert said == (
        '<a title="1–2"><span class="nb">24–25 июня</span> &lt;года&gt;, <span class="nb">09:30–11:00</span></a>'
    )


def test_the_number_of_a_paper_stays_together_in_a_headline():
    said = draw('{% filter together %}№ {{ number }}<a href="/x-1/"></a>, П-07, по-русски{% endfilter %}',
                number="020-11-2021-3")  # fmt: skip
    assert said == (
        '№ <span class="nb">020-11-2021-3</span><a href="/x-1/"></a>, <span class="nb">П-07</span>, по-русски'
    )


@pytest.mark.parametrize(
    ("said", "tied"),
    [
        ("Протокол № 5 от 8 декабря 2021 г. утверждён", "Протокол №~5 от 8 декабря 2021~г. утверждён"),
        ("Кабельный завод 4", "Кабельный завод~4"),
        ("«Кабельный завод 4», г. Саранск, ул. Победы, д. 1", "«Кабельный завод~4», г.~Саранск, ул.~Победы, д.~1"),
        ("Завод 4 и завод 12 по ст. 20, п. 3", "Завод~4 и завод~12 по ст.~20, п.~3"),
        ("Подано 24 заявки, ждут 3 эксперта из 8", "Подано 24 заявки, ждут 3 эксперта из~8"),
        ("Accepted until 23 June 2021, quarter III", "Accepted until 23~June~2021, quarter~III"),
        ("In 24 Mayfair", "In 24 Mayfair"),
        ("Protocol No. 5 of Factory 4 is signed", "Protocol No.~5 of Factory~4 is signed"),
        ("24 applications wait for 8 experts", "24 applications wait for 8 experts"),
        ("К 2021 г. Саранск готов, в 2022 году нет", "К 2021~г. Саранск готов, в 2022 году нет"),
        ('<a title="№ 5, завод 4">№ <b>5</b> в 10:30</a>', '<a title="№ 5, завод 4">№~<b>5</b> в 10:30</a>'),
        ("&#39;Завод 4&#39;", "&#39;Завод 4&#39;"),
    ],
)
def test_what_is_read_together_stays_together_in_a_headline(said, tied):
    assert ui_tags.together(said).replace("\xa0", "~") == tied
