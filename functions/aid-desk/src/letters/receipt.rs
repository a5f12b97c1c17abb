//! A payment, as whoever receives it signs for it.

use tuntas_aid::PaymentReference;
use tuntas_cards::Receipt;
use tuntas_domain::calendar;
use tuntas_domain::spelled::in_words;

use super::{Matter, capital, head};

/// The last digits of an account that a receipt shows.
const LAST_DIGITS: usize = 4;

/// The receipt of an instalment's order; `None` if there is no such instalment.
pub(super) fn receipt(matter: &Matter<'_>, number: u16, reference: &PaymentReference) -> Option<Receipt> {
    let award = matter.after.award.as_ref()?;
    let instalment = matter.after.instalment(number)?;
    let amount = instalment.terms.amount;
    let writes = &matter.office.writes;
    let (verify_url, verify_token_hint) = matter.verification();
    let programme = matter.programme.as_deref().unwrap_or_default();
    let paid_by = matter.account.as_ref().map(|account| {
        let digits: Vec<char> = account
            .number
            .as_str()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let last: String = digits
            .iter()
            .skip(digits.len().saturating_sub(LAST_DIGITS))
            .collect();
        format!("Transfer ke {}, rekening berakhir {last}", account.bank.as_str())
    });
    Some(Receipt {
        letterhead: writes.letterhead.clone(),
        number: matter.number.clone(),
        received_from: matter.office.name.clone(),
        amount_in_words: format!("{} rupiah", capital(&in_words(amount.get()))),
        amount: amount.to_string(),
        purpose: format!(
            "Bantuan modal usaha, angsuran ke-{number} dari {}; {programme}, tahun anggaran {}",
            award.instalments.len(),
            award.year
        ),
        paid_by: paid_by.unwrap_or_default(),
        reference: reference.to_string(),
        place: writes.place.clone(),
        date: calendar::in_prose(matter.issued_on),
        issued_on: calendar::on_forms(matter.issued_on),
        recipient: matter.person.name.as_str().to_owned(),
        head: head(&writes.signer),
        verify_url,
        verify_token_hint,
        sample: matter.desk.city.sample,
    })
}
