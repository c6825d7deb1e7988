"""What differs between the questionnaire of a cluster and a table: the rest of a request is one and the same."""

from svetovod.web.figures.models import FiguresRequest

from .base import Shape
from .questionnaire import Questionnaire
from .table import Table

_CLUSTER, _TABLE = Questionnaire(), Table()

__all__ = ["Shape", "shape_of"]


def shape_of(request: FiguresRequest) -> Shape:
    return _TABLE if request.is_table else _CLUSTER
