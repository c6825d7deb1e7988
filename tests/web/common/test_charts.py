import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from svetovod.engine.reference import regions
from svetovod.web.common.charts import (
    bar,
    curve,
    figure,
    flow,
    gantt,
    heat,
    network,
    progress,
    robustness,
    tile_grid,
    tiles,
)


@pytest.fixture(autouse=True)
def russian():
    """Geometry must not depend on the decimal comma of the language."""
    with translation.override("ru"):
        yield


@pytest.mark.parametrize(("top", "step"), [(129, 50), (1, 0.25), (0, 1), (4000, 1000), (7, 2)])
def test_axis_steps_are_round(top, step):
    assert figure.axis_step(top) == step


@pytest.mark.parametrize(("value", "text"), [(1.25, "1.2"), (3, "3"), (-0.04, "-0"), (10.96, "11")])
def test_coordinates_have_a_point_and_one_decimal(value, text):
    assert figure.xy(value) == text


class TestProgress:
    def test_gap_reaches_from_the_value_to_the_threshold(self):
        drawn = progress.build(Decimal("0.1423"), Decimal("0.2"))
        assert (drawn.filled, drawn.gap_from, drawn.gap, drawn.tick) == ("14.2", "14.2", "5.8", "20")

    def test_no_gap_when_the_threshold_is_met_exactly(self):
        drawn = progress.build(Decimal("0.2"), Decimal("0.2"))
        assert drawn.gap == ""

    def test_values_beyond_the_bar_are_cut(self):
        assert progress.build(12, 10, top=10).filled == "100"
        assert progress.build(-1, top=10).filled == "0"


class TestFlow:
    def test_bars_are_compared_within_their_group_and_bands_join_what_is_left(self):
        many, few = flow.Bar("Many", 40, "40", [("A", 30), ("B", 10)], "/x/"), flow.Bar("Few", 10, "10")
        drawn = flow.build("Steps", [("One", [many, few]), ("Two", [few])], names=["A", "B"])
        assert [[part.width for part in line.parts] for line in drawn.lines] == [["378", "126"], ["126"], ["504"]]
        assert len(drawn.bands) == 1 and drawn.desc == "Many: 40; Few: 10; Few: 10"

    def test_what_is_not_shown_has_words_and_no_bar(self):
        drawn = flow.build("Steps", [("One", [flow.Bar("Few", None, "not shown"), flow.Bar("None", 0, "0")])])
        assert [line.parts for line in drawn.lines] == [(), ()] and not drawn.bands and not drawn.legend
        assert [(line.number_x, line.number_end) for line in drawn.lines] == [("203", "start"), ("188", "end")]


class TestRobustness:
    def test_places_are_spread_over_the_whole_line(self):
        drawn = robustness.build(1, 2, 22, places=22, cut=11)
        assert (drawn.start, drawn.end, drawn.cut) == ("4", "128", "66")

    def test_a_single_place_needs_no_line(self):
        assert robustness.build(1, 1, 1, places=1).at == "4"


class TestBar:
    bars = (bar.Bar("I.22", Decimal(100)), bar.Bar("II.22", Decimal(20), Decimal(60)))

    def test_heights_are_in_proportion(self):
        drawn = bar.build("flow", self.bars)
        assert [c.height for c in drawn.costs] == ["152", "30.4"]
        assert [c.height for c in drawn.subsidies] == ["91.2"]

    def test_own_money_falls_when_the_subsidy_comes(self):
        assert [row[3] for row in bar.build("flow", self.bars).figures.rows] == ["100", "60"]

    def test_labels_thin_out_when_there_is_no_room(self):
        many = [bar.Bar(f"{i:02}.2022", Decimal(1)) for i in range(60)]
        drawn = bar.build("flow", many)
        assert 5 < len(drawn.labels) < 20

    @pytest.mark.parametrize("bars", [(), (bar.Bar("I", Decimal(0)),)])
    def test_nothing_to_draw_is_still_a_picture(self, bars):
        assert "<svg" in bar.build("flow", bars).render()


