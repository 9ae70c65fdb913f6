"""A small window made of the product's own widgets, to try the remote hand on. `main` runs it as a program."""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parley.desktop.style.icons import Icon
from parley.desktop.style.theme import Theme
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.rail_button import RailButton

PEOPLE = ["王建军", "李娜", "Anna Keller", "陈明"]


class Lines(QWidget):
    """A view that paints its rows itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sample.lines")
        self.setMinimumHeight(60)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.texts = ["大红袍还有货吗？", "有的，今年的新茶"]
        self.current = -1

    def accessible_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "text": text,
                "spoken": f"王建军: {text}",
                "key": f"m{number}",
                "rect": QRect(0, number * 20, self.width(), 20),
                "is_current": number == self.current,
            }
            for number, text in enumerate(self.texts)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, text in enumerate(self.texts):
            painter.drawText(0, number * 20 + 15, text)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.current += 1 if event.key() == Qt.Key.Key_Down else -1


class SampleWindow(QWidget):
    """Writes what happened to it into `log`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sample")
        self.setWindowTitle("Sample")
        self.log: list[str] = []
        column = QVBoxLayout(self)
        self.name = TextField("称呼", self, name="sample.name")
        self.password = TextField("Password", self, password=True, name="sample.password")
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("sample.note")
        self.note.setTabChangesFocus(True)
        self.send = Button("发送", self, name="sample.send")
        self.send.clicked.connect(lambda: self.log.append(f"sent {self.name.text()}"))
        self.ask = Button("Ask", self, name="sample.ask")
        self.ask.clicked.connect(self.open_dialog)
        self.more = Button("More", self, name="sample.more")
        self.more.clicked.connect(self.open_blocking_menu)
        self.off = Button("Off", self, name="sample.off")
        self.off.setEnabled(False)
        self.people = QListWidget(self)
        self.people.setObjectName("sample.people")
        self.people.addItems(PEOPLE)
        self.people.itemClicked.connect(lambda item: self.log.append(f"chose {item.text()}"))
        self.people.itemActivated.connect(lambda item: self.log.append(f"activated {item.text()}"))
        self.groups = QTreeWidget(self)
        self.groups.setObjectName("sample.groups")
        self.groups.setHeaderHidden(True)
        group = QTreeWidgetItem(["客户"])
        group.addChild(QTreeWidgetItem(["王建军"]))
        self.groups.addTopLevelItem(group)
        group.setExpanded(True)
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("sample.tabs")
        for text in ("Chats", "People"):
            self.tabs.addTab(text)
        self.choice = QComboBox(self)
        self.choice.setObjectName("sample.choice")
        self.choice.addItems(["Online", "Busy", "Away"])
        self.places = QButtonGroup(self)
        self.first, self.second = (
            RailButton(Icon.CHAT, text, self, name=f"sample.place.{text}") for text in ("one", "two")
        )
        for place in (self.first, self.second):
            self.places.addButton(place)
        self.first.setChecked(True)
        self.lines = Lines(self)
        self.target = DropLabel(self.log, self)
        for widget in (
            self.name, self.password, self.note, self.send, self.ask, self.more, self.off, self.people, self.groups,
            self.tabs, self.choice, self.first, self.second, self.lines, self.target,
        ):  # fmt: skip
            column.addWidget(widget)
        self.resize(480, 900)

    def open_dialog(self) -> None:
        dialog = Dialog(self, "Sure?", name="sample.sure")
        dialog.add_ok_cancel("Yes", "No")
        dialog.finished.connect(lambda code: self.log.append(f"dialog {code}"))
        dialog.open()

    def open_blocking_menu(self) -> None:
        menu = QMenu(self)
        for text in ("One", "Two"):
            menu.addAction(text)
        submenu = menu.addMenu("Further")
        submenu.addAction("Three").setObjectName("sample.three")
        chosen = menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
        self.log.append(f"menu {chosen.text() if chosen is not None else None}")
        menu.deleteLater()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction("置顶").triggered.connect(lambda: self.log.append("pinned"))
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.log.append(f"wheel {event.angleDelta().y()}")


class DropLabel(QLabel):
    """Takes files."""

    def __init__(self, log: list[str], parent: QWidget) -> None:
        super().__init__("Drop files here", parent)
        self.setObjectName("sample.drop")
        self.setAcceptDrops(True)
        self._log = log

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._log.append(f"dropped {Path(event.mimeData().urls()[0].toLocalFile()).name}")


def password_field(window: SampleWindow) -> QLineEdit:
    return window.password.edit


def main(path: str) -> int:
    from parley.driver import control

    app = QApplication([])
    theme = Theme(motion=False)
    theme.install(app)
    window = SampleWindow()
    window.show()
    control.start(app, Path(path))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
