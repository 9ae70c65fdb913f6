"""The open conversations as tabs: values only, no Qt.

One tab at most is a *preview*: the next single click reuses it. A double click, a draft or a sent message keeps it.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Tab:
    """One open conversation of one account."""

    account: str
    conversation: str
    is_kept: bool

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it."""
        return (self.account, self.conversation)


@dataclass(frozen=True, slots=True)
class TabList:
    """Tabs in their order, and which one is shown (-1: none is open)."""

    tabs: tuple[Tab, ...] = ()
    current: int = -1

    def find(self, account: str, conversation: str) -> int:
        """Where a conversation's tab is, or -1."""
        for place, tab in enumerate(self.tabs):
            if tab.key == (account, conversation):
                return place
        return -1

    def opened(self, account: str, conversation: str, *, keep: bool) -> "TabList":
        """The list after a conversation was opened: its tab, the reused preview, or a new tab."""
        place = self.find(account, conversation)
        if place >= 0:
            shown = replace(self, current=place)
            return shown.kept(place) if keep else shown
        tab = Tab(account, conversation, keep)
        preview = next((place for place, one in enumerate(self.tabs) if not one.is_kept), -1)
        if preview >= 0 and not keep:
            return TabList((*self.tabs[:preview], tab, *self.tabs[preview + 1 :]), preview)
        return TabList((*self.tabs, tab), len(self.tabs))

    def kept(self, place: int) -> "TabList":
        """The list after a tab was kept."""
        tab = replace(self.tabs[place], is_kept=True)
        return replace(self, tabs=(*self.tabs[:place], tab, *self.tabs[place + 1 :]))

    def closed(self, place: int) -> "TabList":
        """The list after a tab was closed; the neighbour at its right is shown, or the last one."""
        tabs = (*self.tabs[:place], *self.tabs[place + 1 :])
        current = self.current - 1 if place < self.current else self.current
        return TabList(tabs, min(current, len(tabs) - 1))

    def moved(self, source: int, target: int) -> "TabList":
        """The list after a tab was dragged to another place."""
        shown = self.tabs[self.current] if self.current >= 0 else None
        tabs = list(self.tabs)
        tabs.insert(target, tabs.pop(source))
        return TabList(tuple(tabs), tabs.index(shown) if shown is not None else -1)

    def stepped(self, step: int) -> "TabList":
        """The list with the next or the previous tab shown, round and round."""
        if not self.tabs:
            return self
        return replace(self, current=(self.current + step) % len(self.tabs))
