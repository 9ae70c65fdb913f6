"""The small parts of the server: limits, passwords, pictures, certificate, links, folder, addresses."""

import asyncio
import hashlib
import io
import ssl
import struct
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from parley.domain.errors import Refusal, TooMany
from parley.relay import addresses, certificate, data_folder, identity
from parley.relay.avatars import SIZE, redraw
from parley.relay.gateway.framing import frame_text
from parley.relay.invite_links import RelayAddress, join_link, web_link
from parley.relay.nul import check_no_nul
from parley.relay.passwords import Passwords
from parley.relay.rate_limits import Act, Bucket, Rate, RateLimits, take

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


@given(st.lists(st.floats(0, 20), max_size=60))
def test_a_bucket_never_gives_more_than_burst_and_rate_allow(steps: list[float]) -> None:
    rate, now, taken = Rate(5, 2.0), 0.0, 0
    bucket: Bucket | None = None
    for step in steps:
        now += step
        bucket, wait = take(bucket, rate, now)
        taken += wait == 0
        assert wait >= 0
        if wait:
            assert take(bucket, rate, now + wait + 1e-6)[1] == 0
    assert taken <= rate.burst + rate.per_second * now + 1


def test_a_limit_is_per_key_and_can_be_forgiven_or_switched_off() -> None:
    limits = RateLimits(lambda: 0.0, {Act.JOIN: Rate(1, 0.1)})
    limits.check(Act.JOIN, "here")
    with pytest.raises(TooMany) as caught:
        limits.check(Act.JOIN, "here")
    assert caught.value.retry_after == pytest.approx(10)
    limits.check(Act.JOIN, "there")
    limits.forgive(Act.JOIN, "here")
    limits.check(Act.JOIN, "here")
    off = RateLimits(lambda: 0.0, {Act.JOIN: Rate(1, 0.1)}, is_on=False)
    for _ in range(5):
        off.check(Act.JOIN, "here")


async def test_passwords_fit_or_dont_and_old_hashes_are_renewed() -> None:
    passwords = Passwords()
    stored = await passwords.hash("correct horse")
    assert stored.startswith("$argon2id$")
    assert (await passwords.verify(stored, "correct horse")).is_right
    assert not (await passwords.verify(stored, "wrong horse")).is_right
    assert not (await passwords.verify(None, "nobody's password")).is_right
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("correct horse")
    verdict = await passwords.verify(weak, "correct horse")
    assert verdict.is_right
    assert verdict.new_hash is not None
    assert (await passwords.verify(verdict.new_hash, "correct horse")).new_hash is None
    passwords.close()


def test_a_picture_is_drawn_anew_without_what_it_carried() -> None:
    exif = Image.Exif()
    exif[0x010E] = "shot at home"
    output = io.BytesIO()
    Image.new("RGB", (640, 320), "#0a745d").save(output, "JPEG", exif=exif)
    avatar = redraw(output.getvalue())
    drawn = Image.open(io.BytesIO(avatar.png))
    assert (drawn.format, drawn.size) == ("PNG", (SIZE, SIZE))
    assert b"shot at home" not in avatar.png
    assert avatar.sha256 == hashlib.sha256(avatar.png).hexdigest()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_taken_sideways_stands_upright(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = Image.new("RGB", (2_400, 2_400), "white")
    sideways.paste("black", (0, 0, 2_400, 1_200))
    output = io.BytesIO()
    sideways.save(output, kind, exif=exif)
    drawn = Image.open(io.BytesIO(redraw(output.getvalue()).png)).convert("L")
    assert (drawn.getpixel((40, 128)), drawn.getpixel((216, 128))) == (255, 0)


@pytest.mark.parametrize("broken", [struct.error("not an integer"), TypeError("bad operand"), MemoryError()])
def test_whatever_pillow_says_of_a_broken_file_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, broken: Exception
) -> None:
    def fail(*_: object) -> None:
        raise broken

    output = io.BytesIO()
    Image.new("RGB", (10, 10)).save(output, "PNG")
    monkeypatch.setattr(ImageOps, "exif_transpose", fail)
    with pytest.raises(Refusal) as caught:
        redraw(output.getvalue())
    assert caught.value.code == "picture_unreadable"


