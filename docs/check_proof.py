"""Checks a proof that a case is under a daily seal. Usage: check_proof.py PROOF.json KEY.pem

Needs Python 3.9 or newer and the package `cryptography`. The format is described in audit.md; nothing here comes from
the system that makes the proofs.
"""

import base64
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key


def unpadded(text):
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verify_signature(sealed, trusted):
    """A detached JWS (RFC 7515 appendix F), ES256 (RFC 7518 section 3.4), over the text of the seal."""
    header, nothing, signature = sealed["jws"].split(".")
    fields = json.loads(unpadded(header))
    if nothing or fields["alg"] != "ES256" or fields["kid"] != sealed["keyId"]:
        raise ValueError("the signature has an unexpected header")
    raw = unpadded(signature)
    if len(raw) != 64:
        raise ValueError("the signature is not two numbers of 32 bytes")
    r, s = (int.from_bytes(half, "big") for half in (raw[:32], raw[32:]))
    payload = base64.urlsafe_b64encode(sealed["seal"].encode()).rstrip(b"=")
    signed = header.encode() + b"." + payload
    trusted.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))


def leaf_hash(proof):
    """SHA-256 of a zero byte and three texts, each after its length in eight bytes."""
    content = b"\x00"
    for text in (proof["case"], str(proof["seq"]), proof["hash"]):
        content += len(text).to_bytes(8, "big") + text.encode()
    return hashlib.sha256(content).digest()


def root_of(proof):
    """RFC 9162 section 2.1.3.2."""
    node = lambda left, right: hashlib.sha256(b"\x01" + left + right).digest()
    at, last, value = proof["index"], proof["size"] - 1, leaf_hash(proof)
    if not 0 <= at <= last:
        raise ValueError("there is no such leaf")
    for beside in map(bytes.fromhex, proof["path"]):
        if last == 0:
            raise ValueError("the path is too long")
        if at % 2 == 1 or at == last:
            value = node(beside, value)
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            value = node(value, beside)
        at, last = at >> 1, last >> 1
    if last != 0:
        raise ValueError("the path is too short")
    return value.hex()


def check(proof, pem):
    """The seal that the proof is under; an exception if the proof does not hold."""
    if proof["format"] != "tuntas/proof/1":
        raise ValueError("not a proof of this format")
    trusted = load_pem_public_key(pem)
    if not isinstance(trusted, ec.EllipticCurvePublicKey) or trusted.curve.name != "secp256r1":
        raise ValueError("the key is no P-256 key")
    if load_pem_public_key(proof["sealed"]["publicKey"].encode()).public_numbers() != trusted.public_numbers():
        raise ValueError("the seal names another public key")
    verify_signature(proof["sealed"], trusted)
    seal = json.loads(proof["sealed"]["seal"])
    if seal["format"] != "tuntas/seal/1" or seal["cases"] != proof["size"]:
        raise ValueError("the seal is not the one of this tree")
    if root_of(proof) != seal["root"]:
        raise ValueError("leaf and path do not lead to the sealed root")
    return seal


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        proof = json.load(file)
    with open(sys.argv[2], "rb") as file:
        pem = file.read()
    try:
        seal = check(proof, pem)
    except (InvalidSignature, ValueError, KeyError) as error:
        sys.exit(f"The proof does not hold: {str(error) or 'the signature is not by this key'}")
    print(
        f"The proof holds. On {seal['day']} the chain of case {proof['case']} ended with entry {proof['seq']}, "
        f"hash {proof['hash']}."
    )


if __name__ == "__main__":
    main()
