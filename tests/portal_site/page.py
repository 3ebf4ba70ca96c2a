"""A page as a strict reader sees it: balanced elements, links, landmarks, headings, ids."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
MAY_STAY_OPEN = frozenset[str]()


class Page(HTMLParser):
    """Parses on construction; `faults` lists what is not well formed or not allowed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.faults += [f"<{name}> is never closed" for name in self.open]
        ids = self.values("id")
        self.faults += [f"id {name} stands twice" for name in {name for name in ids if ids.count(name) > 1}]
        self.faults += [f"label for {name} leads nowhere" for name in self.values("for") if name not in ids]
        self.faults += [f"labelledby {name} leads nowhere" for name in self.values("aria-labelledby") if name not in ids]
        self.faults += [f"#{link[1:]} leads nowhere" for link in self.values("href") if link[:1] == "#" and link[1:] not in ids]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        held = {name: value or "" for name, value in attributes}
        self.elements.append((tag, held))
        if tag in ("script", "style", "iframe", "object", "embed"):
            self.faults.append(f"<{tag}> is not allowed")
        self.faults += [f"{name} on <{tag}>" for name in names if name.startswith("on") or name == "style"]
        if tag == "img" and not held.get("alt"):
            self.faults.append("an image without alternative text")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [held[attribute] for _, held in self.elements if attribute in held]

    def count(self, tag: str) -> int:
        return sum(1 for name, _ in self.elements if name == tag)

    @property
    def links(self) -> list[str]:
        """Everything the page leads to or loads."""
        return [value for name in ("href", "src", "action") for value in self.values(name)]

    @property
    def headings(self) -> list[int]:
        return [int(name[1]) for name, _ in self.elements if name in ("h1", "h2", "h3", "h4")]
