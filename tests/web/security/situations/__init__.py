"""The moments at which the permission matrix is read: objects brought to a state by services, stage by stage.

A stage is a copy of the scene (conftest.py); a generator below plays on from there inside one transaction and yields a
situation whenever a state worth asking about is reached. `AREAS` names the situations of each table in their order.
"""

from .situation import AREAS, Situation, area_of
from .stories import STORIES

__all__ = ["AREAS", "STORIES", "Situation", "area_of"]
