//! Who is married to whom on one card.

use jiff::civil::Date;
use tuntas_domain::identity::{MarriageCertificateNumber, Nik};
use tuntas_domain::people::{Marriage, Relationship, Sex, Vital};

use super::reasons::Reason;
use super::row::Row;

/// Rows, and what is wrong with them.
type Wrong = (Vec<usize>, Reason);

/// A couple on the card, and the certificate of their marriage.
struct Couple {
    one: usize,
    other: usize,
    certificate: Option<MarriageCertificateNumber>,
}

/// Writes the marriages of all who are married. Husbands and wives of the head are married to the head; everybody else
/// is to the one person on the card with the same certificate, or to somebody elsewhere. Of a marriage whose rows tell
/// neither spouse nor number nor day nothing is written: it stands in the paper books only.
pub(super) fn marry(rows: &mut [Row]) -> Result<(), Wrong> {
    let mut couples = with_the_head(rows)?;
    couples.extend(by_certificate(rows, &couples));
    for couple in &couples {
        for (who, partner) in [(couple.one, couple.other), (couple.other, couple.one)] {
            let marriage = Marriage {
                spouse: nik(rows, partner),
                certificate: couple.certificate.clone(),
                date: date_of(rows, who, partner, &couples),
            };
            if let Some(row) = rows.get_mut(who) {
                row.person.marriages.push(marriage);
            }
        }
    }
    for row in rows {
        let told = row.certificate.is_some() || row.marriage_date.is_some();
        if told && row.person.marital_status.is_married() && row.person.marriages.is_empty() {
            row.person.marriages.push(Marriage {
                spouse: None,
                certificate: row.certificate.clone(),
                date: row.marriage_date,
            });
        }
    }
    Ok(())
}

fn nik(rows: &[Row], at: usize) -> Option<Nik> {
    rows.get(at).map(|row| row.person.nik.clone())
}

/// The date as one's own row tells it. Who has several spouses has only one date there: then the spouse's.
fn date_of(rows: &[Row], who: usize, partner: usize, couples: &[Couple]) -> Option<Date> {
    let told = |at: usize| rows.get(at).and_then(|row| row.marriage_date);
    let several = couples.iter().filter(|couple| couple.one == who).count() > 1;
    if several {
        told(partner)
    } else {
        told(who).or_else(|| told(partner))
    }
}

/// The head's marriages on the card.
fn with_the_head(rows: &[Row]) -> Result<Vec<Couple>, Wrong> {
    let is_spouse = |row: &Row| matches!(row.relationship, Relationship::Husband | Relationship::Wife);
    let spouses: Vec<usize> = (0..rows.len()).filter(|at| is_spouse(&rows[*at])).collect();
    let head = rows.iter().position(|row| row.relationship == Relationship::Head);
    let Some(head) = head.filter(|_| !spouses.is_empty()) else {
        return Ok(Vec::new());
    };
    let married = |at: usize| rows[at].person.marital_status.is_married();
    let died = |at: usize| rows[at].person.vital == Vital::Deceased;
    // Death ends a marriage: where one of two has died, their rows need not say that it lasts.
    let spouses: Vec<usize> = spouses
        .into_iter()
        .filter(|at| (married(*at) && married(head)) || !(died(*at) || died(head)))
        .collect();
    if spouses.is_empty() {
        return Ok(Vec::new());
    }
    let unmarried: Vec<usize> = std::iter::once(head)
        .chain(spouses.iter().copied())
        .filter(|at| !married(*at))
        .collect();
    if !unmarried.is_empty() {
        return Err((unmarried, Reason::SpouseStatus));
    }
    let fits = |at: &usize| match rows[*at].relationship {
        Relationship::Husband => (rows[*at].person.sex, rows[head].person.sex) == (Sex::Male, Sex::Female),
        _ => (rows[*at].person.sex, rows[head].person.sex) == (Sex::Female, Sex::Male),
    };
    let misfits: Vec<usize> = spouses.iter().copied().filter(|at| !fits(at)).collect();
    if !misfits.is_empty() {
        return Err((misfits, Reason::SpouseSex));
    }
    let certificates = certificates(rows, head, &spouses)?;
    Ok(spouses
        .into_iter()
        .zip(certificates)
        .map(|(spouse, certificate)| Couple {
            one: head,
            other: spouse,
            certificate,
        })
        .collect())
}

/// The certificate of each marriage of the head. The head's row has room for one of them only: it must be one of the
/// spouses' certificates, or that of the one spouse whose row has none.
fn certificates(
    rows: &[Row],
    head: usize,
    spouses: &[usize],
) -> Result<Vec<Option<MarriageCertificateNumber>>, Wrong> {
    let of = |at: usize| rows[at].certificate.as_ref();
    let unclear: Vec<usize> = spouses
        .iter()
        .copied()
        .filter(|at| spouses.iter().filter(|other| of(**other) == of(*at)).count() > 1)
        .collect();
    if !unclear.is_empty() {
        return Err((unclear, Reason::CertificatesShared));
    }
    let named = of(head).filter(|certificate| !spouses.iter().any(|at| of(*at) == Some(certificate)));
    if named.is_some() && spouses.iter().all(|at| of(*at).is_some()) {
        let mut differing = vec![head];
        differing.extend(spouses);
        return Err((differing, Reason::CertificatesDiffer));
    }
    Ok(spouses.iter().map(|at| of(*at).or(named).cloned()).collect())
}

/// Couples by their certificate: a man and a woman, and nobody else on the card has it.
fn by_certificate(rows: &[Row], couples: &[Couple]) -> Vec<Couple> {
    let is_free = |at: usize| {
        rows[at].person.marital_status.is_married()
            && !couples
                .iter()
                .any(|couple| couple.one == at || couple.other == at)
    };
    let mut found = Vec::new();
    for one in (0..rows.len()).filter(|at| is_free(*at)) {
        let Some(certificate) = &rows[one].certificate else {
            continue;
        };
        let same: Vec<usize> = (0..rows.len())
            .filter(|at| is_free(*at) && rows[*at].certificate.as_ref() == Some(certificate))
            .collect();
        if let [first, second] = same.as_slice()
            && *first == one
            && rows[*first].person.sex != rows[*second].person.sex
        {
            found.push(Couple {
                one: *first,
                other: *second,
                certificate: Some(certificate.clone()),
            });
        }
    }
    found
}
