//! A court and the intake, over tables and a bucket in memory.

#[cfg(test)]
mod aid;
#[cfg(test)]
mod court;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod repeating;
