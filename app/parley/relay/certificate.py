"""The relay's own TLS certificate: self-made, ten years, pinned by the clients from the invitation.

It is its own trust anchor, and strict enough for Python 3.13 (VERIFY_X509_STRICT). It is never made anew while the
file is there: the pin in every invitation names it.
"""

import hashlib
import ipaddress
import ssl
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from parley.relay.identity import write_private

CERTIFICATE_FILE = "certificate.pem"
KEY_FILE = "certificate.key"
VALID_DAYS = 3652


class Tls(msgspec.Struct, frozen=True):
    """Where certificate and key lie, and the certificate's fingerprint (SHA-256 of its DER form, hex)."""

    certificate: Path
    key: Path
    fingerprint: str


def load_or_make(folder: Path, hosts: Iterable[str], now: datetime) -> Tls:
    """The self-made certificate of a data folder. Raises OSError or ValueError."""
    certificate, key = folder / CERTIFICATE_FILE, folder / KEY_FILE
    if not (certificate.exists() and key.exists()):
        certificate_pem, key_pem = make(hosts, now)
        write_private(key, key_pem)
        write_private(certificate, certificate_pem)
    return load(certificate, key)


def load(certificate: Path, key: Path) -> Tls:
    """A certificate of one's own. Raises OSError or ValueError."""
    first = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    fingerprint = hashlib.sha256(first.public_bytes(serialization.Encoding.DER)).hexdigest()
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except ssl.SSLError as error:
        raise ValueError(f"{key} doesn't belong to {certificate}") from error
    return Tls(certificate, key, fingerprint)


def make(hosts: Iterable[str], now: datetime) -> tuple[bytes, bytes]:
    """A new certificate and key (PEM) for these names and addresses, and for this machine itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Parley relay")])
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=VALID_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signature_only(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False
        )
        .add_extension(x509.SubjectAlternativeName(_names(hosts)), critical=False)
        .sign(key, hashes.SHA256())
    )
    return (
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def _names(hosts: Iterable[str]) -> list[x509.GeneralName]:
    names: list[x509.GeneralName] = []
    for host in dict.fromkeys((*hosts, "localhost", "127.0.0.1", "::1")):
        try:
            names.append(x509.IPAddress(ipaddress.ip_address(host)))
        except ValueError:
            names.append(x509.DNSName(host.encode("idna").decode("ascii")))
    return names


def _signature_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