def test_what_isnt_a_small_picture_is_refused() -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    gif = io.BytesIO()
    Image.new("P", (10, 10)).save(gif, "GIF")
    for upload in (b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, gif.getvalue(), bomb.getvalue()):
        with pytest.raises(Refusal) as caught:
            redraw(upload)
        assert caught.value.code == "picture_unreadable"
    dense = io.BytesIO()
    Image.new("RGB", (5_000, 4_500)).save(dense, "PNG")
    with pytest.raises(Refusal):
        redraw(dense.getvalue())
    with pytest.raises(Refusal) as caught:
        redraw(b"x" * (5 * 1024 * 1024 + 1))
    assert caught.value.code == "picture_too_big"


def test_the_identity_and_the_certificate_stay(tmp_path: Path) -> None:
    first = identity.load_or_make(tmp_path)
    assert identity.load_or_make(tmp_path).fingerprint == first.fingerprint
    tls = certificate.load_or_make(tmp_path, ["192.0.2.7", "shop.example"], NOW)
    assert certificate.load_or_make(tmp_path, ["198.51.100.1"], NOW) == tls
    der = ssl.PEM_cert_to_DER_cert(tls.certificate.read_text())
    assert hashlib.sha256(der).hexdigest() == tls.fingerprint


def test_a_key_of_another_certificate_is_noticed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        certificate.load_or_make(tmp_path / name, [], NOW)
    with pytest.raises(ValueError, match="doesn't belong"):
        certificate.load(tmp_path / "one" / "certificate.pem", tmp_path / "two" / "certificate.key")


def test_links_carry_every_address_and_the_pin() -> None:
    address = RelayAddress("ab" * 32, ("https://192.0.2.7:8787", "https://[2001:db8::1]:8787"), "cd" * 32)
    web = urlsplit(web_link(address, "co-de_"))
    assert (web.scheme, web.netloc, web.path) == ("https", "192.0.2.7:8787", "/i/co-de_")
    assert parse_qs(web.fragment) == {
        "relay": ["ab" * 32],
        "cert": ["cd" * 32],
        "at": ["https://[2001:db8::1]:8787"],
    }
    join = urlsplit(join_link(address, "co-de_"))
    assert (join.scheme, join.netloc) == ("parley", "join")
    assert parse_qs(join.query)["url"] == ["https://192.0.2.7:8787"]
    assert parse_qs(join.query)["code"] == ["co-de_"]


def test_a_folder_belongs_to_one_relay_at_a_time(tmp_path: Path) -> None:
    held = data_folder.open_folder(tmp_path)
    assert data_folder.is_locked(tmp_path)
    with pytest.raises(data_folder.FolderInUse):
        data_folder.open_folder(tmp_path)
    held.close()
    assert not data_folder.is_locked(tmp_path)
    data_folder.open_folder(tmp_path).close()


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("192.0.2.7", False), ("x.y", False)],
)
def test_only_loopback_is_loopback(host: str, expected: bool) -> None:
    assert addresses.is_loopback(host) is expected


def test_no_address_of_this_machine_is_loopback() -> None:
    assert not any(addresses.is_loopback(address) for address in addresses.local_addresses())
    assert addresses.base_urls(["192.0.2.7", "2001:db8::1"], 8787, is_tls=True) == (
        "https://192.0.2.7:8787",
        "https://[2001:db8::1]:8787",
    )


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        (rb'{"a":"\u0000"}', True),
        (rb'{"a":"\\u0000"}', False),
        (rb'{"a":"\\\u0000"}', True),
        (b'{"a":"0"}', False),
    ],
)
def test_only_a_real_nul_is_refused(text: bytes, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(Refusal):
            check_no_nul(text)
    else:
        check_no_nul(text)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536])
def test_frames_have_the_lengths_of_the_rfc(length: int) -> None:
    framed = frame_text(b"x" * length)
    assert framed[0] == 0x81
    head = 2 if length < 126 else 4 if length < 65_536 else 10
    assert len(framed) == head + length
    if head > 2:
        assert framed[1] == (126 if head == 4 else 127)
        assert int.from_bytes(framed[2:head], "big") == length


async def test_the_password_pool_leaves_the_loop_free() -> None:
    passwords = Passwords()
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    await asyncio.gather(*(passwords.hash("correct horse") for _ in range(3)))
    ticking.cancel()
    assert ticks > 10
    passwords.close()
