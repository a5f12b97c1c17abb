//! How the closed lists of words are declared that journals are made of: events and their names, reasons, outcomes.

/// Declares `Event`, what may happen to something that has a journal, and `EventKind`, the names of its events. Both are
/// stored under the variant's name in snake case, an event with it as `type`.
#[macro_export]
macro_rules! events {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),+ $(,)? })?),+ $(,)?) => {
        /// An event.
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum Event {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),+ })?),+
        }

        /// Name of an event.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum EventKind {
            $($(#[$doc])* $name),+
        }

        impl Event {
            /// Its name.
            pub fn kind(&self) -> EventKind {
                match self {
                    $(Self::$name { .. } => EventKind::$name),+
                }
            }
        }
    };
}

/// Declares a closed list of words: each with the text it is stored and sent as, and what an Indonesian letter says. No
/// sentence of anybody finds its way into a journal.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident $text:literal $said:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$word_doc])* $word),+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// As it is stored and sent.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }

            /// As an Indonesian letter says it.
            pub fn in_letters(self) -> &'static str {
                match self { $(Self::$word => $said),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