class TestHeat:
    def build(self, **more):
        values = {(0, 1): Decimal("3.1"), (1, 0): Decimal("0.25")}
        return heat.build("who", ["A", "B", "C"], ["A", "B", "C"], values, **more)

    def test_neighbouring_rows_share_one_frame(self):
        frames = self.build(highlighted=(0, 1)).frames
        assert len(frames) == 1
        assert len(self.build(highlighted=(0, 2)).frames) == 2

    def test_nobody_buys_from_himself(self):
        drawn = self.build()
        assert len(drawn.own) == 3
        assert len(drawn.cells) == 2
        assert drawn.blank.count("M") == 4

    def test_figures_have_the_same_decimals(self):
        assert [row[2] for row in self.build().figures.rows] == ["3,10", "0,25"]

    def test_shades_part_the_cells_in_equal_numbers(self):
        values = [Decimal(i) for i in range(1, 11)]
        bounds = heat.breaks(values)
        shades = [heat.shade(v, bounds) for v in values]
        assert sorted(set(shades)) == [1, 2, 3, 4, 5]
        assert heat.shade(Decimal(0), bounds) == 0

    def test_sixty_enterprises_scroll_instead_of_shrinking(self):
        names = [f"Enterprise {i}" for i in range(60)]
        drawn = heat.build("who", names, names, {(0, 1): Decimal(1)})
        assert drawn.wide
        assert not any(cell.text for cell in drawn.cells)


class TestTiles:
    def test_every_region_has_its_own_tile(self):
        places = tile_grid.positions()
        assert set(places) == {region.iso for region in regions.all()}
        assert len(set(places.values())) == len(places)

    def test_the_map_says_counts_and_names(self):
        drawn = tiles.build("clusters", {"RU-MO": 3}, links={"RU-MO": "/mo/"}, marked=["RU-MO"])
        tile = next(t for t in drawn.tiles if t.value)
        assert (tile.spoken, tile.shade, tile.url) == ("Республика Мордовия: 3", 4, "/mo/")
        assert drawn.framed == (tile.place,)
        assert 'aria-label="Республика Мордовия: 3"' in drawn.render()

    def test_a_code_without_a_tile_stays_in_the_figures(self):
        assert [row[0] for row in tiles.build("x", {"RU-XX": 1}).figures.rows] == ["RU-XX"]

    @pytest.mark.parametrize(("value", "shade"), [(0, 0), (1, 1), (2, 2), (3, 4), (4, 4), (5, 5), (99, 5)])
    def test_shades(self, value, shade):
        assert tiles.shade(value) == shade


class TestGantt:
    stages = (
        gantt.Stage("A", date(2022, 1, 1), date(2022, 6, 30)),
        gantt.Stage("B", date(2022, 7, 1), date(2022, 12, 31)),
    )

    def test_lines_are_half_years(self):
        assert [label for _, label in gantt.build("plan", self.stages).ticks] == ["I.22", "II.22"]

    def test_today_is_drawn_only_inside_the_plan(self):
        assert gantt.build("plan", self.stages, today=date(2022, 3, 1)).today
        assert not gantt.build("plan", self.stages, today=date(2021, 3, 1)).today

    def test_a_stage_of_one_day_is_visible(self):
        one = gantt.Stage("A", date(2022, 1, 1), date(2022, 1, 1))
        assert gantt.build("plan", [one]).bands[0].width == "3"

    def test_no_stages(self):
        assert "<svg" in gantt.build("plan", []).render()


class TestHeatOfMany:
    def test_forty_columns_stay_on_the_page_and_the_shades_are_explained(self):
        names = [f"Enterprise {i}" for i in range(40)]
        values = {(i, (i * 7 + 3) % 40): Decimal(i + 1) for i in range(40) if i != (i * 7 + 3) % 40}
        found = heat.build("matrix", names, names, values, outside={0: Decimal(99)}, unit="RUB mn")
        assert float(found.width) <= network.WIDE
        assert [shade for shade, _words in found.scale] == sorted({cell.shade for cell in found.cells})
        assert all(words.endswith("RUB mn") for _shade, words in found.scale)
        for cell in found.cells:
            (text,) = [words for shade, words in found.scale if shade == cell.shade]
            bound, value = Decimal(text.split()[-3]), Decimal(cell.spoken.split()[-1])
            assert value > bound if cell.shade == 5 else value <= bound

    def test_cells_with_figures_need_no_scale(self):
        assert not heat.build("matrix", ["a", "b"], ["a", "b"], {(0, 1): Decimal(3)}).scale


