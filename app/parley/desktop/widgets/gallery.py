"""Draws every widget in both themes, both languages and several scales: `python -m parley.desktop.widgets.gallery DIR`.

The pictures are for looking at after a change of style. The texts are samples and never ship.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from parley.desktop.style.icons import Icon, menu_icon
from parley.desktop.style.kinds import ButtonKind, ButtonSize
from parley.desktop.style.theme import Theme, ThemeMode
from parley.desktop.widgets.avatar import AvatarWidget, Dot
from parley.desktop.widgets.badge import Badge
from parley.desktop.widgets.banner import Banner, BannerKind
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Panel
from parley.desktop.widgets.chips import ChipRow
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.gallery_pages import Say, dialog_sheet, shown, window_sheet
from parley.desktop.widgets.labels import Hairline
from parley.desktop.widgets.search_field import SearchField
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.spinner import Spinner
from parley.desktop.widgets.switch import SettingRow, Switch
from parley.desktop.widgets.tag import Tag

_SCALES = ((1, 100), (2, 100), (1, 150))


def main(folder: Path, scales: Sequence[tuple[int, int]] = _SCALES) -> None:
    """Write all sheets to `folder`, for each (pixel ratio, text size in percent)."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(ThemeMode.LIGHT, motion=False, pins_fonts=True)
    theme.install(app)
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        theme.set_mode(mode)
        for lang in ("zh_CN", "en"):
            for scale, percent in scales:
                theme.set_text_percent(percent)
                suffix = f"{mode.value}-{lang}-{scale}x" + ("" if percent == 100 else f"-text{percent}")
                _write_sheets(app, theme, lang, scale, folder, suffix)
    theme.uninstall()


def _write_sheets(app: QApplication, theme: Theme, lang: str, scale: int, folder: Path, suffix: str) -> None:
    def say(english: str, chinese: str) -> str:
        return chinese if lang == "zh_CN" else english

    for name, build in (
        ("controls", _controls),
        ("forms", _forms),
        ("window", window_sheet),
        ("dialog", dialog_sheet),
    ):
        sheet = build(say)
        app.processEvents()
        _shoot(sheet, scale).save(str(folder / f"{name}-{suffix}.png"))
        sheet.close()
        sheet.deleteLater()
    _menu(say, theme, scale).save(str(folder / f"menu-{suffix}.png"))


