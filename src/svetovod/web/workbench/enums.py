from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ChartMark(TextChoices):
    BAR = "bar", pgettext_lazy("chart", "bars")
    LINE = "line", pgettext_lazy("chart", "lines")
    POINT = "point", pgettext_lazy("chart", "points")
    HEAT = "heat", pgettext_lazy("chart", "heat map")


class ChartAggregate(TextChoices):
    """How rows of one place on the axis are put together."""

    NONE = "", pgettext_lazy("chart", "every row as it is")
    SUM = "sum", pgettext_lazy("chart", "sum")
    MEAN = "mean", pgettext_lazy("chart", "mean")
    MEDIAN = "median", pgettext_lazy("chart", "median")
    MIN = "min", pgettext_lazy("chart", "least")
    MAX = "max", pgettext_lazy("chart", "most")
    COUNT = "count", pgettext_lazy("chart", "number of rows")
