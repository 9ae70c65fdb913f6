"""The frame of every page of the first minutes: title, fields, one big button, errors where they belong."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.banner import Banner, BannerKind
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.spinner import Spinner

WIDTH = 400
LINK_PADDING = 8


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class FormPage(QWidget):
    """A column of fixed width; fill it from above with `add`.

    Signals: `went_back` when the person wants the page before this one.
    """

    went_back = Signal()

    def __init__(self, name: str, *, back: bool = True) -> None:
        super().__init__()
        self.setObjectName(f"sign_in.{name}")
        self._name = f"sign_in.{name}"
        self._fields: dict[str, TextField] = {}
        self._primary: Button | None = None
        self.stay: QCheckBox | None = None
        self._spinner = Spinner(_("One moment…"), self, name=f"{self._name}.spinner")
        self._progress = TextLabel("", self, ink="ink2", wrap=True)
        self._trouble = Banner("", self, kind=BannerKind.ERROR, radius=8, name=f"{self._name}.trouble")
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 32, 0, 32)
        self.column.setSpacing(0)
        self.column.addStretch(1)
        if back:
            self._add_back()
        for hidden in (self._spinner, self._progress, self._trouble):
            hidden.hide()

    def add(self, widget: QWidget, space: int = 16) -> None:
        """The next thing of the column, with some room after it."""
        self.column.addWidget(widget)
        self.column.addSpacing(space)

    def add_title(self, title: str, sentence: str = "") -> None:
        """What this page is for."""
        label = TextLabel(title, self, style=TextStyle.HEADLINE, wrap=True, name=f"{self._name}.title")
        self.add(label, 8 if sentence else 24)
        if sentence:
            self.add(TextLabel(sentence, self, ink="ink2", wrap=True), 24)

    def add_field(self, field: TextField, *error_fields: str) -> TextField:
        """A field; refusals that name one of `error_fields` are shown under it."""
        self.add(field, 18)
        for name in error_fields:
            self._fields[name] = field
        return field

    def add_primary(self, text: str, pressed: Callable[[], None], name: str = "go") -> Button:
        """The one big button. Enter in any field presses it."""
        self.add(self._trouble, 0)
        self.column.addSpacing(8)
        button = Button(
            text, self, kind=ButtonKind.PRIMARY, size=ButtonSize.LARGE, name=f"{self._name}.{name}"
        )
        button.clicked.connect(pressed)
        self._primary = button
        for field in dict.fromkeys(self._fields.values()):
            field.submitted.connect(button.click)
        self.add(button, 12)
        waiting = QHBoxLayout()
        waiting.setSpacing(8)
        waiting.addWidget(self._spinner)
        waiting.addWidget(self._progress, 1)
        self.column.addLayout(waiting)
        return button

    def add_stay(self, asks: bool) -> None:
        """The question of computers that have no safe for passwords."""
        if not asks:
            return
        self.stay = QCheckBox(_("Stay signed in on this computer"), self)
        self.stay.setObjectName(f"{self._name}.stay")
        self.stay.setChecked(True)
        self.add(self.stay, 4)
        plain = _(
            "This computer has no safe for passwords: whoever can use your files can also use your account."
        )
        self.add(TextLabel(plain, self, style=TextStyle.SECOND, ink="ink3", wrap=True), 8)

    @property
    def stays(self) -> bool:
        """Whether this computer shall stay signed in."""
        return self.stay is None or self.stay.isChecked()

    def add_link(self, button: Button) -> None:
        """A link whose text, not its padding, stands at the left edge."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addSpacing(-LINK_PADDING)
        row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def finish(self) -> None:
        """The column is complete."""
        self.column.addStretch(2)

    def set_busy(self, progress: str) -> None:
        """Something is under way: say what. Empty text ends it."""
        is_busy = bool(progress)
        for field in self._fields.values():
            field.setEnabled(not is_busy)
        if self._primary is not None:
            self._primary.setEnabled(not is_busy)
        self._spinner.setVisible(is_busy)
        self._progress.setVisible(is_busy)
        self._progress.setText(progress)
        if is_busy:
            self.clear_errors()

    def clear_errors(self) -> None:
        """Before the next try."""
        self._trouble.hide()
        for field in self._fields.values():
            field.set_error("")

    def show_error(self, error: BaseException) -> None:
        """Under the field it concerns, or else above the button."""
        self.set_busy("")
        field = self._fields.get(getattr(error, "field", None) or "")
        if field is not None:
            field.set_error(sentence_of(error))
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._trouble.set_text(sentence_of(error))
        self._trouble.show()

    def focus_first(self) -> None:
        """Puts the cursor where the person types first."""
        for field in self._fields.values():
            if not field.text():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self._primary is not None:
            self._primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_back(self) -> None:
        button = Button(
            _("Back"),
            self,
            kind=ButtonKind.LINK,
            size=ButtonSize.SMALL,
            icon=Icon.CHEVRON_LEFT,
            name=f"{self._name}.back",
        )
        button.clicked.connect(self.went_back)
        self.add_link(button)
        self.column.addSpacing(12)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "column"):
            # The scroll area around us knows nothing of heights that depend on the width.
            self.setMinimumHeight(self.column.totalHeightForWidth(WIDTH))
        return super().event(event)


def password_field(name: str, *, new: bool = True) -> TextField:
    """A password with an eye; a new one says how long it has to be."""
    hint = _("At least 8 characters") if new else ""
    return TextField(_("Password"), hint=hint, password=True, name=name)
