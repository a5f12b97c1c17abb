//! Numbers in Indonesian words (*terbilang*), as letters and receipts write them beside the figures.

const SMALL: [&str; 12] = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
    "sebelas",
];

/// Each step with its name, largest first.
const STEPS: [(u64, &str); 4] = [
    (1_000_000_000_000, "triliun"),
    (1_000_000_000, "miliar"),
    (1_000_000, "juta"),
    (1_000, "ribu"),
];

/// A number in words: `1_250_000` is `satu juta dua ratus lima puluh ribu`.
pub fn in_words(number: u64) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (step, name) in STEPS {
        let count = rest / step;
        rest %= step;
        match (count, name) {
            (0, _) => {}
            (1, "ribu") => words.push("seribu".to_owned()),
            // Beyond a thousand trillion there is no word of its own: a thousand of them is counted.
            _ => words.push(format!("{} {name}", in_words(count))),
        }
    }
    if rest > 0 || words.is_empty() {
        words.push(below_a_thousand(rest));
    }
    words.join(" ")
}

fn below_a_thousand(number: u64) -> String {
    let small = |number: u64| {
        let index = usize::try_from(number).unwrap_or(usize::MAX);
        SMALL.get(index).copied().unwrap_or_default()
    };
    let and = |rest: u64| match rest {
        0 => String::new(),
        rest => format!(" {}", below_a_thousand(rest)),
    };
    match number {
        0..=11 => small(number).to_owned(),
        12..=19 => format!("{} belas", small(number % 10)),
        20..=99 => format!("{} puluh{}", small(number / 10), and(number % 10)),
        100..=199 => format!("seratus{}", and(number % 100)),
        _ => format!("{} ratus{}", small(number / 100), and(number % 100)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_out() {
        for (number, words) in [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (12, "dua belas"),
            (20, "dua puluh"),
            (45, "empat puluh lima"),
            (100, "seratus"),
            (117, "seratus tujuh belas"),
            (312, "tiga ratus dua belas"),
            (1_000, "seribu"),
            (1_001, "seribu satu"),
            (2_000, "dua ribu"),
            (11_011, "sebelas ribu sebelas"),
            (100_000, "seratus ribu"),
            (1_000_000, "satu juta"),
            (1_250_000, "satu juta dua ratus lima puluh ribu"),
            (4_000_000, "empat juta"),
            (1_001_000_100, "satu miliar satu juta seratus"),
            (
                999_999_999_999_999,
                "sembilan ratus sembilan puluh sembilan triliun sembilan ratus sembilan puluh sembilan miliar \
                 sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu sembilan \
                 ratus sembilan puluh sembilan",
            ),
        ] {
            assert_eq!(in_words(number), words);
        }
    }

    /// Reads words back, by the rules of the language and none of ours.
    fn read(words: &str) -> u64 {
        let (mut whole, mut part, mut digit) = (0, 0, 0);
        for word in words.split(' ') {
            match word {
                "belas" => {
                    part += 10 + digit;
                    digit = 0;
                }
                "puluh" => {
                    part += digit * 10;
                    digit = 0;
                }
                "ratus" => {
                    part += digit * 100;
                    digit = 0;
                }
                "seratus" => part += 100,
                "seribu" => whole += 1_000,
                _ => {
                    if let Some((step, _)) = STEPS.iter().find(|(_, name)| *name == word) {
                        whole += (part + digit) * step;
                        (part, digit) = (0, 0);
                    } else {
                        digit =
                            u64::try_from(SMALL.iter().position(|small| *small == word).unwrap()).unwrap();
                    }
                }
            }
        }
        whole + part + digit
    }

    #[test]
    fn words_read_back_are_the_number() {
        // Every number below a hundred thousand, and every power of two of an amount with its neighbours.
        let powers = (0..50).map(|power| 1_u64 << power);
        let near = powers.flat_map(|number| [number - 1, number, number + 1]);
        for number in (0..100_000).chain(near) {
            assert_eq!(read(&in_words(number)), number, "{}", in_words(number));
        }
    }
}
