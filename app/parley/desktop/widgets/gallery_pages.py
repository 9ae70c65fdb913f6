"""The larger sheets of the gallery: a whole window and a dialog over it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.tokens import TextStyle
from parley.desktop.widgets.avatar import AvatarWidget, Dot
from parley.desktop.widgets.buttons import Button, IconButton
from parley.desktop.widgets.card import Card, Panel
from parley.desktop.widgets.dialog import Dialog
from parley.desktop.widgets.empty_state import EmptyState
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import ElidedLabel, SectionLabel, TextLabel
from parley.desktop.widgets.popover import Popover
from parley.desktop.widgets.qr_view import QrView
from parley.desktop.widgets.rail_button import RailButton
from parley.desktop.widgets.toast import show_toast

Say = Callable[[str, str], str]


def shown(sheet: QWidget, size: QSize) -> QWidget:
    """The sheet at its size, or larger if it needs more."""
    wanted = sheet.sizeHint()
    sheet.resize(max(size.width(), wanted.width()), max(size.height(), wanted.height()))
    sheet.show()
    return sheet


def window_sheet(say: Say) -> QWidget:
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
    shown(window, QSize(960, 560))
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


def dialog_sheet(say: Say) -> QWidget:
    window = window_sheet(say)
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
