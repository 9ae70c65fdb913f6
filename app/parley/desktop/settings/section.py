"""What all pages of the settings share: a title, groups of rows on cards."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.labels import Hairline, SectionLabel, TextLabel
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.switch import SettingRow, Switch

MAX_WIDTH = 640
_ROW = 44


class Section(QWidget):
    """One page. It grows downwards; the view scrolls it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(f"settings.{name}")
        self.setAccessibleName(title)
        self.setMaximumWidth(MAX_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 28, 0, 32)
        self._column.setSpacing(0)
        self._column.addWidget(TextLabel(title, self, style=TextStyle.HEADLINE))
        self._column.addSpacing(20)
        self._column.addStretch(1)

    def add(self, widget: QWidget, space: int = 20) -> None:
        """The next thing of the page."""
        self._column.insertWidget(self._column.count() - 1, widget)
        self._column.insertSpacing(self._column.count() - 1, space)

    def add_heading(self, title: str) -> None:
        """A small heading over what comes next."""
        self.add(SectionLabel(title, self), 6)

    def add_group(self, title: str = "") -> "Group":
        """A card with rows, under a small heading."""
        if title:
            self.add_heading(title)
        group = Group(self)
        self.add(group, 24)
        return group


class Group(Card):
    """Rows on a card, hairlines between them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, padding=0)
        self.column.setContentsMargins(16, 6, 16, 6)
        self.column.setSpacing(0)
        self._rows: list[QWidget] = []

    def add_row(self, row: QWidget) -> None:
        """One more row."""
        if self._rows:
            line = Hairline(parent=self)
            self._rows.append(line)
            self.column.addWidget(line)
        row.setMinimumHeight(_ROW)
        self._rows.append(row)
        self.column.addWidget(row)

    def clear(self) -> None:
        """No rows."""
        for row in self._rows:
            self.column.removeWidget(row)
            # What is shown next may have the same names, and is what is meant by them.
            for part in (row, *row.findChildren(QWidget)):
                part.setObjectName("")
            row.hide()
            row.deleteLater()
        self._rows = []

    def add_switch(
        self, title: str, sentence: str, on: bool, changed: Callable[[bool], None], name: str
    ) -> Switch:
        """A row with a switch."""
        switch = Switch(title, self, checked=on, name=name)
        switch.toggled.connect(changed)
        self.add_row(SettingRow(title, sentence, switch, self, name=f"{name}.row"))
        return switch

    def add_choice(
        self,
        title: str,
        sentence: str,
        items: list[tuple[str, str]],
        current: str,
        chosen: Callable[[str], None],
        name: str,
    ) -> SegmentedControl:
        """A row with two or three choices side by side."""
        control = SegmentedControl(items, self, label=title, name=name)
        control.setMinimumWidth(200)
        control.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        control.set_current(current)
        control.chosen.connect(chosen)
        self.add_row(SettingRow(title, sentence, control, self, name=f"{name}.row"))
        return control

    def add_list(
        self,
        title: str,
        sentence: str,
        items: list[tuple[str, str]],
        current: str,
        chosen: Callable[[str], None],
        name: str,
    ) -> QComboBox:
        """A row with a drop-down list of (key, text)."""
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setMinimumWidth(160)
        for key, text in items:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(current)))
        box.currentIndexChanged.connect(lambda index: chosen(str(box.itemData(index))))
        self.add_row(SettingRow(title, sentence, box, self, name=f"{name}.row"))
        return box

    def add_text(self, text: str) -> TextLabel:
        """A row of plain words."""
        label = TextLabel(text, self, ink="ink2", wrap=True)
        label.setContentsMargins(0, 10, 0, 10)
        self.add_row(label)
        return label


class ListRow(QWidget):
    """A row of a list: a picture or none, two lines, controls on the right."""

    def __init__(
        self,
        title: str,
        sentence: str,
        parent: QWidget,
        *,
        picture: QWidget | None = None,
        controls: tuple[QWidget, ...] = (),
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(TextLabel(title, self, style=TextStyle.BODY_STRONG, wrap=True))
        second = TextLabel(sentence, self, style=TextStyle.SECOND, ink="ink2", wrap=True)
        second.setVisible(bool(sentence))
        texts.addWidget(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        if picture is not None:
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        for control in controls:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
