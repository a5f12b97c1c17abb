#!/usr/bin/env python3
"""Signs a file for the inbox: writes <file>.jws beside it, a detached JWS (RFC 7515 appendix F) over the exact bytes.

    python3 sign_file.py --key court.pem --kid pa-pas-2026-1 putusan-2026-11.csv

Needs the package `cryptography`. The key is an unencrypted private key in PEM or DER (PKCS#8): Ed25519, P-256 or RSA.
"""

import argparse
import base64
import json
import pathlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def load(path: pathlib.Path):
    data = path.read_bytes()
    if data.startswith(b"-----"):
        return serialization.load_pem_private_key(data, None)
    return serialization.load_der_private_key(data, None)


def sign(key, message: bytes) -> tuple[str, bytes]:
    """The algorithm's name, and the signature of `message`."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "EdDSA", key.sign(message)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
        return "ES256", r.to_bytes(32, "big") + s.to_bytes(32, "big")
    if isinstance(key, rsa.RSAPrivateKey):
        return "RS256", key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    raise SystemExit("the key is neither Ed25519, P-256 nor RSA")


def algorithm(key) -> str:
    return sign(key, b"")[0]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--key", required=True, type=pathlib.Path)
    arguments.add_argument("--kid", required=True, help="the name under which the public key is registered")
    arguments.add_argument("file", type=pathlib.Path)
    given = arguments.parse_args()
    key = load(given.key)
    header = b64url(json.dumps({"alg": algorithm(key), "kid": given.kid}, separators=(",", ":")).encode())
    _, signature = sign(key, f"{header}.{b64url(given.file.read_bytes())}".encode())
    jws = given.file.with_name(given.file.name + ".jws")
    jws.write_text(f"{header}..{b64url(signature)}")
    print(jws)


if __name__ == "__main__":
    main()
