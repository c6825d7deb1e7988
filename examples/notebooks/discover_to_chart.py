"""From the purchases of a country to a chart: groups that could be clusters, how near each is to conforming, a picture.

Cells begin with `# %%`: open the file in an editor that runs cells, or run it whole:

    python examples/notebooks/discover_to_chart.py [FOLDER]

Only the Python API is used (docs/reference/python-api.md); no database, no network. Firms and purchases are invented.
Asking and drawing need `pip install svetovod[workbench]`.
"""

# %% What is needed
import sys
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from svetovod.engine import discovery, drawing, questions
from svetovod.engine.economy import economy
from svetovod.engine.facts import load
from svetovod.engine.questions import Column, Kind, Limits, Table
from svetovod.engine.reference import regions

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(mkdtemp(prefix="svetovod-"))
ON, FACTS = date(2021, 6, 24), load()

# %% An economy from a seed: the same number gives the same firms
made = economy(1_000, seed=2)
firms, purchases = FOLDER / "firms.parquet", FOLDER / "purchases.parquet"
made.firms.write_parquet(firms)
made.purchases.write_parquet(purchases)

# %% Read as any country's tables are read: rows that cannot be used are counted, not lost
tables, problems = discovery.read(firms, purchases, level=4)
assert tables is not None, problems
supply = discovery.supply(tables)

# %% Groups of firms that supply each other, each judged by the law of the day
groups = discovery.candidates(supply, on=ON, facts=FACTS)
print(f"{len(groups)} groups, {sum(each.conforms for each in groups)} of them conform")  # noqa: T201

# %% The groups as a table: how large, what they are worth, what they are short of
COLUMNS = (
    Column("place", Kind.WHOLE), Column("region", Kind.TEXT), Column("members", Kind.WHOLE),
    Column("value_rub", Kind.MONEY), Column("conforms", Kind.FLAG), Column("participants_short", Kind.WHOLE),
    Column("money_short_rub", Kind.MONEY),
)  # fmt: skip
table = Table("groups", COLUMNS, tuple(
    (place, regions.name(each.regions[0], "en"), len(each.members), each.value, each.conforms, each.participants_short,
     each.money_short)
    for place, each in enumerate(groups, 1)
))  # fmt: skip

# %% From here on the extra is needed
if not (questions.available() and drawing.available()):
    sys.exit("Asking and drawing need `pip install svetovod[workbench]`; everything above did without.")

# %% A question in SQL: where groups are, what they are worth, and how many conform already
answer = questions.answer(
    """select region, conforms, count(*) as groups, sum(value_rub) as value_rub
    from groups where members >= $least group by all order by value_rub desc, region""",
    [table], parameters={"least": 5}, limits=Limits(),
)  # fmt: skip
assert isinstance(answer, questions.Answer), answer
for row in answer.rows:
    print(*row, sep="\t")  # noqa: T201

# %% The chart: a bar a region, conforming and not apart
plan = drawing.Plan(drawing.Mark.BAR, "region", "value_rub", "conforms", drawing.Aggregate.SUM)
picture = drawing.draw(answer, plan, lang="en", seconds=60, png=True)
assert picture is not None
(FOLDER / "groups.svg").write_text(picture.svg, encoding="utf-8")
(FOLDER / "groups.png").write_bytes(picture.png)
print(f"drawn: {FOLDER / 'groups.svg'}")  # noqa: T201
