//! Documents that courts upload: good ones, wrong ones, and ones made with ill will.

#[cfg(test)]
mod arriving;
#[cfg(test)]
mod cell;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod minutes;
#[cfg(test)]
mod office;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod pictures;
