"""Every icon is drawn, in one hand, and wears the colour and sharpness asked for."""

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from parley.desktop.style.icons import Icon, TrayState, app_icon, icon_image, menu_icon, paint_icon, tray_icon
from parley.desktop.style.tokens import LIGHT
from parley.foundation import resources

RED = QColor("#c0362c")


def test_every_file_has_a_name_and_every_name_a_file() -> None:
    files = {file.stem for file in resources.path("icons").glob("*.svg")}
    brand = {"parley", *(f"parley-{state}" for state in TrayState)}
    assert files - brand == {str(icon) for icon in Icon}
    assert brand <= files


@pytest.mark.parametrize("icon", Icon)
def test_icons_are_one_family(icon: Icon) -> None:
    root = ElementTree.fromstring(resources.path("icons", f"{icon}.svg").read_text("utf-8"))
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("stroke-width")) == ("currentColor", "1.6")
    assert (root.get("stroke-linecap"), root.get("stroke-linejoin")) == ("round", "round")


@pytest.mark.parametrize("icon", Icon)
def test_icons_show_in_the_colour_asked_for(qapp: object, icon: Icon) -> None:
    strongest = darkest_pixel(icon_image(icon, RED, 24, 2.0))
    assert strongest.alpha() > 200
    assert abs(strongest.red() - RED.red()) < 12
    assert abs(strongest.green() - RED.green()) < 12


@pytest.mark.parametrize("icon", Icon)
def test_icons_stay_inside_their_grid(qapp: object, icon: Icon) -> None:
    image = icon_image(icon, RED, 96)
    edge = [image.pixelColor(x, y).alpha() for x in range(96) for y in (0, 95)]
    edge += [image.pixelColor(x, y).alpha() for y in range(96) for x in (0, 95)]
    assert max(edge) == 0


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_icons_are_made_for_the_screen_they_are_on(qapp: object, ratio: float) -> None:
    image = icon_image(Icon.CHAT, RED, 20, ratio)
    assert image.width() == round(20 * ratio)
    assert image.devicePixelRatio() == ratio


def test_an_icon_painted_on_a_sharp_picture_is_sharp(qapp: object) -> None:
    once, twice = painted(1.0), painted(2.0)
    assert twice.size() == once.size() * 2
    # The same drawing scaled up would have only the pixels of the small one, each four times.
    assert twice.copy() != once.scaled(twice.size())


def test_translucent_colours_are_kept(qapp: object) -> None:
    faint = QColor(RED)
    faint.setAlphaF(0.5)
    assert 100 < darkest_pixel(icon_image(Icon.PLUS, faint, 24)).alpha() < 140


def test_menu_icons_know_their_disabled_look(qapp: object) -> None:
    made = menu_icon(Icon.COPY, LIGHT)
    assert not made.isNull()
    normal = made.pixmap(16, 16, made.Mode.Normal).toImage()
    disabled = made.pixmap(16, 16, made.Mode.Disabled).toImage()
    assert darkest_pixel(normal).lightness() < darkest_pixel(disabled).lightness()


def test_the_application_and_tray_have_icons_at_every_size(qapp: object) -> None:
    assert max(size.width() for size in app_icon().availableSizes()) == 512
    pictures = {state: tray_icon(state).pixmap(22, 22).toImage() for state in TrayState}
    assert pictures[TrayState.NORMAL] != pictures[TrayState.UNREAD]
    assert pictures[TrayState.NORMAL] != pictures[TrayState.OFFLINE]


def painted(ratio: float) -> QImage:
    side = round(24 * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, Icon.GEAR, QRectF(0, 0, 24, 24), RED)
    painter.end()
    image.setDevicePixelRatio(1.0)
    return image


def darkest_pixel(image: QImage) -> QColor:
    """The most opaque pixel: the middle of a stroke."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda colour: colour.alpha())
