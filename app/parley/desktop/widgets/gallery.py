"""Draws every widget in both themes, both languages and several scales: `python -m parley.desktop.widgets.gallery DIR`.

The pictures are for looking at after a change of style. The texts are samples and never ship.
"""

import os
import sys
from collections.abc import Callable, Sequence
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
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.avatar import AvatarWidget, Dot
from parley.desktop.widgets.badge import Badge
from parley.desktop.widgets.banner import Banner, BannerKind
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Card, Panel
from parley.desktop.widgets.chips import ChipRow
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.empty_state import EmptyState
from parley.desktop.widgets.fields import TextArea, TextField
from parley.desktop.widgets.labels import ElidedLabel, Hairline, SectionLabel, TextLabel
from parley.desktop.widgets.popover import Popover
from parley.desktop.widgets.qr_view import QrView
from parley.desktop.widgets.rail_button import RailButton
from parley.desktop.widgets.search_field import SearchField
from parley.desktop.widgets.segmented import SegmentedControl
from parley.desktop.widgets.spinner import Spinner
from parley.desktop.widgets.switch import SettingRow, Switch
from parley.desktop.widgets.tag import Tag
from parley.desktop.widgets.toast import show_toast

Say = Callable[[str, str], str]


_SCALES = ((1, 100), (2, 100), (1, 150))


def main(folder: Path, scales: Sequence[tuple[int, int]] = _SCALES) -> None:
    """Write all sheets to `folder`, for each (pixel ratio, text size in percent)."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(ThemeMode.LIGHT, motion=False)
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

    for name, build in (("controls", _controls), ("forms", _forms), ("window", _window), ("dialog", _dialog)):
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
    return _shown(sheet, QSize(720, 0))


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
    return _shown(sheet, QSize(760, 0))


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


def _window(say: Say) -> QWidget:
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(_rail(say))
    middle = Panel("bg")
    area = QVBoxLayout(middle)
    empty = EmptyState(
        Icon.SHOP,
        say("Yunling Tea is open", "“云岭茶行”已开通"),
        say(
            "Invite the people you work with, then the customers you trade with.",
            "先邀请同事，再邀请客户，就可以开始洽谈了。",
        ),
        [
            ("team", say("Invite colleagues", "邀请同事"), ButtonKind.PRIMARY),
            ("customer", say("Invite a customer", "邀请客户"), ButtonKind.SECONDARY),
            ("away", say("Set away reply", "设置离开回复"), ButtonKind.SECONDARY),
        ],
    )
    area.addWidget(empty)
    anchor = IconButton(Icon.SMILE, "Emoji")
    area.addWidget(anchor)
    row.addWidget(middle, 1)
    row.addWidget(_side(say))
    _shown(window, QSize(960, 560))
    popover = Popover(window, padding=6)
    for icon, text in ((Icon.BELL_OFF, say("Mute", "免打扰")), (Icon.PIN, say("Pin", "置顶"))):
        popover.column.addWidget(Button(text, kind=ButtonKind.QUIET, icon=icon))
    popover.open_at(anchor, above=True)
    show_toast(window, say("Copied. Paste it into an e-mail.", "已复制，粘贴到微信或邮件即可"))
    return window


def _rail(say: Say) -> QWidget:
    rail = Panel("rail")
    rail.setFixedWidth(64)
    column = QVBoxLayout(rail)
    column.setContentsMargins(0, 12, 0, 12)
    column.setSpacing(4)
    me = AvatarWidget("陈明", "me", clickable=True)
    me.set_ground("rail")
    me.set_dot(Dot.ONLINE)
    column.addWidget(me, 0, Qt.AlignmentFlag.AlignHCenter)
    places = (
        (Icon.CHAT, say("Chats", "消息"), 3),
        (Icon.PEOPLE, say("People", "联系人"), 0),
        (Icon.DEAL, say("Deals", "洽谈"), 120),
    )
    for icon, label, count in places:
        button = RailButton(icon, label)
        button.set_badge(count)
        button.setChecked(icon is Icon.CHAT)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    settings = RailButton(Icon.GEAR, say("Settings", "设置"))
    column.addWidget(settings, 0, Qt.AlignmentFlag.AlignHCenter)
    return rail


def _side(say: Say) -> QWidget:
    side = Panel("surface")
    side.setFixedWidth(288)
    column = QVBoxLayout(side)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(8)
    column.addWidget(TextLabel(say("Wang Jianjun", "王老板"), style=TextStyle.TITLE))
    long = say(
        "Hangzhou Fuli Gifts, purchasing manager for corporate gifts",
        "杭州福礼礼品 · 采购经理 · 企业礼品定制常年采购",
    )
    column.addWidget(ElidedLabel(long, style=TextStyle.SECOND, ink="ink2"))
    column.addWidget(SectionLabel(say("Latest deals", "最近成交")))
    card = Card(padding=12)
    card.column.setSpacing(2)
    card.column.addWidget(TextLabel(say("Tieguanyin, 200 jin", "铁观音 200 斤"), style=TextStyle.BODY_STRONG))
    card.column.addWidget(TextLabel("¥ 37,600.00", ink="gold", figures=True, style=TextStyle.SECOND_STRONG))
    column.addWidget(card)
    pattern = [[(x * 7 + y * 13 + x * y) % 3 == 0 for x in range(25)] for y in range(25)]
    column.addWidget(QrView("QR", pattern, size=160), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return side


def _dialog(say: Say) -> QWidget:
    window = _window(say)
    dialog = Dialog(window, say("Stop the shop's server?", "停止店铺服务器？"), name="stop")
    dialog.column.addWidget(
        TextLabel(
            say("If you stop it, colleagues and customers are cut off.", "停止后，同事和客户都会断线"),
            ink="ink2",
            wrap=True,
        )
    )
    dialog.column.addWidget(TextField(say("Type the shop's name", "请输入店铺名称"), placeholder="云岭茶行"))
    dialog.add_ok_cancel(say("Stop", "停止"), say("Keep running", "后台继续运行"), kind=ButtonKind.DANGER)
    dialog.open()
    return window


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


def _shown(sheet: QWidget, size: QSize) -> QWidget:
    wanted = sheet.sizeHint()
    sheet.resize(max(size.width(), wanted.width()), max(size.height(), wanted.height()))
    sheet.show()
    return sheet


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
