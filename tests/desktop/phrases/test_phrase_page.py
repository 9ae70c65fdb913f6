import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.chat.made import MadeSession, person
from desktop.phrases.made import MadePhrases, phrase
from parley.client.errors import Offline
from parley.desktop.i18n import Language
from parley.desktop.phrases.folder_list import EVERYTHING
from parley.desktop.phrases.import_dialog import ImportDialog
from parley.desktop.phrases.library_files import LibraryFiles
from parley.desktop.phrases.phrase_model import MIME
from parley.desktop.phrases.phrase_page import PhrasePage
from parley.desktop.phrases.starter_dialog import StarterDialog
from parley.desktop.style.theme import Theme
from parley.desktop.tasks import Tasks
from parley.domain.errors import Conflict
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind
from parley.domain.phrase import PhraseFolder

ALT = Qt.KeyboardModifier.AltModifier
UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down

FOLDERS = (
    PhraseFolder(id="f1", owner=Owner.SHOP, name="问候", position=0),
    PhraseFolder(id="f2", owner=Owner.SHOP, name="价格", position=1),
)
PHRASES = (
    phrase("p1", "您好，{customer}", "nh", owner=Owner.SHOP, folder="f1"),
    phrase("p2", "请稍等", "sd", owner=Owner.SHOP, folder="f1"),
    phrase("p3", "单价 {单价} 元", "dj", owner=Owner.SHOP, folder="f2"),
    phrase("p4", "感谢惠顾", "xx", owner=Owner.SHOP),
    phrase("p5", "我的一句", "wd"),
)


class Opened:
    """The page, and what one does there."""

    def __init__(self, page: PhrasePage, library: MadePhrases, tasks: Tasks) -> None:
        self.page, self.library, self._tasks = page, library, tasks

    @property
    def codes(self) -> list[str]:
        return [row.code for row in self.page.list.rows.rows]

    @property
    def shelves(self) -> list[str]:
        model = self.page.folders.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def choose(self, place: int) -> None:
        self.page.list.setCurrentIndex(self.page.list.rows.index(place, 0))

    def shelf(self, place: int) -> None:
        self.page.folders.setCurrentIndex(self.page.folders.model().index(place, 0))

    async def settle(self) -> None:
        for _turn in range(6):
            await self._tasks.settle()
            await asyncio.sleep(0)
            QApplication.processEvents()

    def dialog(self, kind: type):
        return self.page.window().findChild(kind)


@pytest.fixture
def session() -> MadeSession:
    made = MadeSession()
    made.phrases = MadePhrases(made, PHRASES, FOLDERS)
    return made


@pytest.fixture
async def opened(theme: Theme, qtbot: QtBot, language: Language, tasks: Tasks, session: MadeSession):
    page = PhrasePage(session, tasks)
    page.resize(1100, 720)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    made = Opened(page, session.phrases, tasks)
    yield made
    page.close_page()
    await made.settle()


async def test_the_models_keep_qts_rules(opened: Opened, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(opened.page.list.rows)
    qtmodeltester.check(opened.page.folders.model())


async def test_folders_show_how_much_they_hold(opened: Opened) -> None:
    assert opened.shelves == ["All phrases", "问候", "价格", "No folder"]
    assert opened.codes == ["nh", "sd", "dj", "xx"]
    opened.shelf(1)
    assert opened.codes == ["nh", "sd"]
    opened.shelf(3)
    assert opened.codes == ["xx"]


async def test_ones_own_library_is_a_click_away(opened: Opened, qtbot: QtBot) -> None:
    qtbot.mouseClick(opened.page.owner.button(str(Owner.PERSON)), Qt.MouseButton.LeftButton)
    assert opened.codes == ["wd"]


async def test_search_finds_by_code_and_words(opened: Opened) -> None:
    opened.page.search.setText("请")
    assert opened.codes == ["sd"]
    opened.page.search.setText("zzz")
    assert opened.codes == []
    assert "zzz" in opened.page._none.text()


async def test_alt_and_an_arrow_move_a_phrase(opened: Opened, qtbot: QtBot) -> None:
    opened.choose(0)
    opened.page.list.setFocus()
    qtbot.keyClick(opened.page.list, DOWN, ALT)
    await opened.settle()
    assert opened.codes == ["sd", "nh", "dj", "xx"]
    qtbot.keyClick(opened.page.list, DOWN, ALT)
    qtbot.keyClick(opened.page.list, UP, ALT)
    await opened.settle()
    assert opened.page.list.current.code == "nh"
    override = QKeyEvent(QEvent.Type.ShortcutOverride, DOWN, ALT)
    QApplication.sendEvent(opened.page.list, override)
    assert override.isAccepted()


async def test_dragging_moves_within_the_list_and_into_folders(opened: Opened) -> None:
    data = QMimeData()
    data.setData(MIME, b"p4")
    rows = opened.page.list.rows
    rows.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    await opened.settle()
    assert opened.codes == ["xx", "nh", "sd", "dj"]
    shelves = opened.page.folders.model()
    shelves.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, shelves.index(2, 0))
    await opened.settle()
    assert opened.library.library["p4"].folder == "f2"
    assert opened.shelves == ["All phrases", "问候", "价格"]


async def test_folders_have_an_order_too(opened: Opened, qtbot: QtBot) -> None:
    opened.shelf(2)
    qtbot.keyClick(opened.page.folders, UP, ALT)
    await opened.settle()
    assert opened.shelves[:3] == ["All phrases", "价格", "问候"]
    assert opened.page.folders.current == "f2"


async def test_a_phrase_is_changed_where_it_stands(opened: Opened) -> None:
    opened.choose(1)
    editor = opened.page.editor
    assert editor.fields.text.text() == "请稍等"
    editor.fields.text.set_text("请稍等一下")
    editor.save()
    await opened.settle()
    assert opened.library.library["p2"].text == "请稍等一下"
    assert not editor.is_changed


