"""What a file of phrases holds: its rows, marked where they double something, and the rows that can't come in."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from parley.desktop.phrases.phrase_paint import paint_code, paint_tinted
from parley.desktop.phrases.words import _, tinted_text, trouble_text
from parley.desktop.style.paint import rounded
from parley.desktop.style.theme import tokens_of
from parley.desktop.style.tokens import Radius, TextStyle, Tokens
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.tag import paint_tag, tag_size
from parley.domain.phrase_csv import BadRow, CsvPreview, CsvRow, Duplicate

_ROW = 32
_ROWS_SHOWN = 8
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1

Line = CsvRow | BadRow
Index = QModelIndex | QPersistentModelIndex


class ImportPreview(QWidget):
    """A line of figures over a list; rows that can't come in stand first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._figures = TextLabel("", self, wrap=True, name="phrases.import.figures")
        self._model = _LineModel(self)
        self.list = QListView(self)
        self.list.setObjectName("phrases.import.rows")
        self.list.setAccessibleName(_("Rows of the file"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_LineDelegate(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._figures)
        column.addWidget(self.list)

    def show_preview(self, preview: CsvPreview, file: str) -> None:
        """Show this file."""
        parts = [file, preview.encoding.upper(), _("{count} phrases", count=len(preview.rows))]
        if preview.duplicates:
            parts.append(_("{count} double", count=len(preview.duplicates)))
        if preview.bad:
            count = len(preview.bad)
            parts.append(
                _("1 row can't come in") if count == 1 else _("{count} rows can't come in", count=count)
            )
        self._figures.setText(" · ".join(parts))
        self._model.set_lines((*preview.bad, *preview.rows))
        rows = max(1, min(_ROWS_SHOWN, self._model.rowCount()))
        self.list.setFixedHeight(rows * tokens_of(self).scaled(_ROW) + 2)
        self.list.scrollToTop()


class _LineModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def set_lines(self, lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return line.text if isinstance(line, CsvRow) else bad_text(line)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_line(line)
            case Qt.ItemDataRole.UserRole:
                return str(line.line)
            case role if role == _LINE_ROLE:
                return line
        return None


class _LineDelegate(QStyledItemDelegate):
    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, tokens_of(option.widget).scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_LINE_ROLE)
        tokens = tokens_of(option.widget)
        box = QRectF(option.rect).adjusted(0, 1, -4, -1)
        painter.save()
        if isinstance(line, BadRow):
            rounded(painter, box, Radius.FIELD, tokens.red_soft)
            painter.setFont(tokens.font(TextStyle.SECOND))
            painter.setPen(tokens.red)
            inner = box.adjusted(10, 0, -10, 0)
            words = QFontMetricsF(painter.font()).elidedText(
                bad_text(line), Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        elif isinstance(line, CsvRow):
            _paint_row(painter, box.adjusted(10, 0, -6, 0), line, tokens)
        painter.restore()


def bad_text(line: BadRow) -> str:
    """Line 7: why."""
    return _("Line {line}: {reason}", line=line.line, reason=trouble_text(line.code, line.sentence))


def double_text(line: CsvRow) -> str:
    """What it doubles, in two words; empty if nothing."""
    match line.duplicate:
        case Duplicate.SAME:
            return _("There already")
        case Duplicate.CODE:
            return _("Code is taken")
        case Duplicate.TEXT:
            return _("Same words")
        case Duplicate.IN_FILE:
            return _("As line {line}", line=line.doubles)
        case None:
            return ""


def spoken_line(line: Line) -> str:
    """What a screen reader says."""
    if isinstance(line, BadRow):
        return bad_text(line)
    return ", ".join(
        part
        for part in (f"/{line.code}" if line.code else "", line.text, line.folder, double_text(line))
        if part
    )


def _paint_row(painter: QPainter, box: QRectF, line: CsvRow, tokens: Tokens) -> None:
    code, folder = tokens.scaled(84), tokens.scaled(96)
    paint_code(painter, QRectF(box.x(), box.y(), code - 8, box.height()), line.code, tokens)
    right = box.right()
    double = double_text(line)
    if double:
        size = tag_size(double, tokens)
        tag = QRectF(right - size.width(), 0, size.width(), size.height())
        tag.moveTop(round(box.center().y() - size.height() / 2))
        paint_tag(painter, tag, double, tokens, ink=tokens.amber, ground=tokens.amber_soft)
        right = tag.x() - 8
    if line.folder:
        painter.setFont(tokens.font(TextStyle.SECOND))
        painter.setPen(tokens.ink3)
        words = painter.fontMetrics().elidedText(line.folder, Qt.TextElideMode.ElideRight, folder)
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(
            QRectF(right - width, box.y(), width + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, words
        )
        right -= width + 12
    words_box = QRectF(box.x() + code, box.y(), right - box.x() - code, box.height())
    paint_tinted(painter, words_box, tinted_text(line.text), tokens)
