//! A bank's files.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tuntas_aid::PaymentReference;
use tuntas_aid::book::Account;
use tuntas_aid::referral::Payment;
use tuntas_aiding::{Difference, Reconciliation, Statement, StatementFault, Word};
use tuntas_domain::identity::AidOfficeCode;

use crate::office::{Office, TODAY, on, programme_code, referral, rupiah};

const LATER: Date = date(2026, 3, 6);

fn reference(number: usize, order: u32) -> PaymentReference {
    PaymentReference::of(referral(number), order)
}

/// Three people whose first instalment the bank was told to pay.
async fn ordered() -> Office {
    let office = Office::open();
    office.publish(0, 9_000_000).await;
    for number in 0..3 {
        office.running(number, number, 0, &[1_000_000, 500_000]).await;
        office.order(number, 1).await.unwrap();
    }
    office
}

async fn reconciled(office: &Office, file: &str) -> Reconciliation {
    let statement = Statement::parse(file.as_bytes()).unwrap();
    let by = on("bendahara-02", "statement", LATER);
    office.aid.reconcile(&statement, &by).await.unwrap()
}

async fn paid(office: &Office) -> u64 {
    let kept = office.aid.books.book(&programme_code(0), 2026).await.unwrap();
    kept.book.balance(Account::Paid).unwrap().get()
}

fn differences(found: &Reconciliation) -> Vec<(u32, Difference)> {
    let short = |differing: &tuntas_aiding::Differing| (differing.line, differing.difference);
    found.differing.iter().map(short).collect()
}

#[tokio::test]
async fn a_file_is_matched_missing_unknown_and_differing_the_same_however_often_it_comes() {
    let office = ordered().await;
    let file = format!(
        "tanggal;keterangan lain;referensi;jumlah\r\n\
         03/03/2026;x;TRF {} BANTUAN;Rp1.000.000,00\r\n\
         03/03/2026;x;{};1.000.001\r\n\
         04/03/2026;x;GAJI PEGAWAI;-75\r\n\
         04/03/2026;x;TA0000000000ZZ;2000000\r\n",
        reference(0, 1),
        reference(1, 1),
    );
    let found = reconciled(&office, &file).await;
    assert_eq!(found.matched.len(), 1);
    assert_eq!(
        (found.matched[0].line, found.matched[0].referral),
        (2, referral(0))
    );
    assert_eq!(found.unknown, [4, 5]);
    let amount = Difference::Amount {
        ordered: rupiah(1_000_000),
        paid: rupiah(1_000_001),
    };
    assert_eq!(differences(&found), [(3, amount)]);
    let missing: Vec<_> = found.missing.iter().map(|order| order.referral).collect();
    assert_eq!(missing, [referral(2)]);
    assert_eq!(paid(&office).await, 1_000_000);
    let entries = office.story(0).await.version();
    assert_eq!(reconciled(&office, &file).await, found);
    assert_eq!(office.story(0).await.version(), entries);
    assert_eq!(paid(&office).await, 1_000_000);
}

#[tokio::test]
async fn a_payment_made_twice_is_told_and_booked_once() {
    let office = ordered().await;
    let line = |day: &str| format!("{},{day},1000000\n", reference(0, 1));
    let head = "reference,date,amount\n";
    let found = reconciled(
        &office,
        &format!("{head}{}{}", line("2026-03-03"), line("2026-03-04")),
    )
    .await;
    assert_eq!(differences(&found), [(3, Difference::PaidAgain)]);
    // The second one in a file of its own.
    let found = reconciled(&office, &format!("{head}{}", line("2026-03-05"))).await;
    assert_eq!(differences(&found), [(2, Difference::PaidAgain)]);
    assert_eq!(paid(&office).await, 1_000_000);
}

#[tokio::test]
async fn a_payment_before_its_order_in_the_future_or_of_a_returned_order_is_not_booked() {
    let office = ordered().await;
    let file =
        |number: usize, day: &str| format!("reference,date,amount\n{},{day},1000000\n", reference(number, 1));
    for day in ["2026-03-01", "2026-03-07"] {
        let found = reconciled(&office, &file(0, day)).await;
        assert_eq!(differences(&found), [(2, Difference::Date)]);
    }
    office
        .say(1, "bendahara-01", Word::Returned { instalment: 1 })
        .await
        .unwrap();
    let found = reconciled(&office, &file(1, "2026-03-03")).await;
    assert_eq!(differences(&found), [(2, Difference::NotOrdered)]);
    assert_eq!(paid(&office).await, 0);
}

