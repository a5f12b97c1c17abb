//! The operator, who imports more KK numbers once some kecamatan has none left.

use tuntas_domain::plan::Hold;
use tuntas_register::Register;

use super::Actor;
use crate::World;
use crate::letter::{Letter, nothing};

/// The operator.
#[derive(Default)]
pub(crate) struct Operator {
    imported: bool,
}

impl Actor for Operator {
    fn act(&mut self, world: &mut World) -> bool {
        let wanted = world
            .records
            .cases
            .all
            .values()
            .any(|chronicle| matches!(chronicle.case.hold, Some(Hold::NumberPoolEmpty { .. })));
        if self.imported || !wanted {
            return false;
        }
        self.imported = true;
        world.post(import());
        true
    }
}

fn import() -> Letter {
    Letter::new("an import of numbers", |world| {
        let register: Register = world.functions.register.clone();
        let numbers = world.town.reserve.clone();
        async move {
            for (kecamatan, number) in numbers {
                let imported = register.import_number(&kecamatan, &number).await;
                imported.map_err(|error| error.to_string())?;
            }
            Ok(nothing())
        }
    })
}
