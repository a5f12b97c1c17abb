//! The books of programmes as they are kept: running totals, and every booking behind them.

use jiff::Timestamp;
use tuntas_aid::ProgrammeCode;
use tuntas_aid::book::{Account, Book, Booking, Movement, Posting, Unbooked};
use tuntas_domain::identity::CaseId;
use tuntas_domain::money::Rupiah;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::lists::next;
use crate::{KeptError, decode, encode};

/// Books of all programmes.
#[derive(Clone, Debug)]
pub struct Books {
    table: Table,
}

/// A book as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBook {
    /// The running totals.
    pub book: Book,
    /// Bookings so far: the number of the last one.
    pub bookings: u32,
    /// Goes up with each change of it or of its programme; 0 if there was none.
    revision: u32,
    programme: ProgrammeCode,
    year: i16,
}

/// A booking as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its number: 1, 2, 3 ... in each book.
    pub number: u32,
    /// When it was booked.
    pub at: Timestamp,
    /// What was booked.
    pub booking: Booking,
    /// Its lines.
    pub postings: Vec<Posting>,
    /// For which referral; `None` for budgets.
    pub referral: Option<CaseId>,
    /// By which entry of that journal, or of the programme's.
    pub entry: u32,
}

/// A page of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerPage {
    /// By number.
    pub rows: Vec<LedgerRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A book recounted from its bookings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    /// Bookings counted.
    pub bookings: u32,
    /// What they come to.
    pub book: Book,
    /// What is not as it should be; empty if all is well.
    pub faults: Vec<BookFault>,
}

/// Something in a book that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookFault {
    /// A number is missing: another one stands in its place, or none.
    Gap {
        /// The number.
        number: u32,
    },
    /// Both sides of a booking are not the same, or its lines are not what it says.
    Unbalanced {
        /// Its number.
        number: u32,
    },
    /// An account would have held less than nothing.
    Overdrawn {
        /// By this booking.
        number: u32,
    },
    /// The running total of an account is not what the bookings come to.
    Total {
        /// Which account.
        account: Account,
    },
    /// There are other bookings than the running totals count.
    Count {
        /// As the running totals say.
        told: u32,
    },
}

fn totals_key(programme: &ProgrammeCode, year: i16) -> Key {
    Key::new(format!("BUDGET#{programme}#{year}"), "TOTALS")
}

fn ledger(programme: &ProgrammeCode, year: i16) -> String {
    format!("LEDGER#{programme}#{year}")
}

/// What a booking belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause {
    pub(crate) at: Timestamp,
    pub(crate) referral: Option<CaseId>,
    pub(crate) entry: u32,
}