#[tokio::test]
async fn the_file_of_a_payment_that_came_back_still_matches_and_moves_nothing() {
    let office = ordered().await;
    let file = format!("reference,date,amount\n{},2026-03-03,1000000\n", reference(0, 1));
    let found = reconciled(&office, &file).await;
    let back = on("bendahara-01", "back", LATER);
    office
        .aid
        .act(referral(0), Word::Returned { instalment: 1 }, &back)
        .await
        .unwrap();
    let again = reconciled(&office, &file).await;
    assert_eq!(again.matched, found.matched);
    assert_eq!(
        office.story(0).await.case.instalments[0].payment,
        Payment::Pending
    );
    assert_eq!(paid(&office).await, 0);
}

#[tokio::test]
async fn who_signed_a_receipt_is_found_in_the_file_too() {
    let office = ordered().await;
    let arrives = Word::Confirm {
        instalment: 1,
        paid_on: TODAY,
    };
    office.say(0, "bendahara-01", arrives).await.unwrap();
    let file = |day: &str| format!("reference,date,amount\n{},{day},1000000\n", reference(0, 1));
    assert_eq!(reconciled(&office, &file("2026-03-02")).await.matched.len(), 1);
    let found = reconciled(&office, &file("2026-03-03")).await;
    assert_eq!(differences(&found), [(2, Difference::Date)]);
    assert_eq!(paid(&office).await, 1_000_000);
}

#[tokio::test]
async fn another_offices_payments_are_unknown() {
    let office = ordered().await;
    let mut by = on("bendahara-02", "statement", LATER);
    by.office = AidOfficeCode::parse("dinsos").unwrap();
    let file = format!("reference,date,amount\n{},2026-03-03,1000000\n", reference(0, 1));
    let statement = Statement::parse(file.as_bytes()).unwrap();
    let found = office.aid.reconcile(&statement, &by).await.unwrap();
    assert_eq!((found.unknown, found.missing), (vec![2], vec![]));
    assert_eq!(paid(&office).await, 0);
}

fn faults(file: &str) -> Vec<(u32, &'static str)> {
    let faults = Statement::parse(file.as_bytes()).unwrap_err();
    let short = |fault: &StatementFault| (fault.line, fault.code);
    faults.iter().map(short).collect()
}

#[test]
fn what_cannot_be_read_of_our_own_payments_is_told_all_at_once() {
    let ours = reference(0, 1);
    let file = format!(
        "Reference, Date, Amount\n{ours},2026-02-30,1000000\n{ours},2026-03-03,satu juta\n{ours},soon,\"1.000.000,50\"\n"
    );
    assert_eq!(
        faults(&file),
        [
            (2, "statement_date"),
            (3, "statement_amount"),
            (4, "statement_date"),
            (4, "statement_sen")
        ]
    );
    for file in ["", "\n", "reference,date\n", "referensi;tanggal;nominal\n"] {
        assert_eq!(faults(file)[0].1, "statement_columns", "{file:?}");
    }
    assert_eq!(faults(&" ".repeat(1_048_577))[0].1, "statement_too_large");
    let long = format!("reference,date,amount\n{}", "x,,\n".repeat(10_001));
    assert_eq!(faults(&long)[0].1, "statement_too_long");
}

#[test]
fn amounts_and_days_are_read_as_banks_write_them() {
    let ours = reference(0, 1);
    let read = |date: &str, amount: &str| {
        let file = format!("\u{feff}Referensi;Tanggal;Jumlah\n\"TRF/{ours}/BANTUAN\";{date};\"{amount}\"\n");
        Statement::parse(file.as_bytes()).map(|statement| {
            let line = &statement.lines[0];
            (line.date, line.amount.get())
        })
    };
    let expected = (date(2026, 3, 4), 2_500_000);
    for day in ["2026-03-04", "04/03/2026", "04-03-2026"] {
        for amount in [
            "2500000",
            "2.500.000",
            "Rp2.500.000,00",
            "2500000.00",
            "2,500,000.00",
        ] {
            assert_eq!(read(day, amount), Ok(expected), "{day} {amount}");
        }
    }
    for amount in ["0", "-5", "2,500,000", "25,00,000.00", "2.5", "2500000.50"] {
        assert!(read("2026-03-04", amount).is_err(), "{amount}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), rows in "[0-9TA;,./\"\n-]{0,200}") {
        let _ = Statement::parse(&bytes);
        let file = format!("reference;date;amount\n{rows}");
        let _ = Statement::parse(file.as_bytes());
    }
}
