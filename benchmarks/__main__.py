"""`python -m benchmarks [NAME] [--json FILE] [--runs N]`: run one or all benchmarks, print a table."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

NAMES = ("startup", "search", "api", "rules")


def main() -> int:
    """0 when it could measure; goals that are not met are told, not failed."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("name", nargs="?", choices=NAMES)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--runs", type=int, default=0)
    options = parser.parse_args()
    results = []
    for name in [options.name] if options.name else NAMES:
        result = importlib.import_module(f"benchmarks.{name}").run(options.runs)
        results.append(result)
        _print(result)
    if options.json:
        data = results[0] if options.name else results
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _print(result: dict[str, Any]) -> None:
    print(f"\n{result['name']}")
    print(f"  {'what':<58} {'unit':<8} {'runs':>5} {'min':>10} {'median':>10} {'p95':>10} {'max':>10}")
    for line in result["rows"]:
        figures = " ".join(f"{line[name]:>10.3g}" for name in ("min", "median", "p95", "max"))
        print(f"  {line['what']:<58} {line['unit']:<8} {line['runs']:>5} {figures}")
    for line in result["ratios"]:
        print(f"  {line['what']} / {line['against']}: {line['median']:.2f}")
    for line in result["goals"]:
        print(f"  {'met    ' if line['met'] else 'NOT MET'} {line['what']}: {line['value']:.3g} (goal {line['goal']})")


if __name__ == "__main__":
    sys.exit(main())
