"""Cells of CSV files that people open in a spreadsheet.

**Formulas.** A cell that begins with = + - @ or a tab would run as a formula when the file is opened in a
spreadsheet. It gets an apostrophe in front, and so does one that begins with apostrophes before such a sign; reading
takes one apostrophe away again, so nothing changes on the way out and in.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_MARK = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8, which Excel needs to see."""


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """A file of these rows: UTF-8 with its mark, no cell a formula."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    for cells in rows:
        writer.writerow([neutralised(cell) for cell in cells])
    return _MARK + output.getvalue().encode("utf-8")


def neutralised(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `neutralised`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
