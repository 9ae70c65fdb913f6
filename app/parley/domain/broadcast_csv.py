"""The results of a message to many as a file: UTF-8 with a mark, so that Excel in China opens it as it is."""

from collections.abc import Iterable
from datetime import datetime

from parley.domain import csv_cells
from parley.domain.broadcast import Result, Why

_HEADS = {"en": ("Name", "Result", "Why", "When (UTC)"), "zh_CN": ("姓名", "结果", "原因", "时间（UTC）")}
_WORDS: dict[str, dict[Result | Why, str]] = {
    "en": {
        Result.WAITING: "waiting",
        Result.SENT: "sent",
        Result.SKIPPED: "skipped",
        Result.FAILED: "failed",
        Why.OPTED_OUT: "opted out",
        Why.HAD_ONE_TODAY: "had one today",
        Why.YOU_BLOCK_THEM: "blocked by you",
        Why.TAKES_NONE: "takes no messages from you",
        Why.DISABLED: "account closed",
        Why.COLLEAGUE: "colleague",
        Why.UNKNOWN: "not here any more",
        Why.UNFILLED: "a variable was empty",
        Why.CANCELLED: "cancelled before",
        Why.TROUBLE: "the server made a mistake",
    },
    "zh_CN": {
        Result.WAITING: "等待发送",
        Result.SENT: "已发送",
        Result.SKIPPED: "已跳过",
        Result.FAILED: "失败",
        Why.OPTED_OUT: "已退订",
        Why.HAD_ONE_TODAY: "今天已收到过",
        Why.YOU_BLOCK_THEM: "已被您拉黑",
        Why.TAKES_NONE: "对方不接收您的消息",
        Why.DISABLED: "账号已停用",
        Why.COLLEAGUE: "同事",
        Why.UNKNOWN: "已不在店铺",
        Why.UNFILLED: "变量为空",
        Why.CANCELLED: "发送前已取消",
        Why.TROUBLE: "服务器出错",
    },
}


def write_results(rows: Iterable[tuple[str, Result, Why | None, datetime | None]], language: str) -> bytes:
    """Name, result, why and when of each recipient. No cell is taken for a formula."""
    words = _WORDS.get(language, _WORDS["en"])
    cells = (
        (name, words[result], words[why] if why else "", f"{at:%Y-%m-%d %H:%M:%S}" if at else "")
        for name, result, why, at in rows
    )
    return csv_cells.written((_HEADS.get(language, _HEADS["en"]), *cells))
