"""No test depends on how fast the machine is: hypothesis sets no deadline for an example.

The many thousand tests that are collected stay to the end, so that looking for garbage among them, again and again, would be for nothing.
"""

import gc

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_collection():
    gc.disable()


def pytest_collection_finish():
    gc.freeze()
    gc.enable()
