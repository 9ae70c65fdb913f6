"""The hand on the mouse and the keyboard: steps that send real events into a window, as the system would.

Nothing here calls a widget's method to make something happen. Events go to the window (QTest's functions for
QWindow), so Qt finds the receiver itself: grabs, menus, dialogs, shortcuts and the focus behave as for a person.
"""

import atexit
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeySequence,
    QTextCharFormat,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from parley.driver.control_wire import ControlError, Modifier
from parley.driver.finder import Found, Spot, spot_of
from parley.driver.nodes import nearest_id
from parley.driver.script import Step

LEFT = Qt.MouseButton.LeftButton
RIGHT = Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier
_NOTCH = 120

_MODIFIERS = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Meta": Qt.KeyboardModifier.MetaModifier,
}


def modifiers_of(names: Sequence[Modifier]) -> Qt.KeyboardModifier:
    """Qt's word for the keys that are held."""
    held = PLAIN
    for name in names:
        held |= _MODIFIERS[name]
    return held


def bring_forward(window: QWindow) -> None:
    """A window that is touched comes to the front; a screen's window manager does this."""
    if QApplication.activePopupWidget() is None and not window.isActive():
        window.requestActivate()


def let_go(spot: Spot, button: Qt.MouseButton, held: Qt.KeyboardModifier) -> None:
    """The button goes up."""
    if spot.is_there:
        QTest.mouseRelease(spot.window, button, held, spot.point)
        return
    # What was pressed has closed itself; the button goes up over whatever lies there now.
    QTest.mouseRelease(focus_window(), button, held, QPoint(-1, -1))


def press(
    found: Found, at: tuple[int, int] | None, *, button: Qt.MouseButton, held: Qt.KeyboardModifier
) -> list[Step]:
    """A click: move there, press, release."""
    spot = spot_of(found, at)
    return [
        lambda: bring_forward(spot.window),
        lambda: QTest.mouseMove(spot.window, spot.point),
        lambda: QTest.mousePress(spot.window, button, held, spot.point),
        lambda: let_go(spot, button, held),
    ]


def press_twice(found: Found, at: tuple[int, int] | None, *, held: Qt.KeyboardModifier) -> list[Step]:
    """A double click."""
    spot = spot_of(found, at)
    return [
        lambda: bring_forward(spot.window),
        lambda: QTest.mouseMove(spot.window, spot.point),
        lambda: QTest.mouseDClick(spot.window, LEFT, held, spot.point),
    ]


def point(found: Found, at: tuple[int, int] | None) -> list[Step]:
    """The pointer goes there. It comes from a pixel beside, so that it also moves if it was there already."""
    spot = spot_of(found, at)
    beside = spot.point + QPoint(1, 0)
    return [
        lambda: QTest.mouseMove(spot.window, beside),
        lambda: QTest.mouseMove(spot.window, spot.point),
    ]


def turn_wheel(found: Found, dx: int, dy: int) -> list[Step]:
    """The wheel turns notch by notch; `dy` down, `dx` to the right."""
    spot = spot_of(found)
    notches = [QPoint(0, -_sign(dy) * _NOTCH)] * abs(dy) + [QPoint(-_sign(dx) * _NOTCH, 0)] * abs(dx)
    return [*point(found, None), *[_turn(spot, notch) for notch in notches]]


def strike(keys: Iterable[str]) -> list[Step]:
    """Keys and combinations, each pressed and released: `Enter`, `Ctrl+K`."""
    return [_strike_one(combination) for name in keys for combination in _combinations(name)]


def write(text: str) -> list[Step]:
    """Text as it is typed. What no key makes (汉字, emoji) arrives as an input method commits it."""
    steps: list[Step] = []
    for piece in _pieces(text):
        if piece == "\n":
            steps.extend(strike(["Shift+Return"] if _is_in_many_lines() else ["Return"]))
        elif piece.isascii():
            steps.append(_write_one(piece))
        else:
            steps.extend(compose(None, piece))
    return steps


def compose(preedit: str | None, commit: str | None) -> list[Step]:
    """An input method: shows what is being composed, then commits."""
    steps: list[Step] = []
    if preedit is not None:
        steps.append(lambda: _send_composition(_composing(preedit)))
    if commit is not None:
        steps.append(lambda: _send_composition(_committing(commit)))
    return steps


