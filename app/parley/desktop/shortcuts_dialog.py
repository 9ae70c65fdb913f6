"""F1: every key there is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.labels import SectionLabel, TextLabel


def _(text: str, **values: object) -> str:
    return translate("Shell", text, **values)


class ShortcutsDialog(Dialog):
    """The keys, grouped by what they are for."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Keyboard shortcuts"), width=460, name="shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        row = 0
        for title, keys in _groups():
            label = SectionLabel(title, self)
            label.setContentsMargins(0, 10 if row else 0, 0, 2)
            grid.addWidget(label, row, 0, 1, 2)
            row += 1
            for text, key in keys:
                grid.addWidget(TextLabel(text, self, wrap=True), row, 0)
                shown = _native(key)
                key_label = TextLabel(shown, self, style=TextStyle.SECOND_STRONG, ink="ink2")
                grid.addWidget(key_label, row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
        self.column.addLayout(grid)
        done = self.add_button(_("Close"), kind=ButtonKind.PRIMARY, default=True, name="shortcuts.ok")
        done.clicked.connect(self.accept)


def _native(keys: str) -> str:
    """As this system writes them, for what is one combination of keys."""
    if " " in keys:
        return keys
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            _("Getting around"),
            [
                (_("Chats"), "Ctrl+1"),
                (_("People"), "Ctrl+2"),
                (_("Phrases"), "Ctrl+4"),
                (_("Home"), "Ctrl+5"),
                (_("Settings"), "Ctrl+,"),
                (_("Search the list"), "Ctrl+K"),
                (_("Next who waits longest, or conversation below"), "Alt+Down"),
                (_("Conversation above"), "Alt+Up"),
                (_("This list"), "F1"),
            ],
        ),
        (
            _("Tabs"),
            [
                (_("Next tab"), "Ctrl+Tab"),
                (_("Close tab"), "Ctrl+W"),
            ],
        ),
        (
            _("Customers"),
            [
                (_("Done, needs no answer; again to take it back"), "Ctrl+E"),
                (_("Send and go on to the next who waits"), "Ctrl+Alt+Enter"),
                (_("Flag"), "Ctrl+Alt+1 / Ctrl+Alt+5"),
            ],
        ),
        (
            _("Writing"),
            [
                (_("Emoji"), "Ctrl+Shift+E"),
                (_("Send"), _("Enter (or Ctrl+Enter, see Settings)")),
                (_("New line"), "Shift+Enter"),
                (_("Quick phrases"), _("/ or Alt+Q")),
            ],
        ),
    ]
