"""The little questions of the contact list: a line of text, or yes and no."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from parley.desktop.i18n import translate
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import TextLabel


def ask_line(
    owner: QWidget,
    title: str,
    label: str,
    value: str,
    answer: Callable[[str], None],
    *,
    name: str,
    may_be_empty: bool = False,
) -> Dialog:
    """Ask for one line; `answer` gets it, trimmed, when the person says Save."""
    dialog = Dialog(owner, title, width=380, name=name)
    field = TextField(label, dialog, name=f"{name}.line")
    field.edit.setMaxLength(40)
    field.set_text(value)
    field.edit.selectAll()
    dialog.column.addWidget(field)
    save = dialog.add_ok_cancel(_("Save"), _("Cancel"))
    if not may_be_empty:
        field.changed.connect(lambda text: save.setEnabled(bool(text.strip())))
        save.setEnabled(bool(value.strip()))
    dialog.accepted.connect(lambda: answer(field.text().strip()))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    field.setFocus()
    return dialog


def ask_sure(
    owner: QWidget, title: str, sentence: str, yes: str, act: Callable[[], None], *, name: str
) -> Dialog:
    """Ask before something that is hard to take back."""
    dialog = Dialog(owner, title, width=380, name=name)
    dialog.column.addWidget(TextLabel(sentence, dialog, ink="ink2", wrap=True))
    dialog.add_ok_cancel(yes, _("Cancel"), kind=ButtonKind.DANGER)
    dialog.accepted.connect(act)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
