"""What holds for all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# a law is no measurement: on a busy machine the first example of one may take long
settings.register_profile("reader", deadline=None)
settings.load_profile("reader")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: most of a test that presses keys is waiting for the screen to be still."""
    return 2 * (os.cpu_count() or 1)
