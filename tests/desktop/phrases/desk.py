"""A chat with phrases at hand, and what one does there."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.chat.made import MadeSession
from desktop.phrases.made import phrase
from parley.desktop.chat.chat_page import ChatPage
from parley.desktop.tasks import Tasks

PHRASES = (
    phrase("p1", "含税含运，报价 7 天内有效", "hs", pinyin="hs han'shui'han'yun bao'jia tian'nei'you'xiao"),
    phrase("p2", "您好 {customer}，我是 {me}", "nh", pinyin="nh nin'hao wo'shi"),
    phrase("p3", "单价 {单价} 元，{起订量} 起", "dj", pinyin="dj dan'jia yuan qi"),
    phrase("p4", "今天下午四点前付款，当天发货", "fh", pinyin="fh jin'tian'xia'wu dang'tian'fa'huo"),
    phrase("p5", "大促当天不打烊", "618", pinyin="da'cu'dang'tian'bu'da'yang"),
)


async def settled(tasks: Tasks) -> None:
    for _turn in range(6):
        await tasks.settle()
        await asyncio.sleep(0)
        QApplication.processEvents()


class Desk:
    """A page one writes in."""

    def __init__(self, page: ChatPage, session: MadeSession, tasks: Tasks, qtbot: QtBot) -> None:
        self.page, self.session, self._tasks, self._qtbot = page, session, tasks, qtbot
        self.popup = page.phrases.popup

    @property
    def field(self):
        return self.page.composer.field

    @property
    def text(self) -> str:
        return self.page.composer.text()

    @property
    def sent(self) -> list[str]:
        return [asked[2] for asked in self.session.asked if asked[0] == "send"]

    @property
    def codes(self) -> list[str]:
        return [offered.row.code for offered in self.popup._model.offers] if self.popup.is_open else []

    def type(self, text: str) -> None:
        for c in text:
            if c.isascii():
                self._qtbot.keyClicks(self.field, c)
            else:
                self.commit(c)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.field, key, held)

    def compose(self, preedit: str) -> None:
        QApplication.sendEvent(self.field, QInputMethodEvent(preedit, []))

    def commit(self, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.field, event)

    async def settle(self) -> None:
        await settled(self._tasks)

    def tinted(self) -> list[str]:
        return [selection.cursor.selectedText() for selection in self.field.extraSelections()]
