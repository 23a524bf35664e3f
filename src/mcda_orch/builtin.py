"""The plug-ins that come with the library; they enter through the entry point of this module like anybody's."""

from . import agreements, rules, scalings, scores, weightings
from .agreements import *
from .rules import *
from .scalings import *
from .scores import *
from .weightings import *

__all__ = [*scalings.__all__, *scores.__all__, *weightings.__all__, *agreements.__all__, *rules.__all__]
