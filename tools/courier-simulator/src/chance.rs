//! Seeded chance. Every draw depends only on the seed and on what it is for, never on the order in which tasks
//! happen to run, so a run with one seed has the same mishaps every time.

/// Mixes a number well (the splitmix64 finaliser).
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number for one purpose.
pub(crate) fn draw(seed: u64, purpose: &str, of: u64, step: u64) -> u64 {
    let purpose = purpose
        .bytes()
        .fold(0u64, |hash, byte| mix(hash ^ u64::from(byte)));
    mix(mix(mix(seed ^ purpose) ^ of) ^ step)
}

/// True in `percent` of all cases.
pub(crate) fn happens(percent: u8, seed: u64, purpose: &str, of: u64, step: u64) -> bool {
    draw(seed, purpose, of, step) % 100 < u64::from(percent)
}

/// Twenty-four hexadecimal digits, the shape of the provider's ids.
pub(crate) fn id(seed: u64, purpose: &str, of: u64) -> String {
    format!(
        "{:016x}{:08x}",
        draw(seed, purpose, of, 0),
        draw(seed, purpose, of, 1) >> 32
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_fair_and_the_same_for_the_same_seed() {
        let hits = (0..10_000).filter(|n| happens(30, 7, "lost", *n, 0)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
        assert_eq!(draw(7, "lost", 3, 1), draw(7, "lost", 3, 1));
        assert_ne!(draw(7, "lost", 3, 1), draw(8, "lost", 3, 1));
        assert!(!happens(0, 7, "x", 0, 0) && happens(100, 7, "x", 0, 0));
        assert_eq!(id(7, "order", 1).len(), 24);
    }
}
