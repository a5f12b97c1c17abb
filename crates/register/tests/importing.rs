//! Taking over a register and a pool, in whatever order the files come.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use jiff::civil::{Date, date};
use memory_tables::MemoryTables;
use tuntas_domain::household::Household;
use tuntas_domain::identity::KecamatanCode;
use tuntas_register::{ImportError, Imported, Register};
use tuntas_tables::Table;

const TODAY: Date = date(2026, 11, 24);

fn household() -> Household {
    let all: Vec<Household> =
        serde_json::from_str(include_str!("../../../events/register/households.json")).unwrap();
    all.into_iter().next().unwrap()
}

async fn register() -> Register {
    let tables = MemoryTables::start().await.unwrap();
    Register::new(Table::new(tables.client(), "register"))
}

#[tokio::test]
async fn a_number_in_use_is_never_free() {
    let household = household();
    let kecamatan = KecamatanCode::issuing(&household.number);
    for household_first in [true, false] {
        let register = register().await;
        if household_first {
            register.import_household(&household, TODAY).await.unwrap();
        }
        register
            .import_number(&kecamatan, &household.number)
            .await
            .unwrap();
        if !household_first {
            let imported = register.import_household(&household, TODAY).await.unwrap();
            assert_eq!(imported, Imported::New);
        }
        let free = register.free_numbers(&kecamatan, 10).await.unwrap();
        assert!(free.is_empty(), "household first: {household_first}");
    }
}

#[tokio::test]
async fn a_later_version_is_refused_instead_of_passed_over() {
    let later = Household {
        version: 2,
        ..household()
    };
    let refused = register().await.import_household(&later, TODAY).await;
    assert!(matches!(refused, Err(ImportError::NotTheFirst(id)) if id == later.id));
}