async def test_going_elsewhere_keeps_what_was_written(opened: Opened) -> None:
    opened.choose(1)
    opened.page.editor.fields.text.set_text("请稍等一下")
    opened.choose(2)
    await opened.settle()
    assert opened.library.library["p2"].text == "请稍等一下"
    assert opened.page.editor.phrase == "p3"
    assert opened.page.list.current.id == "p3"


async def test_what_cannot_be_saved_stays_and_says_why(opened: Opened) -> None:
    opened.choose(1)
    editor = opened.page.editor
    editor.fields.code.set_text("nh")
    opened.library.fails = Conflict("phrase_code_taken", "Taken.", field="code")
    opened.choose(2)
    await opened.settle()
    assert editor.phrase == "p2"
    assert opened.page.list.current.id == "p2"
    assert editor.fields.code.error == "Another phrase has this code already."
    opened.library.fails = Offline()
    editor.save()
    await opened.settle()
    assert "online" in editor.fields._trouble.text()
    assert editor.fields.code.text() == "nh"


async def test_a_new_one_goes_into_the_folder_that_shows(opened: Opened) -> None:
    opened.shelf(2)
    opened.page.write_new()
    opened.page.editor.fields.text.set_text("这已经是最低价了")
    assert opened.page.editor.fields.code.text()
    opened.page.editor.save()
    await opened.settle()
    assert opened.page.list.current.text == "这已经是最低价了"
    assert opened.library.all(Owner.SHOP)[-1].folder == "f2"


async def test_who_may_not_edit_reads_only(opened: Opened) -> None:
    opened.library.may_edit_shop = False
    opened.library.tell()
    opened.choose(0)
    editor = opened.page.editor
    assert editor.fields.text.edit.isReadOnly()
    assert not editor._save.isVisible()
    assert not opened.page._new.isEnabled()


async def test_an_empty_library_offers_ready_made_ones(opened: Opened) -> None:
    opened.library.library.clear()
    opened.library.shelf.clear()
    opened.library.tell()
    opened.page._empty.chosen.emit("starter")
    dialog = opened.dialog(StarterDialog)
    dialog.accept()
    await opened.settle()
    assert len(opened.codes) >= 20


async def test_what_one_may_do_follows_what_one_is(opened: Opened) -> None:
    session = opened.page._session
    opened.library.library.clear()
    opened.library.shelf.clear()
    opened.library.may_edit_shop = False
    opened.library.tell()
    assert opened.page._empty._made == []
    opened.library.may_edit_shop = True
    opened.library.tell()
    assert len(opened.page._empty._made) == 3
    session.me.profile = person("me", kind=AccountKind.CUSTOMER).profile
    opened.library.tell()
    assert opened.page.library is Owner.PERSON
    assert not opened.page.owner.isVisible()


async def test_the_menu_says_who_may_edit(opened: Opened) -> None:
    opened.page._more.click()
    menu = opened.page.findChild(QMenu, "phrases.menu")
    action = next(one for one in menu.actions() if one.objectName() == "phrases.menu.editors_owner")
    action.trigger()
    menu.close()
    await opened.settle()
    assert opened.page._session.asked[-1][0] == "set_editors"


async def test_a_file_is_looked_at_then_taken_whole(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "千牛.csv"
    rows = "快捷码,内容,分组\r\nnh,您好呀,问候\r\nbad code!,一句,\r\nfh,今天发货,发货\r\n,,\r\nsd,请稍等,问候\r\n"
    file.write_bytes(rows.encode("gbk"))
    opened.page.import_file(str(file))
    await opened.settle()
    dialog = opened.dialog(ImportDialog)
    figures = dialog.preview._figures.text()
    assert "GBK" in figures
    assert "3 phrases" in figures
    assert "2 double" in figures
    shown = [dialog.preview._model.index(row, 0).data() for row in range(dialog.preview._model.rowCount())]
    assert shown[0].startswith("Line 3: A code has at most")
    assert dialog._go.text() == "Import 1 phrase"
    dialog.doubles._pick("replace")
    assert dialog._go.text() == "Import 2 phrases"
    opened.library.fails = Offline()
    dialog.accept()
    await opened.settle()
    assert dialog.isVisible()
    assert "online" in dialog._trouble.text()
    assert opened.codes == ["nh", "sd", "dj", "xx"]
    opened.library.fails = None
    dialog.accept()
    await opened.settle()
    assert opened.codes == ["nh", "sd", "dj", "xx", "fh"]
    assert opened.library.library["p1"].text == "您好呀"


async def test_what_is_no_text_is_refused_and_another_file_can_be_chosen(
    opened: Opened, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"\x00\xff\xfe\x81\xff" * 9)
    opened.page.import_file(str(file))
    await opened.settle()
    dialog = opened.dialog(ImportDialog)
    assert "CSV UTF-8" in dialog._trouble.text()
    assert not dialog._go.isEnabled()
    dialog.read_file(str(tmp_path / "gone.csv"))
    await opened.settle()
    assert dialog._trouble.text().startswith("Your computer refused")


async def test_the_library_is_written_to_a_file(opened: Opened, tmp_path: Path) -> None:
    files = opened.page.findChild(LibraryFiles)
    files.write(Owner.SHOP, str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0] == "code,text,folder"
    files.write(Owner.SHOP, str(tmp_path / "no" / "out.csv"))
    assert not (tmp_path / "no").exists()


async def test_texts_follow_the_language(opened: Opened, language: Language) -> None:
    language.choose("zh_CN")
    QApplication.processEvents()
    assert opened.shelves[0] == "全部短语"
    assert opened.page.folders.current == EVERYTHING
