//! Stories of the field, properties, and the wire formats that are stored forever.
//!
//! All people are invented: their names begin with *Contoh* ("example").

#[cfg(test)]
mod after_the_fact;
#[cfg(test)]
mod aid_consent;
#[cfg(test)]
mod case_clock;
#[cfg(test)]
mod case_later;
#[cfg(test)]
mod case_life;
#[cfg(test)]
mod case_office;
#[cfg(test)]
mod case_officers;
#[cfg(test)]
mod case_properties;
#[cfg(test)]
mod case_recalls;
mod case_rounds;
#[cfg(test)]
mod case_small_print;
#[cfg(test)]
mod children;
#[cfg(test)]
mod court_documents;
#[cfg(test)]
mod dates_and_numbers;
#[cfg(test)]
mod decision_table;
#[cfg(test)]
mod dependencies;
#[cfg(test)]
mod every_household;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod holds;
#[cfg(test)]
mod identifiers;
#[cfg(test)]
mod kinship_table;
#[cfg(test)]
mod later_choices;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod model_properties;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod officers_guide;
#[cfg(test)]
mod plan_properties;
#[cfg(test)]
mod registry;
#[cfg(test)]
mod residency;
#[cfg(test)]
mod right_marriage;
#[cfg(test)]
mod searches;
#[cfg(test)]
mod small_print;
#[cfg(test)]
mod under_a_parents_roof;
#[cfg(test)]
mod what_others_got_wrong;
#[cfg(test)]
mod who_keeps_the_number;
#[cfg(test)]
mod whose_child;
#[cfg(test)]
mod wire;
