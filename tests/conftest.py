"""No test depends on how fast the machine is: hypothesis sets no deadline for an example."""

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
