"""`parley doctor`: what is missing on this machine, in plain words, each with the fix in one line.

Qt is tried in a process of its own: a missing system library ends a process instead of raising.
"""

import argparse
import json
import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

QT_PACKAGES = "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0"
FREE_MB = 500
"""Less free disk than this is reported: a shop's messages and pictures need room."""

_QT_PROBE = """
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
app = QApplication([])
print(len(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)))
print(int(any("emoji" in family.lower() for family in QFontDatabase.families())))
"""


class Finding(msgspec.Struct, frozen=True):
    """One check: `fix` is empty when it is fine. A `hint` never makes the command fail."""

    check: str
    is_fine: bool
    says: str
    fix: str = ""
    is_hint: bool = False


def main(argv: list[str]) -> int:
    """Prints every finding; exit code 1 if something that Parley needs is missing."""
    parser = argparse.ArgumentParser(prog="parley doctor", description=_doc("en"))
    parser.add_argument(
        "--profile", type=Path, help="the folder whose disk is checked (default: the desktop's)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON line for programs")
    options = parser.parse_args(argv)
    findings = examine(options.profile or _profile_folder())
    if options.json:
        print(json.dumps([msgspec.to_builtins(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = "✓" if finding.is_fine else "○" if finding.is_hint else "✗"
            print(f"{mark} {finding.says}")
            if finding.fix:
                print(f"    → {finding.fix}")
    return 0 if all(finding.is_fine or finding.is_hint for finding in findings) else 1


def examine(
    profile: Path, run_qt: Callable[[], subprocess.CompletedProcess[str]] | None = None
) -> list[Finding]:
    """Every check in order. `run_qt` runs the Qt probe; tests pass their own machine."""
    return [_python(), *_qt((run_qt or _probe_qt)()), _keyring(), _disk(profile)]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Finding("python", True, _say("python_fine").format(version=version))
    return Finding("python", False, _say("python_wrong").format(version=version), _say("python_fix"))


def _probe_qt() -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    command = [sys.executable, "-c", _QT_PROBE]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)


def _qt(probe: subprocess.CompletedProcess[str]) -> list[Finding]:
    if "No module named" in probe.stderr:
        return [Finding("qt", False, _say("qt_absent"), "pip install 'parley-messenger[desktop]'")]
    if probe.returncode:
        missing = probe.stderr.strip().splitlines()[-1:] or [""]
        fix = f"sudo apt install {QT_PACKAGES}" if sys.platform == "linux" else _say("qt_fix")
        return [Finding("qt", False, f"{_say('qt_broken')} {missing[0]}".strip(), fix)]
    chinese, emoji = (int(line) for line in probe.stdout.split()[:2])
    return [
        Finding("qt", True, _say("qt_fine")),
        _font("font_cjk", chinese > 0, "fonts-noto-cjk"),
        _font("font_emoji", emoji > 0, "fonts-noto-color-emoji"),
    ]


def _font(check: str, is_there: bool, package: str) -> Finding:
    if is_there:
        return Finding(check, True, _say(f"{check}_fine"))
    fix = f"sudo apt install {package}" if sys.platform == "linux" else _say("font_fix")
    return Finding(check, False, _say(f"{check}_missing"), fix)


def _keyring() -> Finding:
    try:
        from keyring import get_keyring
    except ImportError:
        return Finding("keyring", False, _say("keyring_absent"), is_hint=True)
    backend = get_keyring()
    if backend.priority > 0:
        return Finding("keyring", True, _say("keyring_fine"))
    return Finding("keyring", False, _say("keyring_missing"), _say("keyring_fix"), is_hint=True)


def _disk(profile: Path) -> Finding:
    folder = next(parent for parent in (profile, *profile.parents) if parent.exists())
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if not os.access(folder, os.W_OK):
        return Finding("disk", False, _say("disk_locked").format(folder=folder), _say("disk_locked_fix"))
    if free_mb < FREE_MB:
        return Finding(
            "disk", False, _say("disk_full").format(free=free_mb, folder=folder), _say("disk_full_fix")
        )
    return Finding("disk", True, _say("disk_fine").format(free=free_mb))


def _profile_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Parley", appauthor=False)


def _doc(language: str) -> str:
    return _TEXTS["about"][0 if language == "en" else 1]


def _say(key: str) -> str:
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return _TEXTS[key][1 if language.startswith("zh") else 0]


_TEXTS = {
    "about": ("What is missing on this machine for Parley.", "检查这台电脑还缺什么。"),
    "python_fine": ("Python {version}", "Python {version}"),
    "python_wrong": ("Python {version} isn't supported.", "不支持 Python {version}。"),
    "python_fix": ("Use Python 3.11, 3.12 or 3.13.", "请使用 Python 3.11、3.12 或 3.13。"),
    "qt_fine": ("The desktop's windows can be drawn.", "桌面窗口可以正常显示。"),
    "qt_absent": ("The desktop part isn't installed.", "没有安装桌面部分。"),
    "qt_broken": ("Qt can't start:", "Qt 无法启动："),
    "qt_fix": ("Install Parley again.", "请重新安装洽谈通。"),
    "font_cjk_fine": ("Chinese characters can be shown.", "可以显示中文。"),
    "font_cjk_missing": ("No font for Chinese: texts will be boxes.", "没有中文字体，文字会显示成方框。"),
    "font_emoji_fine": ("Emoji can be shown in colour.", "可以显示彩色表情。"),
    "font_emoji_missing": ("No emoji font: emoji will be boxes.", "没有表情字体，表情会显示成方框。"),
    "font_fix": ("Install the Noto fonts.", "请安装 Noto 字体。"),
    "keyring_fine": ("Passwords are kept in the system's keyring.", "登录信息保存在系统密钥环中。"),
    "keyring_absent": (
        "No keyring library: the desktop part isn't installed.",
        "没有密钥环组件：没有安装桌面部分。",
    ),
    "keyring_missing": (
        "No keyring here: staying signed in keeps the key in a file only you can read.",
        "没有系统密钥环：保持登录时，密钥存放在只有您能读取的文件里。",
    ),
    "keyring_fix": ("Install gnome-keyring or KWallet.", "可安装 gnome-keyring 或 KWallet。"),
    "disk_fine": ("{free} MB free on disk.", "磁盘剩余 {free} MB。"),
    "disk_full": ("Only {free} MB free in {folder}.", "{folder} 只剩 {free} MB。"),
    "disk_full_fix": ("Make room on this disk.", "请清理磁盘空间。"),
    "disk_locked": ("Nothing can be written to {folder}.", "无法写入 {folder}。"),
    "disk_locked_fix": ("Choose another folder with --profile.", "请用 --profile 指定别的文件夹。"),
}
