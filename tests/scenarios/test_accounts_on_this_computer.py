"""Signing in, staying signed in, forgetting; and stores whose key is gone."""

import hashlib
import ssl
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.client.accounts import AccountBook
from parley.client.credentials import FileCredentials
from parley.client.errors import Offline, SignedOut
from parley.client.invitation import Invitation, ServerAddress
from parley.client.rows import ConnectionState
from parley.client.storage.database import StoreUnreadable
from parley.domain.errors import Refusal
from parley.domain.people import AccountKind
from support.listening import texts, until
from support.relay_process import RelayProcess
from support.team import PASSWORD, Team


async def test_a_known_account_opens_without_a_connection(relay: RelayProcess, team: Team) -> None:
    li = await team.join("lina", "李娜")
    conversation = await team.owner.conversations.open_direct(li.account)
    await team.owner.messages.send(conversation, "大红袍")
    await until(li, lambda: li.conversations.unread_total() == 1)
    await li.stop()
    team.sessions.remove(li)
    relay.kill()

    book = team.book("lina")
    (known,) = book.accounts()
    assert (known.handle, known.display_name, known.shop_name) == ("lina", "李娜", "云岭茶行")
    li = await book.open(known.account)
    await li.start()
    assert texts((await li.messages.page(conversation)).rows) == ["大红袍"]
    row = li.conversations.get(conversation)
    assert row is not None
    assert (row.title, row.unread) == ("陈明", 1)
    key = await li.messages.send(conversation, "waits")
    assert (await li.messages.page(conversation)).rows[-1].key == key
    await until(li, lambda: li.state is ConnectionState.OFFLINE)
    with pytest.raises(Offline):
        await li.contacts.search("陈")
    await li.stop()


async def test_a_store_with_another_key_is_set_aside_and_a_new_one_made(team: Team) -> None:
    li = await team.join("lina", "李娜")
    await li.stop()
    team.sessions.remove(li)
    book, folder = team.book("lina"), team.folder("lina")
    store = folder / "stores" / f"{li.account}.db"
    before = store.read_bytes()
    credentials = FileCredentials(folder)
    known = credentials.load(li.account)
    assert known is not None
    credentials.save(
        type(known)(**{**{f: getattr(known, f) for f in known.__struct_fields__}, "store_key": b"x" * 32})
    )
    with pytest.raises(StoreUnreadable):
        await book.open(li.account)
    (aside,) = folder.glob("stores/*.set-aside-*")
    assert aside.read_bytes() == before
    li = await team.started(await book.sign_in(team.address, "lina", PASSWORD))
    assert li.me.profile.display_name == "李娜"


async def test_a_store_whose_key_is_gone_is_set_aside(team: Team) -> None:
    li = await team.join("lina", "李娜")
    await li.stop()
    team.sessions.remove(li)
    book, folder = team.book("lina"), team.folder("lina")
    FileCredentials(folder).remove(li.account)
    with pytest.raises(SignedOut):
        await book.open(li.account)
    assert len(list(folder.glob("stores/*.set-aside-*"))) >= 1


async def test_secrets_lie_in_a_private_file_and_the_book_says_so(team: Team) -> None:
    assert team.book("chen").warning() == "no_keyring"
    mode = (team.folder("chen") / "credentials.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


async def test_not_staying_signed_in_leaves_nothing(team: Team, tmp_path: Path) -> None:
    li = await team.join("lina", "李娜")
    book = AccountBook(tmp_path / "cafe", credentials=FileCredentials(tmp_path / "cafe"))
    guest = await book.sign_in(team.address, "lina", PASSWORD, stay_signed_in=False)
    await guest.start()
    await guest.wait_online()
    assert guest.account == li.account
    await guest.stop()
    assert book.accounts() == []
    assert [path for path in (tmp_path / "cafe").rglob("*") if path.is_file()] == []


async def test_forgetting_signs_out_and_deletes(team: Team) -> None:
    li = await team.join("lina", "李娜")
    phone = await team.another_device(li)
    assert len(await phone.me.devices()) == 2
    await team.book("lina").forget(li.account)
    team.sessions.remove(li)
    assert len(await phone.me.devices()) == 1
    assert team.book("lina").accounts() == []
    assert list(team.folder("lina").glob("stores/*")) == []


async def test_refusals_come_as_what_they_are(team: Team) -> None:
    with pytest.raises(Refusal) as refusal:
        await team.book("nobody").sign_in(team.address, "chen", "wrong password")
    assert refusal.value.code == "sign_in_wrong"
    with pytest.raises(Offline):
        await team.book("nobody").sign_in(ServerAddress("http://127.0.0.1:1"), "chen", PASSWORD)
    made = await team.owner.shop.create_invite(AccountKind.CUSTOMER)
    info = await team.book("nobody").look_up(Invitation.parse(made.join_link))
    assert (info.shop_name, info.invited_by, info.kind) == ("云岭茶行", "陈明", AccountKind.CUSTOMER)


@pytest.fixture
def secure_relay(tmp_path: Path) -> Iterator[RelayProcess]:
    """A relay that serves TLS with its self-made certificate, as it does beyond loopback."""
    with RelayProcess(tmp_path / "secure", "--host", "0.0.0.0") as process:
        yield process


async def test_an_invitation_pins_the_certificate(secure_relay: RelayProcess, tmp_path: Path) -> None:
    port = secure_relay.url.rsplit(":", 1)[1]
    invitation = Invitation.parse(secure_relay.owner_invite)
    pem = ssl.get_server_certificate(("127.0.0.1", int(port)))
    pin = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    assert invitation.address.cert_sha256 == pin
    here = ServerAddress(f"https://127.0.0.1:{port}", pin)
    book = AccountBook(tmp_path / "owner", credentials=FileCredentials(tmp_path / "owner"))
    invited = Invitation(code=invitation.code, address=here, relay=invitation.relay)
    session, signed_in = await book.join(
        invited, display_name="陈明", password=PASSWORD, shop_name="云岭茶行"
    )
    await session.start()
    await session.wait_online()
    assert signed_in.relay == invitation.relay
    await session.stop()

    for pin, code in (("0" * 64, "certificate_changed"), ("", "certificate_untrusted")):
        with pytest.raises(Refusal) as refusal:
            await book.sign_in(ServerAddress(here.url, pin), "chen", PASSWORD)
        assert refusal.value.code == code