impl Books {
    /// Opens the table `cases`.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The book of a programme and year.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn book(&self, programme: &ProgrammeCode, year: i16) -> Result<KeptBook, KeptError> {
        let item = self.table.get(&totals_key(programme, year)).await?;
        let (book, bookings, revision) = match item {
            Some(item) => (
                decode(item.text("totals")?)?,
                item.number("bookings")?,
                item.number("revision")?,
            ),
            None => (Book::default(), 0, 0),
        };
        Ok(KeptBook {
            book,
            bookings,
            revision,
            programme: programme.clone(),
            year,
        })
    }

    /// The writes that book something, or nothing: they fail in their transaction if the book, or the programme it is of, has
    /// changed since it was read.
    pub(crate) fn change(
        &self,
        read: &KeptBook,
        booking: Option<&Booking>,
        cause: Cause,
    ) -> Result<Vec<Write>, NotBooked> {
        let mut writes = Vec::new();
        let (mut book, mut bookings) = (read.book.clone(), read.bookings);
        if let Some(booking) = booking {
            book = book.posted(booking)?;
            bookings = bookings.saturating_add(1);
            writes.push(Write::create(
                self.table.name(),
                row(read, bookings, booking, cause)?,
            ));
        }
        let key = totals_key(&read.programme, read.year);
        writes.push(Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk)
                .with("entity", "aid-budget")
                .with("totals", encode(&book)?)
                .with_number("bookings", bookings)
                .with_number("revision", read.revision.saturating_add(1)),
            expect: match read.revision {
                0 => Expect::Absent,
                revision => Expect::Number("revision", i64::from(revision)),
            },
        });
        Ok(writes)
    }

    /// A page of a ledger.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn ledger(
        &self,
        programme: &ProgrammeCode,
        year: i16,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<LedgerPage, KeptError> {
        let items = self.table.page(&ledger(programme, year), cursor, limit).await?;
        let next = next(&items, limit)?;
        let rows: Result<_, KeptError> = items.iter().map(read_row).collect();
        Ok(LedgerPage { rows: rows?, next })
    }

    /// Counts a book anew, booking by booking, and holds it against its running totals.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn recount(&self, programme: &ProgrammeCode, year: i16) -> Result<Recount, KeptError> {
        // The bookings first: what is booked between the two looks shows in the totals alone, and the second look finds it.
        let mut told = self.book(programme, year).await?;
        let items = loop {
            let items = self.table.all(&ledger(programme, year), "L#").await?;
            let again = self.book(programme, year).await?;
            if again.bookings == told.bookings {
                break items;
            }
            told = again;
        };
        let mut book = Book::default();
        let mut faults = Vec::new();
        let mut bookings: u32 = 0;
        for item in &items {
            let LedgerRow {
                number,
                booking,
                postings,
                ..
            } = read_row(item)?;
            bookings = bookings.saturating_add(1);
            if number != bookings {
                faults.push(BookFault::Gap { number: bookings });
                bookings = number;
            }
            if !balances(&postings) || postings != booking.postings() {
                faults.push(BookFault::Unbalanced { number });
            }
            match book.posted(&booking) {
                Ok(after) => book = after,
                Err(_) => faults.push(BookFault::Overdrawn { number }),
            }
        }
        if told.bookings != bookings {
            faults.push(BookFault::Count { told: told.bookings });
        }
        for account in Account::ALL {
            if told.book.totals(*account) != book.totals(*account) {
                faults.push(BookFault::Total { account: *account });
            }
        }
        Ok(Recount {
            bookings,
            book,
            faults,
        })
    }
}

/// Why something is not booked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotBooked {
    #[error(transparent)]
    Unbooked(#[from] Unbooked),
    #[error(transparent)]
    Kept(#[from] KeptError),
}

fn balances(postings: &[Posting]) -> bool {
    let side = |of: fn(&Posting) -> Rupiah| {
        postings
            .iter()
            .map(|line| u128::from(of(line).get()))
            .sum::<u128>()
    };
    side(|line| line.debit) == side(|line| line.credit)
}

fn row(read: &KeptBook, number: u32, booking: &Booking, cause: Cause) -> Result<Item, KeptError> {
    let sk = format!("L#{number:010}");
    Ok(Item::new(ledger(&read.programme, read.year), sk)
        .with("entity", "aid-booking")
        .with_number("number", number)
        .with("at", cause.at.to_string())
        .with("movement", booking.movement.as_str())
        .with("amount", booking.amount.get().to_string())
        .with("postings", encode(&booking.postings())?)
        .with_some("referral", cause.referral.map(|referral| referral.to_string()))
        .with_number("entry", cause.entry))
}

fn read_row(item: &Item) -> Result<LedgerRow, KeptError> {
    let movement = item.text("movement")?;
    let mut movements = Movement::ALL.iter();
    let movement = movements.find(|known| known.as_str() == movement);
    let amount = Rupiah::new(item.parsed("amount")?).map_err(|_| KeptError::UnknownForm)?;
    let referral = match item.text_if_present("referral") {
        Some(_) => Some(item.parsed("referral")?),
        None => None,
    };
    Ok(LedgerRow {
        number: item.number("number")?,
        at: item.parsed("at")?,
        booking: Booking {
            movement: *movement.ok_or(KeptError::UnknownForm)?,
            amount,
        },
        postings: decode(item.text("postings")?)?,
        referral,
        entry: item.number("entry")?,
    })
}
