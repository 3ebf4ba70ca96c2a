"""Fixed sets of terms (“四个意识” and the like) are listed completely and in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.checks.slip import Slip
from editor_app.rules.patterns import Gate

GATE = Gate((("四个意识", "四个自信", "两个维护", "五位一体", "四个全面", "两个确立"),))
_LIST = re.compile(r"[”》]?[ ]{0,2}(?:[：:]|（|\(|——|，即|即)[ ]{0,2}([^。；！？）)\n]{2,120})")


def find(text: str, options: Mapping[str, Any]) -> Iterator[Slip]:
    """`options["sets"]`: name -> its members in order. Only a list that names at least two members is looked at."""
    for name, members in options["sets"].items():
        at = text.find(name)
        while at >= 0:
            listed = _LIST.match(text, at + len(name))
            if listed is not None:
                places = [(listed[1].find(member), member) for member in members]
                present = [member for place, member in sorted(places) if place >= 0]
                if len(present) >= 2 and present != list(members):
                    yield Slip(listed.start(1), listed.end(1), (), f"“{name}”依次为{'、'.join(members)}")
            at = text.find(name, at + 1)
