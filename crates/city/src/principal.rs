//! Names of those whom AWS lets act for a court.

/// Longest path and name of a role or user (IAM: 512 and 64 characters).
const MAX_NAME: usize = 576;

/// Whether a text is the ARN of one account, role or user of IAM. A star would let in whom nobody has named.
pub(crate) fn is_principal(arn: &str) -> bool {
    let Some((account, who)) = arn
        .strip_prefix("arn:aws:iam::")
        .and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    let named = who.strip_prefix("role/").or_else(|| who.strip_prefix("user/"));
    account.len() == 12
        && account.bytes().all(|byte| byte.is_ascii_digit())
        && (who == "root"
            || named.is_some_and(|name| {
                !name.is_empty()
                    && name.len() <= MAX_NAME
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"/_+=,.@-".contains(&byte))
            }))
}

#[cfg(test)]
mod tests {
    use super::is_principal;

    #[test]
    fn a_principal_is_one_account_role_or_user() {
        for arn in [
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::111122223333:role/pengadilan/berkas",
            "arn:aws:iam::111122223333:user/contoh@pengadilan",
        ] {
            assert!(is_principal(arn), "{arn}");
        }
        for text in [
            "",
            "*",
            "111122223333",
            "arn:aws:iam::11112222333:root",
            "arn:aws:iam::*:root",
            "arn:aws:iam::111122223333:role/",
            "arn:aws:iam::111122223333:role/*",
            "arn:aws:iam::111122223333:group/panitera",
            "arn:aws:sts::111122223333:assumed-role/a/b",
        ] {
            assert!(!is_principal(text), "{text}");
        }
    }
}
