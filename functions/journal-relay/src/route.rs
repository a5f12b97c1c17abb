//! Which step follows which event.

use tuntas_domain::case::Event;

/// A queue, named after the step that reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// `register-update`.
    Register,
    /// `card-render`.
    Render,
    /// `courier-dispatch`.
    Courier,
}

/// The queue an event is told to, if any.
pub fn route(event: &Event) -> Option<Queue> {
    match event {
        Event::DecreeAccepted { missing, .. } | Event::FinalityCompleted { missing, .. } => {
            missing.is_empty().then_some(Queue::Register)
        }
        Event::RegisterUpdated { .. } => Some(Queue::Render),
        Event::DocumentsPrinted { .. } => Some(Queue::Courier),
        // The first attempt is requested by `courier-dispatch` itself; later ones by an officer.
        Event::CourierRequested { attempt, .. } => (*attempt > 1).then_some(Queue::Courier),
        Event::Held { .. }
        | Event::DocumentsRendered { .. }
        | Event::CourierBooked { .. }
        | Event::CourierRefused { .. }
        | Event::CourierMoved { .. }
        | Event::HandoverConfirmed { .. }
        | Event::HandoverCodeWrong { .. }
        | Event::HandedOver { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuntas_domain::decree::{DivorceKind, Missing, Role};
    use tuntas_domain::identity::CourtCode;

    fn accepted(missing: Vec<Missing>) -> Event {
        Event::DecreeAccepted {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Talak,
            evidence: "e".into(),
            missing,
        }
    }

    #[test]
    fn only_a_final_ruling_reaches_the_register() {
        assert_eq!(route(&accepted(vec![])), Some(Queue::Register));
        assert_eq!(route(&accepted(vec![Missing::Ikrar])), None);
    }

    #[test]
    fn printing_calls_the_courier_and_an_officer_may_call_again() {
        let role = Role::Respondent;
        assert_eq!(route(&Event::DocumentsPrinted { role }), Some(Queue::Courier));
        assert_eq!(route(&Event::CourierRequested { role, attempt: 1 }), None);
        assert_eq!(
            route(&Event::CourierRequested { role, attempt: 2 }),
            Some(Queue::Courier)
        );
    }
}