def _shoot(widget: QWidget, scale: int) -> QPixmap:
    picture = QPixmap(widget.size() * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    widget.render(picture, QPoint(0, 0))
    return picture


def _controls(say: Say) -> QWidget:
    sheet = Panel("surface")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(16)
    kinds = (
        (ButtonKind.PRIMARY, say("Send", "发送")),
        (ButtonKind.SECONDARY, say("Done", "已处理")),
        (ButtonKind.SOFT, say("Counter", "还价")),
        (ButtonKind.QUIET, say("Later", "稍后")),
        (ButtonKind.DANGER, say("Remove", "移除")),
        (ButtonKind.GOLD, say("Make offer", "发报价")),
        (ButtonKind.LINK, say("Look around", "先看看示例")),
    )
    column.addLayout(_row(*(Button(text, kind=kind) for kind, text in kinds)))
    disabled = [Button(text, kind=kind) for kind, text in kinds]
    for button in disabled:
        button.setEnabled(False)
    column.addLayout(_row(*disabled))
    sized = [
        Button(text, kind=kind, size=size, icon=icon)
        for text, kind, size, icon in (
            (say("Open my shop", "开通"), ButtonKind.PRIMARY, ButtonSize.LARGE, None),
            (say("Copy invitation", "复制邀请"), ButtonKind.PRIMARY, ButtonSize.NORMAL, Icon.COPY),
            (say("QR code", "二维码"), ButtonKind.SECONDARY, ButtonSize.NORMAL, Icon.QR),
            (say("Remove", "移除"), ButtonKind.DANGER, ButtonSize.NORMAL, Icon.TRASH),
            (say("Add", "添加"), ButtonKind.SOFT, ButtonSize.SMALL, Icon.PLUS),
        )
    ]
    column.addLayout(_row(*sized))
    column.addLayout(_icon_buttons(say))
    column.addWidget(Hairline())
    column.addLayout(_avatars(say))
    chips = ChipRow(
        [
            ("all", say("All", "全部")),
            ("waiting", say("Waiting", "待回复")),
            ("unread", say("Unread", "未读")),
            ("deals", say("Deals", "洽谈")),
        ]
    )
    chips.set_count("waiting", 2)
    column.addWidget(chips)
    segments = SegmentedControl(
        [
            ("card", say("Customer", "客户")),
            ("phrases", say("Phrases", "快捷短语")),
            ("files", say("Files", "文件")),
        ]
    )
    segments.setFixedWidth(280)
    column.addWidget(segments)
    column.addWidget(Banner(say("Connected again", "已重新连接"), radius=8, closable=True))
    offline = say("Offline. Your messages will be sent later.", "暂时离线，消息会在恢复后自动发送")
    column.addWidget(
        Banner(
            offline, kind=BannerKind.OFFLINE, action_text=say("Try now", "立即重试"), radius=8, closable=True
        )
    )
    column.addWidget(Banner(say("Signed out elsewhere", "账号已在别处退出"), kind=BannerKind.ERROR, radius=8))
    return shown(sheet, QSize(720, 0))


def _icon_buttons(say: Say) -> QLayout:
    buttons = [
        IconButton(icon, say("Tool", "工具"))
        for icon in (Icon.SMILE, Icon.PICTURE, Icon.CROP, Icon.CLIP, Icon.MIC)
    ]
    checked = IconButton(Icon.BOLT, say("Phrases", "短语"), checkable=True)
    checked.setChecked(True)
    bell = IconButton(Icon.BELL, say("Notices", "通知"))
    bell.set_badge(12)
    disabled = IconButton(Icon.SEND, say("Send", "发送"))
    disabled.setEnabled(False)
    strong = IconButton(Icon.SEND, say("Send", "发送"))
    strong.set_strong(True)
    switches = [Switch("off"), Switch("on", checked=True)]
    locked = Switch("locked", checked=True)
    locked.setEnabled(False)
    tags = [
        Tag(say("Regular", "老客户")),
        Tag(say("Big order", "大单"), ink="amber", ground="amber_soft"),
        Tag(say("Invoice", "要专票"), ink="blue", ground="blue_soft"),
    ]
    muted = Badge(5, muted=True)
    return _row(
        *buttons,
        checked,
        bell,
        strong,
        disabled,
        *switches,
        locked,
        Spinner(),
        Badge(3),
        Badge(120),
        muted,
        *tags,
    )


def _avatars(say: Say) -> QLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    people = (
        (say("Wang", "王老板"), Dot.ONLINE, 56),
        (say("Lin", "林晓梅"), Dot.AWAY, 40),
        (say("He", "何静"), Dot.BUSY, 40),
        ("Anna Keller", Dot.OFFLINE, 40),
        (say("Zhang", "张伟"), Dot.NONE, 40),
        (say("Year-end gifts", "双旦礼盒集采"), Dot.ONLINE, 32),
        (say("Our team", "店里同事"), Dot.NONE, 20),
    )
    for name, dot, size in people:
        avatar = AvatarWidget(name, name, size=size)
        avatar.set_dot(dot)
        row.addWidget(avatar)
    photo = QPixmap(96, 64)
    photo.fill(Qt.GlobalColor.darkCyan)
    pictured = AvatarWidget("P", "p", size=40)
    pictured.set_picture(photo)
    row.addWidget(pictured)
    row.addStretch(1)
    return row


def _forms(say: Say) -> QWidget:
    sheet = Panel("surface")
    grid = QGridLayout(sheet)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setHorizontalSpacing(32)
    left, right = QVBoxLayout(), QVBoxLayout()
    for column in (left, right):
        column.setSpacing(16)
    left.addWidget(SearchField(say("Search", "搜索（支持拼音）"), shortcut_hint="Ctrl K"))
    filled = SearchField(say("Search", "搜索"))
    filled.setText("wlb")
    left.addWidget(filled)
    name = TextField(say("Shop name", "店铺名称"), placeholder=say("e.g. Yunling Tea", "例如：云岭茶行"))
    left.addWidget(name)
    handle = TextField(
        say("Sign-in name", "登录名"),
        hint=say("Letters and digits; you sign in with it.", "字母和数字，登录时使用"),
    )
    handle.set_text("chenming")
    left.addWidget(handle)
    password = TextField(say("Password", "密码"), password=True)
    password.set_text("correct")
    password.set_error(say("At least 8 signs, please.", "密码至少 8 位"))
    left.addWidget(password)
    area = TextArea(say("Signature", "个性签名"), rows=2)
    area.set_text(say("Wuyi rock tea, straight from the grower", "武夷岩茶，产地直供"))
    left.addWidget(area)
    left.addStretch(1)
    _standard_controls(right, say)
    grid.addLayout(left, 0, 0)
    grid.addLayout(right, 0, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return shown(sheet, QSize(760, 0))


def _standard_controls(column: QVBoxLayout, say: Say) -> None:
    combo = QComboBox()
    combo.addItems([say("Follow the system", "跟随系统"), say("Light", "浅色"), say("Dark", "深色")])
    checked, unchecked = (
        QCheckBox(say("Start with this computer", "开机自动启动")),
        QCheckBox(say("Sound", "声音")),
    )
    checked.setChecked(True)
    all_of_us, only_me = (
        QRadioButton(say("All colleagues", "全店共用")),
        QRadioButton(say("Only me", "仅自己")),
    )
    all_of_us.setChecked(True)
    spin = QSpinBox()
    spin.setValue(7)
    progress = QProgressBar()
    progress.setValue(62)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(30)
    notes = QPlainTextEdit("\n".join([say("Ask about goods, price, delivery", "问货、问价、问交期")] * 12))
    notes.setFixedHeight(88)
    for widget in (combo, spin, checked, unchecked, all_of_us, only_me, slider, progress, notes):
        column.addWidget(widget)
    disabled = QComboBox()
    disabled.addItem(say("Not available", "暂不可选"))
    disabled.setEnabled(False)
    column.addWidget(disabled)
    column.addWidget(
        SettingRow(
            say("Notify me", "消息通知"),
            say("Quiet while the chat is in front.", "正在查看的会话不打扰"),
            Switch("", checked=True),
        )
    )
    column.addStretch(1)


def _menu(say: Say, theme: Theme, scale: int) -> QPixmap:
    menu = QMenu()
    tokens = theme.tokens
    menu.addAction(menu_icon(Icon.COPY, tokens), say("Copy", "复制")).setShortcut("Ctrl+C")
    menu.addAction(menu_icon(Icon.QUOTE, tokens), say("Quote", "引用"))
    muted = menu.addAction(say("Mute", "免打扰"))
    muted.setCheckable(True)
    muted.setChecked(True)
    menu.addSeparator()
    menu.addMenu(say("Move to group", "移动到分组")).addAction(say("Customers", "客户"))
    gone = menu.addAction(menu_icon(Icon.TRASH, tokens), say("Recall", "撤回"))
    gone.setEnabled(False)
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(menu.actions()[0])
    picture = _shoot(menu, scale)
    menu.close()
    return picture


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
