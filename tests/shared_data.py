"""Where the measuring data stands that is not part of this project: beside a checkout, or nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_path(*parts: str) -> Path:
    """A file or folder of the shared data; the test that asks is skipped, saying so, where there is none."""
    base = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"))
    path = base.joinpath(*parts)
    if not path.exists():
        pytest.skip(
            f"shared data is not here: {'/'.join(parts)} (set READER_SHARED to the folder that holds it)"
        )
    return path
