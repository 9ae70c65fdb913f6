"""What others see of oneself."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from parley.desktop.contacts.pictures import Pictures
from parley.desktop.failures import sentence_of
from parley.desktop.i18n import translate
from parley.desktop.profile.crop_dialog import CropDialog
from parley.desktop.profile.crop_view import read_picture
from parley.desktop.profile.picture_target import PictureTarget
from parley.desktop.settings.section import Section
from parley.desktop.style.icons import Icon
from parley.desktop.style.kinds import ButtonKind
from parley.desktop.style.tokens import Size, TextStyle
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.buttons import Button
from parley.desktop.widgets.card import Card
from parley.desktop.widgets.fields import TextField
from parley.desktop.widgets.labels import TextLabel
from parley.desktop.widgets.toast import show_toast
from parley.domain.errors import Refusal
from parley.domain.people import SIGNATURE_LIMIT, check_name

if TYPE_CHECKING:
    from parley.client.session import Session

_WORD_BREAKS = str.maketrans("，、；;\n", ",,,,,")


def _(text: str, **values: object) -> str:
    return translate("Settings", text, **values)


class ProfileSection(Section):
    """Picture and lines; saved with one button, refused under the field at fault."""

    def __init__(self, session: "Session", tasks: Tasks, pictures: Pictures) -> None:
        super().__init__("profile", _("Profile"))
        self._session = session
        self._tasks = tasks
        self._pictures = pictures
        self._fields: dict[str, TextField] = {}
        self._add_picture()
        self._add_lines()
        pictures.arrived.connect(lambda _sha: self._show_picture())
        self._show_picture()

    def _add_picture(self) -> None:
        profile = self._session.me.profile
        card = Card(self)
        self._avatar = PictureTarget(
            profile.display_name,
            profile.account,
            card,
            size=Size.AVATAR_LARGE + 16,
            object_name="settings.profile.avatar",
        )
        self._avatar.dropped.connect(self.open_crop)
        self._avatar.setToolTip(_("You can also drop a picture here"))
        change = Button(
            _("Choose a picture…"), card, icon=Icon.PICTURE, name="settings.profile.choose_picture"
        )
        change.clicked.connect(self._choose_picture)
        self._remove = Button(
            _("Remove"), card, kind=ButtonKind.QUIET, name="settings.profile.remove_picture"
        )
        self._remove.clicked.connect(lambda: self._set_picture(None))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(change)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        texts.addWidget(TextLabel(profile.display_name, card, style=TextStyle.TITLE))
        texts.addWidget(TextLabel(profile.handle, card, ink="ink2"))
        texts.addSpacing(8)
        texts.addLayout(buttons)
        texts.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._avatar)
        row.addLayout(texts, 1)
        card.column.addLayout(row)
        self.add(card)

    def _add_lines(self) -> None:
        profile = self._session.me.profile
        card = Card(self)
        card.column.setSpacing(16)
        self._save = Button(_("Save"), card, kind=ButtonKind.PRIMARY, name="settings.profile.save")
        self._save.setEnabled(False)
        self._save.clicked.connect(self._go)
        words = "，".join(profile.product_words) if profile.product_words else ""
        for row in (
            (
                ("display_name", _("Name"), "", profile.display_name),
                ("company", _("Company"), "", profile.company),
            ),
            (
                ("role", _("Role"), "", profile.role),
                ("phone", _("Phone"), _("On your card, for people you talk with"), profile.phone),
            ),
            (("region", _("Region"), "", profile.region),),
            (("product_words", _("Goods"), _("Separated by commas; people find you by them"), words),),
            (
                (
                    "signature",
                    _("Signature"),
                    _("Contacts see it, also when you are offline"),
                    profile.signature,
                ),
            ),
        ):
            line = QHBoxLayout()
            line.setSpacing(16)
            for name, label, hint, value in row:
                field = TextField(label, card, hint=hint, name=f"settings.profile.{name}")
                field.set_text(value)
                field.edited.connect(lambda _text: self._save.setEnabled(True))
                field.submitted.connect(self._go)
                self._fields[name] = field
                line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            card.column.addLayout(line)
        self._fields["signature"].edit.setMaxLength(SIGNATURE_LIMIT)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._save)
        card.column.addLayout(foot)
        self.add(card)

    def _go(self) -> None:
        if not self._save.isEnabled():
            return
        try:
            check_name(self._fields["display_name"].text())
        except Refusal as refusal:
            self._show_error(refusal)
            return
        self._save.setEnabled(False)
        self._tasks.run(
            self._session.me.change_profile(**self._values()),
            owner=self,
            on_done=lambda _profile: show_toast(self.window(), _("Saved")),
            on_error=self._show_error,
        )

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {name: field.text().strip() for name, field in self._fields.items()}
        words = values["product_words"].translate(_WORD_BREAKS).split(",")
        values["product_words"] = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
        return values

    def _show_error(self, error: BaseException) -> None:
        self._save.setEnabled(True)
        field = self._fields.get(getattr(error, "field", None) or "")
        if field is not None:
            field.set_error(sentence_of(error))
            field.setFocus()
        else:
            show_toast(self.window(), sentence_of(error), Icon.WARNING)

    def _choose_picture(self) -> None:
        dialog = QFileDialog(self, _("Choose a picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Pictures (*.png *.jpg *.jpeg *.webp)"))
        dialog.fileSelected.connect(self.open_crop)
        dialog.open()

    def open_crop(self, file: str) -> CropDialog | None:
        """Cut a square out of this picture, then upload it."""
        image = read_picture(file)
        if image is None:
            show_toast(self.window(), _("This picture can't be read. PNG, JPEG and WebP work."), Icon.WARNING)
            return None
        crop = CropDialog(self, image)
        crop.cropped.connect(self._set_picture)
        crop.open()
        return crop

    def _set_picture(self, png: bytes | None) -> None:
        self._tasks.run(
            self._session.me.set_avatar(png),
            owner=self,
            on_done=lambda _none: self._show_picture(),
            on_error=lambda error: show_toast(self.window(), sentence_of(error), Icon.WARNING),
        )

    def _show_picture(self) -> None:
        sha256 = self._session.me.profile.avatar
        self._avatar.set_picture(self._pictures.of(sha256))
        self._remove.setVisible(sha256 is not None)