def ask_menu_by_key() -> list[Step]:
    """The menu key: the key itself, then what a screen's system makes of it (offscreen makes nothing)."""
    return [*strike(["Menu"]), _ask_menu]


def mime_of(text: str | None, files: Sequence[str], image: str | None) -> QMimeData:
    """What is dragged in or pasted. Raises ControlError if there is nothing, or the picture can't be read."""
    mime = QMimeData()
    if text is not None:
        mime.setText(text)
    if files:
        mime.setUrls([QUrl.fromLocalFile(path) for path in files])
    if image is not None:
        picture = QImage(image)
        if picture.isNull():
            raise ControlError("bad_request", f"{image} is no picture that can be read")
        mime.setImageData(picture)
    if not mime.formats():
        raise ControlError("bad_request", "Give `text`, `files` or `image`")
    return mime


def fill_clipboard(mime: QMimeData) -> None:
    """As if somebody had copied it."""
    QGuiApplication.clipboard().setMimeData(mime)
    if QGuiApplication.platformName() == "offscreen":
        # The clipboard of no screen outlives Python, and what Python made can't be destroyed without it.
        atexit.unregister(_empty_clipboard)
        atexit.register(_empty_clipboard)


def _empty_clipboard() -> None:
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


def focus_window() -> QWindow:
    """The window that gets the keys. Raises ControlError if there is none."""
    window = QGuiApplication.focusWindow()
    if window is None:
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        window = shown[0].windowHandle() if shown else None
    if window is None:
        raise ControlError("hidden", "No window is open that could take keys", is_passing=True)
    bring_forward(window)
    return window


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _turn(spot: Spot, notch: QPoint) -> Step:
    return lambda: QTest.wheelEvent(spot.window, QPointF(spot.point), notch)


def _strike_one(combination: tuple[Qt.Key, Qt.KeyboardModifier]) -> Step:
    key, held = combination
    return lambda: QTest.keyClick(focus_window(), key, held)


def _write_one(letter: str) -> Step:
    def step() -> None:
        if letter == "\t":
            QTest.keyClick(focus_window(), Qt.Key.Key_Tab)
            return
        held = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else PLAIN
        key = Qt.Key(ord(letter.upper()))
        QTest.sendKeyEvent(QTest.KeyAction.Click, focus_window(), key, letter, held)

    return step


def _combinations(name: str) -> list[tuple[Qt.Key, Qt.KeyboardModifier]]:
    sequence = QKeySequence.fromString(name, QKeySequence.SequenceFormat.PortableText)
    found = [sequence[number] for number in range(sequence.count())]  # type: ignore[index]
    keys = [(combination.key(), combination.keyboardModifiers()) for combination in found]
    if not keys or any(key == Qt.Key.Key_unknown for key, _ in keys):
        raise ControlError(
            "bad_request", f"“{name}” is no key; write Enter, Esc, Down, F1, Ctrl+K, Ctrl+Shift+Tab"
        )
    return keys


def _pieces(text: str) -> list[str]:
    """Single keys, and runs of what an input method commits in one go."""
    pieces: list[str] = []
    for letter in text:
        is_key = letter.isascii()
        if not is_key and pieces and not pieces[-1].isascii():
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _is_in_many_lines() -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.inputMethodHints() & Qt.InputMethodHint.ImhMultiLine)


def _composing(preedit: str) -> QInputMethodEvent:
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)
    kind = QInputMethodEvent.AttributeType
    return QInputMethodEvent(
        preedit,
        [
            QInputMethodEvent.Attribute(kind.TextFormat, 0, len(preedit), underlined),
            QInputMethodEvent.Attribute(kind.Cursor, len(preedit), 1, None),
        ],
    )


def _committing(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def _send_composition(event: QInputMethodEvent) -> None:
    focus_window()
    focus = QApplication.focusWidget()
    if focus is None or not focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        where = (
            f"`{nearest_id(focus)}` has the focus and"
            if focus is not None
            else "nothing has the focus, which"
        )
        raise ControlError(
            "refused", f"An input method needs a field: {where} takes no text", is_passing=False
        )
    QApplication.sendEvent(focus, event)


def _ask_menu() -> None:
    focus = QApplication.focusWidget()
    if focus is None or QApplication.activePopupWidget() is not None:
        return
    place = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    middle = place.center().toPoint() if hasattr(place, "toRect") else focus.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(focus, QContextMenuEvent(reason, middle, focus.mapToGlobal(middle)))
