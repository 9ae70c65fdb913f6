"""The application's QStyle: Fusion's behaviour, drawn in Parley's look.

A proxy style is called from C++ for every stroke of every control, so it overrides few methods, looks up a table
and leaves the rest to Fusion. It owns the tokens in force; `theme.tokens_of` reads them from here.
"""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleHintReturnMask,
    QStyleOption,
    QStyleOptionComplex,
    QTextEdit,
    QWidget,
)

from parley.desktop.style import draw_buttons, draw_fields, draw_views
from parley.desktop.style.combo_popup import POPUP_EDGE, dress_popup, give_delegate, is_popup
from parley.desktop.style.compositing import has_compositing
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.tokens import Radius, Size, Tokens

Draw = Callable[[Any, QPainter, QWidget | None], None]

_PM: Final = QStyle.PixelMetric
_SH: Final = QStyle.StyleHint
# Fusion's line edit keeps 2 px more of its own.
_TEXT_EDGE: Final = 10
_METRICS: Final = {
    _PM.PM_ScrollBarExtent: Size.SCROLL_BAR + 2,
    _PM.PM_ScrollBarSliderMin: 28,
    _PM.PM_ScrollView_ScrollBarSpacing: 0,
    _PM.PM_MenuPanelWidth: 1,
    _PM.PM_MenuHMargin: draw_views.MENU_PADDING,
    _PM.PM_MenuVMargin: draw_views.MENU_PADDING,
    _PM.PM_SubMenuOverlap: -2,
    _PM.PM_IndicatorWidth: 16,
    _PM.PM_IndicatorHeight: 16,
    _PM.PM_ExclusiveIndicatorWidth: 16,
    _PM.PM_ExclusiveIndicatorHeight: 16,
    _PM.PM_CheckBoxLabelSpacing: 8,
    _PM.PM_RadioButtonLabelSpacing: 8,
    _PM.PM_ButtonIconSize: Size.ICON_SMALL,
    _PM.PM_SmallIconSize: Size.ICON_SMALL,
    _PM.PM_ToolTipLabelFrameWidth: 6,
    _PM.PM_SplitterWidth: 1,
    _PM.PM_SliderLength: 16,
    _PM.PM_SliderThickness: 20,
    _PM.PM_SliderControlThickness: 20,
    _PM.PM_ButtonShiftHorizontal: 0,
    _PM.PM_ButtonShiftVertical: 0,
}
_HINTS: Final = {
    _SH.SH_ComboBox_Popup: 0,
    _SH.SH_EtchDisabledText: 0,
    _SH.SH_UnderlineShortcut: 0,
    _SH.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    _SH.SH_Widget_Animation_Duration: 0,
    _SH.SH_Menu_MouseTracking: 1,
    _SH.SH_ToolTip_WakeUpDelay: 500,
    _SH.SH_ScrollView_FrameOnlyAroundContents: 0,
    _SH.SH_Slider_AbsoluteSetButtons: int(Qt.MouseButton.LeftButton.value),
}


