"""The way in: which page comes after which, and what each of them does.

welcome ─ paste ─ join ───────────────► signed in
   ├── set up ─ (server starts) ─ open ►
   └── sign in ─ recovery ─────────────►
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from parley.client.invitation import Invitation, ServerAddress, is_loopback
from parley.desktop.i18n import translate
from parley.desktop.platform.reachability import check_reach
from parley.desktop.platform.shop_server import RunningServer, ShopServer
from parley.desktop.sign_in.brand_panel import BrandPanel
from parley.desktop.sign_in.form_page import FormPage
from parley.desktop.sign_in.invitation_pages import JoinPage, PastePage
from parley.desktop.sign_in.set_up_page import SetUpPage
from parley.desktop.sign_in.shop_open_page import ShopOpenPage
from parley.desktop.sign_in.sign_in_page import RecoveryPage, SignInPage
from parley.desktop.sign_in.welcome_page import WelcomePage
from parley.desktop.tasks import Tasks
from parley.desktop.widgets.card import Panel
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind
from parley.protocol.rest import SignedIn
from parley.protocol.rest_invites import InviteInfo

if TYPE_CHECKING:
    from parley.client.accounts import AccountBook
    from parley.client.session import Session

_BRAND_FROM_WIDTH = 840


def _(text: str, **values: object) -> str:
    return translate("SignIn", text, **values)


class SignInView(Panel):
    """Shows one page at a time.

    Signals: `signed_in` with (`Session`, the conversation to open or ""), `left` when the person goes back to the
    account they came from, `demo_chosen`, `language_chosen`, `autostart_chosen`.
    """

    signed_in = Signal(object, str)
    left = Signal()
    demo_chosen = Signal()
    language_chosen = Signal(str)
    autostart_chosen = Signal(bool)

    def __init__(self, book: "AccountBook", server: ShopServer, tasks: Tasks) -> None:
        super().__init__("bg", name="sign_in")
        self._book = book
        self._server = server
        self._tasks = tasks
        self._page: FormPage | None = None
        self._again: Callable[[], None] = self.show_welcome
        self._another = False
        self._copied: Invitation | None = None
        self._brand = BrandPanel(self)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("sign_in.scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.viewport().setAutoFillBackground(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._brand)
        row.addWidget(self._scroll, 1)

    @property
    def page(self) -> FormPage | None:
        """The page that shows."""
        return self._page

    def show_welcome(self, *, another: bool | None = None) -> None:
        """The first page; `another` when there is an account to go back to."""
        if another is not None:
            self._another = another
        page = WelcomePage(another=self._another, back=self._another)
        page.invitation_chosen.connect(self.show_paste)
        page.set_up_chosen.connect(self.show_set_up)
        page.sign_in_chosen.connect(lambda: self.show_sign_in())
        page.demo_chosen.connect(self.demo_chosen)
        page.language_chosen.connect(self.language_chosen)
        page.copied_chosen.connect(self._join_copied)
        self._show(page, self.show_welcome, back=self.left.emit)
        self._look_at_clipboard()

    def show_paste(self, text: str = "") -> None:
        """Where an invitation is pasted."""
        page = PastePage(text)
        page.found.connect(self.look_up)
        self._show(page, lambda: self.show_paste(page.link.text()))

    def open_link(self, link: str) -> None:
        """An invitation from outside: a click on a link, the command line."""
        try:
            self.look_up(Invitation.parse(link))
        except Refusal as refusal:
            self.show_paste(link)
            assert self._page is not None
            self._page.show_error(refusal)

    def look_up(self, invitation: Invitation) -> None:
        """Asks the shop's server what the invitation says, then shows the page for it."""
        if not isinstance(self._page, PastePage):
            self.show_paste(_link_of(invitation))
        self._run(
            self._book.look_up(invitation),
            _("Asking the shop…"),
            lambda info: self._show_invited(invitation, info),
        )

    def show_sign_in(self, address: ServerAddress | None = None, handle: str = "", why: str = "") -> None:
        """Name and password. Without an address: that of a shop on this computer, if there is one."""
        address = address or self._address_here()
        page = SignInPage(asks_to_stay=self._asks_to_stay, address=address, handle=handle, why=why)
        page.filled.connect(self._sign_in)
        page.recovery_chosen.connect(lambda: self._show_recovery(address, page.handle.text()))
        self._show(page, lambda: self.show_sign_in(address, handle, why))

    def show_set_up(self) -> None:
        """Opening a shop on this computer."""
        page = SetUpPage(asks_to_stay=self._asks_to_stay)
        page.filled.connect(self._set_up)
        self._show(page, self.show_set_up)

    @property
    def _asks_to_stay(self) -> bool:
        return self._book.warning() is not None

    def _show_invited(self, invitation: Invitation, info: InviteInfo) -> None:
        if info.kind is AccountKind.OWNER:
            page: FormPage = self._owner_page(invitation, needs_shop_name=not info.shop_name)
        else:
            page = JoinPage(info, asks_to_stay=self._asks_to_stay)
            page.joined.connect(
                lambda name, company, password, stays: self._join(
                    invitation, display_name=name, company=company, password=password, stay_signed_in=stays
                )
            )
        self._show(page, lambda: self._show_invited(invitation, info))

    def _owner_page(self, invitation: Invitation, *, needs_shop_name: bool) -> SetUpPage:
        """The shop's server runs elsewhere and waits for its owner."""
        page = SetUpPage(asks_to_stay=self._asks_to_stay, needs_shop_name=needs_shop_name)
        page.filled.connect(
            lambda shop, name, handle, password, stays: self._run(
                self._book.join(
                    invitation,
                    display_name=name,
                    password=password,
                    handle=handle,
                    shop_name=shop,
                    stay_signed_in=stays,
                ),
                _("Opening your shop…"),
                lambda joined: self._show_open(shop, joined, invitation.address.url),
            )
        )
        return page

    def _show_recovery(self, address: ServerAddress | None, handle: str) -> None:
        page = RecoveryPage(address=address, handle=handle)
        page.filled.connect(
            lambda where, name, code, password: self._run(
                self._book.recover(where, name, code, password),
                _("Signing in…"),
                lambda session: self.signed_in.emit(session, ""),
            )
        )
        self._show(
            page,
            lambda: self._show_recovery(address, handle),
            back=lambda: self.show_sign_in(address, handle),
        )

    def _sign_in(self, address: ServerAddress, handle: str, password: str, stays: bool) -> None:
        self._run(
            self._book.sign_in(address, handle, password, stay_signed_in=stays),
            _("Signing in…"),
            lambda session: self.signed_in.emit(session, ""),
        )

    def _join(self, invitation: Invitation, **fields: Any) -> None:
        self._run(
            self._book.join(invitation, **fields),
            _("Joining…"),
            lambda joined: self.signed_in.emit(joined[0], joined[1].opening or ""),
        )

    def _set_up(self, shop: str, name: str, handle: str, password: str, stays: bool) -> None:
        self._run(
            self._open_shop(shop, name, handle, password, stays),
            _("Starting your shop's server…"),
            lambda made: self._show_open(shop, made[1], made[0].url),
        )

    async def _open_shop(
        self, shop: str, name: str, handle: str, password: str, stays: bool
    ) -> tuple[RunningServer, "tuple[Session, SignedIn]"]:
        running = await self._server.start()
        if not running.owner_invite:
            raise Refusal(
                "shop_exists", _("A shop is already set up on this computer. Please sign in to it instead.")
            )
        invitation = here_first(Invitation.parse(running.owner_invite))
        joined = await self._book.join(
            invitation,
            display_name=name,
            password=password,
            handle=handle,
            shop_name=shop,
            stay_signed_in=stays,
        )
        return running, joined

    def _show_open(self, shop: str, joined: "tuple[Session, SignedIn]", url: str) -> None:
        session, signed = joined
        page = ShopOpenPage(
            shop or session.shop_name,
            signed.profile.handle,
            signed.recovery_code or "",
            is_here=is_loopback(session.address.url),
        )
        page.autostart_chosen.connect(self.autostart_chosen)
        page.started.connect(lambda: self.signed_in.emit(session, ""))
        self._show(page, lambda: None)
        self._tasks.run(check_reach(url), owner=page, on_done=page.show_reach)

    def _address_here(self) -> ServerAddress | None:
        running = self._server.find()
        if running is None:
            return None
        return here_first_address(ServerAddress(running.url, running.cert or "", tuple(running.urls)))

    def _look_at_clipboard(self) -> None:
        with contextlib.suppress(Refusal):
            page = getattr(self, "_page", None)
            invitation = Invitation.parse(QGuiApplication.clipboard().text())
            if invitation == self._copied or not isinstance(page, WelcomePage):
                return
            self._tasks.run(
                self._book.look_up(invitation),
                owner=page,
                on_done=lambda info: self._offer(page, invitation, info),
                # Nobody asked for this look: a link that leads nowhere is not worth a word.
                on_error=lambda _error: None,
            )

    def _offer(self, page: WelcomePage, invitation: Invitation, info: InviteInfo) -> None:
        self._copied = invitation
        page.offer_copied(info.shop_name or _("my shop"))

    def _join_copied(self) -> None:
        if self._copied is not None:
            self.look_up(self._copied)

    def _run(self, coro: Any, progress: str, done: Callable[[Any], None]) -> None:
        page = self._page
        assert page is not None
        page.set_busy(progress)

        def finish(result: Any) -> None:
            page.set_busy("")
            done(result)

        self._tasks.run(coro, owner=page, on_done=finish, on_error=page.show_error)

    def _show(
        self, page: FormPage, again: Callable[[], None], *, back: Callable[[], None] | None = None
    ) -> None:
        self._again = again
        page.went_back.connect(lambda: (back or self.show_welcome)())
        self._page = page
        holder = Panel("bg", self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 0, 24, 0)
        column.addWidget(page, 1, Qt.AlignmentFlag.AlignHCenter)
        old = self._scroll.takeWidget()
        self._scroll.setWidget(holder)
        if old is not None:
            old.hide()
            old.deleteLater()
        page.focus_first()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_page") and self._page is not None:
            self._brand.retranslate()
            self._again()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look_at_clipboard()
        super().changeEvent(event)

    def resizeEvent(self, event: Any) -> None:
        self._brand.setVisible(self.width() >= _BRAND_FROM_WIDTH)
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1000, 680)


def here_first(invitation: Invitation) -> Invitation:
    """The same invitation with this computer's own address first: it holds whatever network one is in."""
    return msgspec.structs.replace(invitation, address=here_first_address(invitation.address))


def here_first_address(address: ServerAddress) -> ServerAddress:
    """Loopback before the addresses of the network."""
    scheme, _sep, rest = address.url.partition("://")
    port = rest.rpartition(":")[2]
    here = address.url if is_loopback(address.url) else f"{scheme}://127.0.0.1:{port}"
    others = tuple(url for url in address.urls if url != here)
    return ServerAddress(here, address.cert_sha256, others)


def _link_of(invitation: Invitation) -> str:
    address = invitation.address
    marks = f"relay={invitation.relay}&cert={address.cert_sha256}"
    return f"{address.url}/i/{invitation.code}#{marks}" + "".join(f"&at={url}" for url in address.alternates)
