"""What the person chose for this computer, and its effect at once: theme, language, text size, sound, the tray."""

from PySide6.QtCore import QObject, Signal

from parley.desktop.i18n import Language
from parley.desktop.local_settings import LocalSettings
from parley.desktop.platform.autostart import Autostart
from parley.desktop.platform.sound import Play
from parley.desktop.style.theme import Theme, ThemeMode

TEXT_PERCENTS = (100, 110, 125, 140, 160)


class Preferences(QObject):
    """Reads and keeps choices. What this computer can't do is None or False, and isn't offered.

    Signals: `changed` with the name of what was chosen anew.
    """

    changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        language: Language,
        local: LocalSettings,
        autostart: Autostart,
        play: Play | None,
        *,
        has_tray: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.language = language
        self.local = local
        self.autostart = autostart
        self.play = play
        self.has_tray = has_tray

    @property
    def sounds(self) -> bool:
        """Whether a new message makes a sound."""
        return self.play is not None and self.local.flag("sound", True)

    @property
    def notifies(self) -> bool:
        """Whether new messages are shown beside the clock."""
        return self.local.flag("notifications", True)

    @property
    def closes_to_tray(self) -> bool:
        """Whether × leaves Parley running."""
        return self.has_tray and self.local.flag("close_to_tray", True)

    @property
    def away_after_minutes(self) -> int:
        """After how long without anybody at this computer one is away; 0: never."""
        return self.local.number("away_after_minutes", 5)

    def set_away_after(self, minutes: int) -> None:
        """0: never."""
        self._keep("away_after_minutes", minutes)

    def set_theme(self, mode: ThemeMode) -> None:
        """Wear it from now on."""
        self.theme.set_mode(mode)
        self._keep("theme", mode.value)

    def set_language(self, language: str) -> None:
        """Speak it from now on; "" follows the system."""
        self.language.choose(language)
        self._keep("language", language)

    def set_text_percent(self, percent: int) -> None:
        """The in-app text size."""
        self.theme.set_text_percent(percent)
        self._keep("text_percent", percent)

    def set_flag(self, name: str, on: bool) -> None:
        """One of "sound", "notifications", "close_to_tray"."""
        self._keep(name, on)

    def set_autostart(self, on: bool) -> None:
        """Start with this computer. Raises OSError."""
        self.autostart.set(on)
        self._keep("autostart", on)

    def _keep(self, name: str, value: str | int | bool) -> None:
        self.local.set(name, value)
        self.changed.emit(name)