class ParleyStyle(QProxyStyle):
    """Draws every standard control from tokens."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__("fusion")
        self._tokens = tokens
        self._palette: QPalette | None = None
        ce, pe, cc = QStyle.ControlElement, QStyle.PrimitiveElement, QStyle.ComplexControl
        self._controls: dict[QStyle.ControlElement, Draw] = {
            ce.CE_PushButton: lambda o, p, w: draw_buttons.draw_push_button(o, p, w, self._tokens),
            ce.CE_MenuItem: lambda o, p, _: draw_views.draw_menu_item(o, p, self._tokens),
            ce.CE_MenuEmptyArea: _nothing,
            ce.CE_ComboBoxLabel: lambda o, p, _: draw_fields.draw_combo_label(o, p, self._tokens),
            ce.CE_ProgressBar: lambda o, p, _: draw_fields.draw_progress(o, p, self._tokens),
            ce.CE_ShapedFrame: self._draw_frame,
            ce.CE_Splitter: lambda o, p, _: p.fillRect(o.rect, self._tokens.line),
        }
        self._primitives: dict[QStyle.PrimitiveElement, Draw] = {
            pe.PE_PanelLineEdit: self._draw_line_edit,
            pe.PE_FrameLineEdit: _nothing,
            pe.PE_IndicatorCheckBox: lambda o, p, _: draw_buttons.draw_check(o, p, self._tokens),
            pe.PE_IndicatorItemViewItemCheck: lambda o, p, _: draw_buttons.draw_check(o, p, self._tokens),
            pe.PE_IndicatorRadioButton: lambda o, p, _: draw_buttons.draw_radio(o, p, self._tokens),
            pe.PE_PanelMenu: lambda o, p, _: draw_views.draw_menu_panel(o, p, self._tokens),
            pe.PE_FrameMenu: _nothing,
            pe.PE_PanelTipLabel: lambda o, p, _: draw_views.draw_tip(o, p, self._tokens),
            pe.PE_FrameFocusRect: self._draw_focus,
            pe.PE_PanelItemViewItem: lambda o, p, _: draw_views.draw_row_ground(o, p, self._tokens),
            pe.PE_PanelItemViewRow: _nothing,
            pe.PE_IndicatorItemViewItemDrop: lambda o, p, _: draw_views.draw_drop_place(o, p, self._tokens),
            pe.PE_PanelButtonTool: _nothing,
        }
        self._complex: dict[QStyle.ComplexControl, Draw] = {
            cc.CC_ComboBox: lambda o, p, _: draw_fields.draw_combo(o, p, self._tokens),
            cc.CC_SpinBox: lambda o, p, _: draw_fields.draw_spin(o, p, self._tokens),
            cc.CC_ToolButton: lambda o, p, _: draw_buttons.draw_tool_button(o, p, self._tokens),
            cc.CC_ScrollBar: self._draw_scroll_bar,
            cc.CC_Slider: self._draw_slider,
        }

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return self._tokens

    def set_tokens(self, tokens: Tokens, palette: QPalette) -> None:
        """Draw with these from the next paint on; the theme repaints by setting the palette."""
        self._tokens = tokens
        self._palette = palette

    def _draw_line_edit(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        if not _is_inner(widget):
            draw_fields.draw_line_edit(option, painter, widget, self._tokens)

    def _draw_frame(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        if isinstance(widget, QPlainTextEdit | QTextEdit):
            if option.frameShape == QFrame.Shape.NoFrame:
                return
            draw_fields.draw_line_edit(option, painter, widget, self._tokens)
        elif is_popup(widget):
            radius = Radius.CARD if has_compositing() else 0
            rounded(painter, option.rect, radius, self._tokens.raised, self._tokens.line)
        elif option.frameShape in (QFrame.Shape.HLine, QFrame.Shape.VLine):
            painter.fillRect(option.rect, self._tokens.line)
        elif option.frameShape != QFrame.Shape.NoFrame and not isinstance(widget, QAbstractItemView):
            rounded(painter, option.rect, Radius.FIELD, None, self._tokens.line)

    def _draw_focus(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        if not option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            return
        painter.save()
        focus_ring(painter, QRectF(option.rect), 6, self._tokens)
        painter.restore()

    def _draw_scroll_bar(self, option: Any, painter: QPainter, _widget: QWidget | None) -> None:
        draw_views.draw_scroll_bar(option, draw_views.scroll_slider_rect(option), painter, self._tokens)

    def _draw_slider(self, option: Any, painter: QPainter, widget: QWidget | None) -> None:
        handle = self.subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, widget
        )
        draw_fields.draw_slider(option, QRectF(handle), painter, self._tokens)

    def _polish_widget(self, target: QWidget) -> None:
        if isinstance(target, QComboBox):
            give_delegate(target)
        elif is_popup(target):
            _float(target)
            dress_popup(target)
        elif target.inherits("QTipLabel"):
            _float(target)
        elif isinstance(target, QPlainTextEdit | QTextEdit) and target.frameShape() != QFrame.Shape.NoFrame:
            # The frame paints the ground; a filled viewport would square its corners.
            target.viewport().setAutoFillBackground(False)
        elif isinstance(target, QLineEdit):
            target.setAttribute(Qt.WidgetAttribute.WA_Hover)
        elif isinstance(target, QAbstractItemView):
            target.setMouseTracking(True)

    # Qt overrides. PySide's stubs forget that C++ passes no widget at times.

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = self._controls.get(element)
        if draw is not None:
            draw(option, painter, widget)
        else:
            super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = self._primitives.get(element)
        if draw is not None:
            draw(option, painter, widget)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = self._complex.get(control)
        if draw is not None:
            draw(option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == QStyle.ComplexControl.CC_ScrollBar:
            return _scroll_bar_part(option, part)
        if control == QStyle.ComplexControl.CC_ComboBox and part == QStyle.SubControl.SC_ComboBoxListBoxPopup:
            return option.rect.adjusted(0, 4, 0, 4)
        if control == QStyle.ComplexControl.CC_SpinBox and part == QStyle.SubControl.SC_SpinBoxEditField:
            return option.rect.adjusted(_TEXT_EDGE, 2, -draw_fields.SPIN_ROOM, -2)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    def subElementRect(
        self,
        element: QStyle.SubElement,
        option: QStyleOption,
        widget: QWidget | None = None,
    ) -> QRect:
        if element == QStyle.SubElement.SE_LineEditContents and not _is_inner(widget):
            return option.rect.adjusted(_TEXT_EDGE, 0, -_TEXT_EDGE, 0)
        if element == QStyle.SubElement.SE_ShapedFrameContents and is_popup(widget):
            return option.rect.adjusted(POPUP_EDGE, POPUP_EDGE, -POPUP_EDGE, -POPUP_EDGE)
        return super().subElementRect(element, option, widget)  # type: ignore[arg-type]

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: Any,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        kinds = QStyle.ContentsType
        if kind == kinds.CT_PushButton:
            return draw_buttons.button_size(option, widget, self._tokens)
        if kind == kinds.CT_MenuItem:
            return draw_views.menu_item_size(option, self._tokens)
        wanted = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind in (kinds.CT_LineEdit, kinds.CT_SpinBox):
            if not _is_inner(widget):
                wanted.setHeight(draw_fields.field_height(self._tokens))
        elif kind == kinds.CT_ComboBox:
            wanted = QSize(size.width() + 48, draw_fields.field_height(self._tokens))
        elif kind == kinds.CT_ProgressBar:
            wanted.setHeight(8)
        elif kind in (kinds.CT_CheckBox, kinds.CT_RadioButton):
            wanted.setHeight(max(wanted.height(), self._tokens.scaled(24)))
        elif kind == kinds.CT_ItemViewItem:
            wanted.setHeight(max(wanted.height(), self._tokens.scaled(32)))
        return wanted

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        found = _METRICS.get(metric)
        return found if found is not None else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        found = _HINTS.get(hint)
        if found is not None:
            return found
        if hint == _SH.SH_ToolTip_Mask and isinstance(returnData, QStyleHintReturnMask):
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def standardPalette(self) -> QPalette:
        return self._palette if self._palette is not None else super().standardPalette()

    def polish(self, target: Any) -> Any:
        if isinstance(target, QMenu):
            _float(target)
        elif isinstance(target, QWidget):
            self._polish_widget(target)
            _give_identifier(target)
        return super().polish(target)


def _give_identifier(widget: QWidget) -> None:
    """The public id as screen readers and tools for accessibility get it; Qt would make a path of all parents."""
    name = widget.objectName()
    if name and not name.startswith("qt_") and not widget.accessibleIdentifier():
        widget.setAccessibleIdentifier(name)


def _is_inner(widget: QWidget | None) -> bool:
    """A line edit in a spin box or an editable combo box: the box has drawn the ground and set the margins."""
    parent = widget.parentWidget() if widget is not None else None
    return isinstance(parent, QAbstractSpinBox | QComboBox)


def _float(widget: QWidget) -> None:
    """Let the corners of a floating panel show what is below, where the screen can blend windows."""
    if has_compositing():
        widget.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    widget.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    widget.setWindowFlag(Qt.WindowType.FramelessWindowHint)


def _scroll_bar_part(option: Any, part: QStyle.SubControl) -> QRect:
    parts = QStyle.SubControl
    slider = draw_views.scroll_slider_rect(option)
    whole: QRect = option.rect
    vertical = option.orientation == Qt.Orientation.Vertical
    if part == parts.SC_ScrollBarSlider:
        return slider
    if part == parts.SC_ScrollBarGroove:
        return whole
    if part == parts.SC_ScrollBarSubPage:
        if vertical:
            return QRect(whole.x(), whole.y(), whole.width(), slider.y() - whole.y())
        return QRect(whole.x(), whole.y(), slider.x() - whole.x(), whole.height())
    if part == parts.SC_ScrollBarAddPage:
        if vertical:
            return QRect(whole.x(), slider.bottom() + 1, whole.width(), whole.bottom() - slider.bottom())
        return QRect(slider.right() + 1, whole.y(), whole.right() - slider.right(), whole.height())
    return QRect()


def _nothing(_option: Any, _painter: QPainter, _widget: QWidget | None) -> None:
    return
