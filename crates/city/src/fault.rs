//! What is wrong with a configuration, said so that it can be mended.

use std::fmt;

/// One fault in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// File the fault is in, such as `city.toml`.
    pub file: String,
    /// Field or line, such as `office.head.nip` or `line 12, kode_kecamatan`.
    pub field: String,
    /// The rule that is broken.
    pub rule: String,
    /// What to do about it.
    pub mend: String,
}

/// Every fault that was found; never empty when returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct Faults(
    /// The faults in the order of the files.
    pub Vec<Fault>,
);

impl Faults {
    pub(crate) fn push(
        &mut self,
        file: &str,
        field: impl Into<String>,
        rule: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let fault = Fault {
            file: file.to_owned(),
            field: field.into(),
            rule: rule.into(),
            mend: mend.into(),
        };
        self.0.push(fault);
    }

    pub(crate) fn into_result(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}. {}.", self.file, self.field, self.rule, self.mend)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fault) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}
