"""Avatars: the same sign and colour for the same person, everywhere; presence told by shape too."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from parley.desktop.style.theme import Theme
from parley.desktop.style.tokens import DARK, LIGHT
from parley.desktop.widgets.avatar import (
    AvatarWidget,
    Dot,
    avatar_colour,
    initial_of,
    paint_avatar,
    paint_dot,
)


@pytest.mark.parametrize(
    ("name", "initial"),
    [("王老板", "王"), ("anna Keller", "A"), ("  Li Na", "L"), ("“云岭茶行”", "云"), ("", "?"), ("🙂", "?")],
)
def test_the_initial_of_a_name(name: str, initial: str) -> None:
    assert initial_of(name) == initial


def test_the_colour_is_the_same_in_every_run_and_theme() -> None:
    assert avatar_colour("0192", LIGHT) == avatar_colour("0192", DARK)
    assert avatar_colour("wang", LIGHT).name() == "#7550a0"
    assert len({avatar_colour(str(number), LIGHT).name() for number in range(100)}) == len(LIGHT.avatars)


def drawn(**how: object) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    values: dict[str, object] = {"name": "王", "key": "wang", "tokens": LIGHT, **how}
    paint_avatar(painter, QRectF(4, 4, 40, 40), **values)  # type: ignore[arg-type]
    painter.end()
    return image


def test_corners_are_round(qapp: object) -> None:
    image = drawn()
    assert image.pixelColor(4, 4).alpha() == 0
    assert image.pixelColor(24, 5) == avatar_colour("wang", LIGHT)


def test_a_picture_fills_the_square(qapp: object) -> None:
    photo = QPixmap(90, 60)
    photo.fill(QColor("#aa3311"))
    image = drawn(picture=photo)
    assert image.pixelColor(24, 24) == QColor("#aa3311")
    assert image.pixelColor(6, 24) == QColor("#aa3311")
    assert image.pixelColor(4, 4).alpha() == 0


def test_a_broken_picture_falls_back_to_the_initial(qapp: object) -> None:
    assert drawn(picture=QPixmap()) == drawn()


def test_presence_differs_in_shape_and_not_only_in_colour(qapp: object) -> None:
    shapes = set()
    for dot in (Dot.ONLINE, Dot.AWAY, Dot.BUSY, Dot.OFFLINE):
        image = QImage(28, 28, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.scale(2, 2)
        paint_dot(painter, QRectF(0, 0, 14, 14), dot, LIGHT, LIGHT.surface)
        painter.end()
        # Only where the ground shows through counts, whatever the colour around it is.
        shape = tuple(image.pixelColor(x, y) == LIGHT.surface for x in range(28) for y in range(28))
        shapes.add(shape)
    assert len(shapes) == 4


def test_no_dot_leaves_the_avatar_alone(qapp: object) -> None:
    assert drawn(dot=Dot.NONE) == drawn()
    assert drawn(dot=Dot.ONLINE) != drawn()


def test_a_clickable_avatar_presses_like_a_button(theme: Theme, qtbot: QtBot) -> None:
    avatar = AvatarWidget("陈明", "chen", clickable=True, object_name="me")
    qtbot.addWidget(avatar)
    avatar.show()
    with qtbot.waitSignal(avatar.clicked):
        qtbot.mouseClick(avatar, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(avatar.clicked):
        qtbot.keyClick(avatar, Qt.Key.Key_Return)


def test_a_plain_avatar_does_not(theme: Theme, qtbot: QtBot) -> None:
    avatar = AvatarWidget("陈明", "chen")
    qtbot.addWidget(avatar)
    avatar.show()
    with qtbot.assertNotEmitted(avatar.clicked):
        qtbot.mouseClick(avatar, Qt.MouseButton.LeftButton)
    assert avatar.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_presence_is_said_in_words(theme: Theme, qtbot: QtBot) -> None:
    avatar = AvatarWidget("陈明", "chen")
    qtbot.addWidget(avatar)
    avatar.set_dot(Dot.BUSY, "忙碌")
    assert (avatar.accessibleName(), avatar.accessibleDescription()) == ("陈明", "忙碌")
