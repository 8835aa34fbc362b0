"""Where highlights go when articles change: right, orphaned or wrong. Prints figures; run by hand:

python tests/benchmarks/bench_anchors.py [--cases 2000] [--seed 1]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.anchor_mutations import KINDS, tally  # noqa: E402


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{'':10}{'earlier text':>14}{'right':>9}{'orphan':>9}{'wrong':>7}{'ms each':>9}")
    for kind in KINDS:
        for remembered in (True, False):
            start = time.process_time()
            counts = tally(kind, options.cases, options.seed, remembered=remembered)
            each = (time.process_time() - start) / options.cases * 1e3
            known = "known" if remembered else "gone"
            shares = [f"{counts[name] / options.cases:9.2%}" for name in ("right", "orphan")]
            print(f"{kind:10}{known:>14}{''.join(shares)}{counts['wrong']:7}{each:9.2f}")


if __name__ == "__main__":
    main()
