//! The examples printed in the standards, with their payload detached (RFC 7515 appendix F).

use tuntas_signatures::{Algorithm, Jwks, JwsError};

/// Payload of RFC 7515 appendices A.2 and A.3.
const JOE: &[u8] = b"{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";

/// RFC 7515 A.2.1, A.3.1 and RFC 8037 A.2; the `kid`s are ours, the RFCs give none.
const KEYS: &str = r#"{"keys":[
  {"kty":"RSA","kid":"a2","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"},
  {"kty":"EC","kid":"a3","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
  {"kty":"OKP","kid":"a4","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
]}"#;

const A2: &str = "eyJhbGciOiJSUzI1NiJ9..cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
const A3: &str = "eyJhbGciOiJFUzI1NiJ9..DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
const A4: &str = "eyJhbGciOiJFZERTQSJ9..hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

#[test]
fn the_examples_of_the_standards_verify() {
    let keys = Jwks::parse(KEYS).unwrap();
    for (kid, jws, body, algorithm) in [
        ("a2", A2, JOE, Algorithm::Rs256),
        ("a3", A3, JOE, Algorithm::Es256),
        ("a4", A4, &b"Example of Ed25519 signing"[..], Algorithm::EdDsa),
    ] {
        let verified = keys.get(kid).unwrap().verify_detached(jws, body).unwrap();
        assert_eq!((verified.key.kid(), verified.algorithm), (kid, algorithm));
        assert_eq!(
            keys.get(kid)
                .unwrap()
                .verify_detached(jws, b"another body")
                .unwrap_err(),
            JwsError::BadSignature
        );
    }
}

#[test]
fn an_example_without_a_key_id_names_no_key_of_a_set() {
    let keys = Jwks::parse(KEYS).unwrap();
    assert_eq!(keys.verify_detached(A3, JOE).unwrap_err(), JwsError::MissingKeyId);
}

#[test]
fn an_example_under_the_key_of_another_is_a_mismatch() {
    let keys = Jwks::parse(KEYS).unwrap();
    assert_eq!(
        keys.get("a2").unwrap().verify_detached(A3, JOE).unwrap_err(),
        JwsError::KeyMismatch
    );
    assert_eq!(
        keys.get("a3").unwrap().verify_detached(A4, JOE).unwrap_err(),
        JwsError::KeyMismatch
    );
}
