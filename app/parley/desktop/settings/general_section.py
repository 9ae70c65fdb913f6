"""How Parley looks, sounds and starts on this computer."""

from typing import TYPE_CHECKING

from parley.desktop.failures import sentence_of
from parley.desktop.i18n import CHINESE, ENGLISH, translate
from parley.desktop.preferences import TEXT_PERCENTS, Preferences
from parley.desktop.settings.quiet_hours import QuietHoursRows
from parley.desktop.settings.section import Group, Section
from parley.desktop.style.icons import Icon
from parley.desktop.style.theme import ThemeMode
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.toast import show_toast

if TYPE_CHECKING:
    from parley.client.session import Session


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class GeneralSection(Section):
    """Everything works at once; there is nothing to save."""

    def __init__(self, session: "Session", tasks: Tasks, preferences: Preferences) -> None:
        super().__init__("general", _("General"))
        self._session = session
        self._tasks = tasks
        self._preferences = preferences
        self._add_look(self.add_group(_("Look")))
        self._add_writing(self.add_group(_("Writing")))
        self._add_notices(self.add_group(_("New messages")))
        self._quiet = QuietHoursRows(self.add_group(_("Quiet hours")), session, tasks)
        self._add_start(self.add_group(_("This computer")))

    def _add_look(self, group: Group) -> None:
        chosen = self._preferences
        themes = [
            (ThemeMode.SYSTEM.value, _("System")),
            (ThemeMode.LIGHT.value, _("Light")),
            (ThemeMode.DARK.value, _("Dark")),
        ]
        group.add_choice(
            _("Theme"),
            "",
            themes,
            chosen.theme.mode.value,
            lambda key: chosen.set_theme(ThemeMode(key)),
            "settings.general.theme",
        )
        languages = [("", _("Like the system")), (CHINESE, "简体中文"), (ENGLISH, "English")]
        group.add_list(
            _("Language"),
            "",
            languages,
            chosen.language.chosen,
            self._set_language,
            "settings.general.language",
        )
        sizes = [(str(percent), f"{percent} %") for percent in TEXT_PERCENTS]
        group.add_list(
            _("Text size"),
            "",
            sizes,
            str(chosen.theme.text_percent),
            lambda key: chosen.set_text_percent(int(key)),
            "settings.general.text_size",
        )

    def _add_writing(self, group: Group) -> None:
        group.add_choice(
            _("Send with"),
            _("The other one starts a new line."),
            [("enter", "Enter"), ("ctrl_enter", "Ctrl+Enter")],
            self._session.me.setting("send_key", "enter"),
            lambda key: self._set("send_key", key),
            "settings.general.send_key",
        )

    def _add_notices(self, group: Group) -> None:
        chosen = self._preferences
        group.add_switch(
            _("Show notifications"),
            _("Muted conversations and the one you are looking at stay quiet."),
            chosen.notifies,
            lambda on: chosen.set_flag("notifications", on),
            "settings.general.notifications",
        )
        if chosen.play is not None:
            group.add_switch(_("Sound"), "", chosen.sounds, self._set_sound, "settings.general.sound")

    def _add_start(self, group: Group) -> None:
        chosen = self._preferences
        group.add_switch(
            _("Start with this computer"),
            _("Parley waits beside the clock. A shop on this computer opens with it."),
            chosen.autostart.is_on(),
            self._set_autostart,
            "settings.general.autostart",
        )
        if chosen.has_tray:
            group.add_switch(
                _("Keep running when the window is closed"),
                _("Messages still arrive; the icon beside the clock shows them."),
                chosen.closes_to_tray,
                lambda on: chosen.set_flag("close_to_tray", on),
                "settings.general.close_to_tray",
            )

    def _set(self, name: str, value: str) -> None:
        self._tasks.run(self._session.me.set_setting(name, value), owner=self._preferences)

    def _set_language(self, language: str) -> None:
        self._set("language", language)
        self._preferences.set_language(language)

    def _set_sound(self, on: bool) -> None:
        self._preferences.set_flag("sound", on)
        if on and self._preferences.play is not None:
            self._preferences.play("")

    def _set_autostart(self, on: bool) -> None:
        try:
            self._preferences.set_autostart(on)
        except OSError as error:
            show_toast(self.window(), sentence_of(error), Icon.WARNING)
