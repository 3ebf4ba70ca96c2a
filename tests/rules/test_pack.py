"""Broken packs are refused and say which rule and example."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.rules.model import BrokenPack
from editor_app.rules.pack import load_pack, parse_pack

HEAD = 'version = "1"\n'
GOOD = """
[[rules]]
id = "TST-01"
slug = "stray-word"
kind = "existence"
severity = "warning"
scope = ["prose"]
pattern = '''错词'''
message = "写错了"
why = "演示"
bad = ["这是错词"]
good = ["这是好词"]
"""


def broken(rules: str, head: str = HEAD, *, verify: bool = True) -> BrokenPack:
    with pytest.raises(BrokenPack) as caught:
        parse_pack({"pack.toml": head, "test.toml": rules}, verify=verify)
    return caught.value


def test_a_good_pack_is_taken() -> None:
    pack = parse_pack({"pack.toml": HEAD, "test.toml": GOOD})
    assert [rule.id for rule in pack.rules] == ["TST-01"]
    assert pack.rules[0].family == "test"


def test_a_bad_example_that_is_not_found_is_named() -> None:
    error = broken(GOOD.replace('bad = ["这是错词"]', 'bad = ["这是错词", "没有毛病"]'))
    assert (error.rule, error.example) == ("TST-01", "bad[1]")


def test_a_good_example_that_is_found_is_named() -> None:
    error = broken(GOOD.replace("这是好词", "不是错词"))
    assert (error.rule, error.example) == ("TST-01", "good[0]")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'''错词'''", "'''错(词'''"),
        ("'''错词'''", "'''错.*词'''"),
        ("'''错词'''", "'''(?:错{1,90}词){1,90}'''"),
        ('kind = "existence"', 'kind = "telepathy"'),
        ('severity = "warning"', 'severity = "fatal"'),
        ('scope = ["prose"]', 'scope = ["footer"]'),
        ('scope = ["prose"]', "scope = []"),
        ('why = "演示"', 'why = "演示"\ncheck = "numbering"'),
        ('why = "演示"', 'why = "演示"\nvalidator = "unknown"'),
        ('why = "演示"', 'why = "演示"\nfix_function = "unknown"'),
        ('why = "演示"', 'why = "演示"\nlevel = 3'),
        ('why = "演示"', 'why = "演示"\nfix = "\\\\g<3>"'),
        ('why = "演示"', 'why = "演示"\nvalid_from = "2026-01-01"'),
        ('good = ["这是好词"]', "good = []"),
        ('good = ["这是好词"]', "good = [3]"),
        ('id = "TST-01"', 'id = "first"'),
    ],
)
def test_malformed_rules_are_refused_even_unproved(old: str, new: str) -> None:
    assert old in GOOD
    broken(GOOD.replace(old, new), verify=False)


def test_twice_the_same_id() -> None:
    assert broken(GOOD + GOOD, verify=False).rule == "TST-01"


def test_broken_toml_names_the_file() -> None:
    assert broken("[[rules]\n", verify=False).rule == "test.toml"


def test_a_pack_needs_its_head() -> None:
    with pytest.raises(BrokenPack):
        parse_pack({"test.toml": GOOD})
    broken(GOOD, head="name = 'x'\n")


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_bytes(HEAD.encode())
    (tmp_path / "test.toml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(BrokenPack):
        load_pack(tmp_path)


def test_the_hash_follows_the_content() -> None:
    one = parse_pack({"pack.toml": HEAD, "test.toml": GOOD}, verify=False)
    two = parse_pack({"pack.toml": HEAD, "test.toml": GOOD.replace("演示", "示范")}, verify=False)
    assert one.sha256 != two.sha256