class TestNetwork:
    nodes = (
        network.Node("Producer", sink=True),
        network.Node("Supplier"),
        network.Node("Supplier of the supplier"),
        network.Node("Alone"),
    )
    arrows = (
        network.Arrow(1, 0, Decimal(100), "a", counted=True, url="#a"),
        network.Arrow(2, 1, Decimal(25), "b"),
    )

    def drawn(self, nodes=nodes, arrows=arrows):
        return network.build("map", nodes, arrows, names={"net": "counts"})

    def test_sellers_stand_left_of_their_buyers(self):
        x = {box.full: float(box.x) for box in self.drawn().boxes}
        assert x["Supplier of the supplier"] < x["Supplier"] < x["Producer"]
        assert x["Alone"] == x["Supplier of the supplier"]

    def test_no_two_boxes_share_a_place(self):
        many = [network.Node(str(i), sink=i < 3) for i in range(40)]
        arrows = [network.Arrow(i, i % 3, Decimal(i), "") for i in range(3, 40)]
        places = [(box.x, box.y) for box in self.drawn(many, arrows).boxes]
        assert len(set(places)) == 40

    def test_no_line_passes_behind_a_box(self):
        """Forty in four columns, lines back over several of them: each way past a column lies between its boxes."""
        many = [network.Node(str(i), sink=i < 4) for i in range(40)]
        chain = [network.Arrow(i, i % 4, Decimal(i), "") for i in range(4, 24)]
        chain += [network.Arrow(i, i - 20, Decimal(i), "") for i in range(24, 32)]
        chain += [network.Arrow(i, i - 8, Decimal(i), "") for i in range(32, 40)]
        far = [network.Arrow(i % 4, i, Decimal(1), "") for i in range(24, 40)]
        found = self.drawn(many, [*chain, *far])
        assert len({box.x for box in found.boxes}) == 4
        ways = [re.findall(r"([\d.]+) ([\d.]+)H([\d.]+)", line.path) for line in found.lines]
        assert sum(map(len, ways)) >= len(far)
        for x1, y, x2 in (tuple(map(float, way)) for each in ways for way in each):
            behind = [b for b in found.boxes if min(x1, x2) < float(b.x) < max(x1, x2)]
            assert behind
            assert not [b for b in behind if float(b.y) <= y <= float(b.y) + network.HIGH]
        heights = [float(box.y) for box in found.boxes]
        assert min(heights) >= 0 and max(heights) + network.HIGH <= float(found.height)

    def test_the_largest_line_is_the_thickest(self):
        assert [line.width for line in self.drawn().lines] == ["4.5", "8"]

    def test_a_ring_of_sellers_ends(self):
        ring = [network.Arrow(i, (i + 1) % 4, Decimal(1), "") for i in range(4)]
        assert len(self.drawn(arrows=ring).lines) == 4

    def test_nobody_at_all(self):
        assert self.drawn((), ()).boxes == ()


def test_a_curve_keeps_within_its_frame_and_marks_zero():
    points = [curve.Point("2021", Decimal(-115), Decimal(-115)), curve.Point("2022", Decimal(40), Decimal("7.5"))]
    built = curve.build("totals", points, unit="mn")
    ys = [float(part.split()[-1]) for line in (built.total, built.discounted) for part in line.split(" L")]
    assert all(curve.TOP <= y <= curve.BASE for y in [*ys, float(built.zero)])
    assert ys[0] > float(built.zero) > ys[1], "a loss stands below zero"
    assert len(built.dots) == len(built.labels) == 2
    assert "svg" in built.render()
    assert curve.build("flat", [curve.Point("2021", Decimal(0), Decimal(0))]).zero == "200"
