//! Which step follows which event.

use tuntas_domain::case::Event;
use tuntas_domain::plan::Decision;

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
        Event::DecreeAccepted { missing, .. }
        | Event::DecreeRepaired { missing, .. }
        | Event::FinalityCompleted { missing, .. } => missing.is_empty().then_some(Queue::Register),
        // A hold was lifted, or something was asked for since the registration; `register-update` finds out what is open.
        Event::Decided { decision, .. } => {
            (!matches!(decision, Decision::Close { .. })).then_some(Queue::Register)
        }
        Event::CorrectionDecided { agreed, .. } => agreed.then_some(Queue::Register),
        Event::ChoiceMade { .. } | Event::CustodyChanged { .. } | Event::Reversed { .. } => {
            Some(Queue::Register)
        }
        Event::RegisterUpdated { .. } | Event::RegisterAmended { .. } => Some(Queue::Render),
        Event::DocumentsPrinted { .. } | Event::CourierRecalled { .. } => Some(Queue::Courier),
        // The first attempt is requested by `courier-dispatch` itself; later ones by an officer. The first attempt of a
        // later round is told too, which does no harm: the reader books an attempt once.
        Event::CourierRequested { attempt, .. } => (*attempt > 1).then_some(Queue::Courier),
        Event::Held { .. }
        | Event::HoldClaimed { .. }
        | Event::ClaimReleased { .. }
        | Event::DecisionProposed { .. }
        | Event::DecisionRejected { .. }
        | Event::ReturnedToCourt { .. }
        | Event::Viewed { .. }
        | Event::CorrectionProposed { .. }
        | Event::DutyReleased { .. }
        | Event::OldCardRecorded { .. }
        | Event::MarriageNoticeRendered { .. }
        | Event::MarriageNoticeSent
        | Event::PrintingStarted { .. }
        | Event::ReprintOrdered { .. }
        | Event::DossierErased
        | Event::DocumentsRendered { .. }
        | Event::CourierBooked { .. }
        | Event::CourierRefused { .. }
        | Event::CourierMoved { .. }
        | Event::HandoverConfirmed { .. }
        | Event::HandoverCodeWrong { .. }
        | Event::HandedOver { .. }
        // The bucket tells `document-check` itself what has arrived.
        | Event::CourtDocumentRequested { .. }
        | Event::CourtDocumentAccepted { .. }
        | Event::CourtDocumentRefused { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuntas_domain::decree::{
        ChoiceKind, ChoiceSource, CustodyBasis, DivorceKind, Missing, Parties, Role,
    };
    use tuntas_domain::identity::{CourtCode, OfficerCode};
    use tuntas_domain::plan::{Amendment, CloseGround, Outcome, Reissue, Reversal};

    fn officer() -> OfficerCode {
        OfficerCode::parse("petugas-01").unwrap()
    }

    fn decided(decision: Decision) -> Event {
        Event::Decided {
            decision,
            officer: officer(),
            approved_by: None,
        }
    }

    fn accepted(missing: Vec<Missing>) -> Event {
        Event::DecreeAccepted {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Talak,
            evidence: "e".into(),
            missing,
            duty: None,
        }
    }

    #[test]
    fn only_a_final_ruling_reaches_the_register() {
        assert_eq!(route(&accepted(vec![])), Some(Queue::Register));
        assert_eq!(route(&accepted(vec![Missing::Ikrar])), None);
        let repaired = |missing| Event::DecreeRepaired {
            kind: DivorceKind::Talak,
            evidence: "f".into(),
            missing,
            duty: None,
        };
        assert_eq!(route(&repaired(vec![])), Some(Queue::Register));
        assert_eq!(route(&repaired(vec![Missing::Bht])), None);
    }

    #[test]
    fn a_decision_carries_the_case_on_unless_it_ends_it() {
        assert_eq!(route(&decided(Decision::TryAgain)), Some(Queue::Register));
        // There may be more changes in the row behind the one that is given up.
        assert_eq!(route(&decided(Decision::GiveUp)), Some(Queue::Register));
        let ground = CloseGround::NotOurs;
        assert_eq!(route(&decided(Decision::Close { ground })), None);
    }

    #[test]
    fn what_is_asked_for_later_reaches_the_register_and_then_the_press() {
        let role = Role::Petitioner;
        let evidence = || "e".to_owned();
        let asked = [
            Event::ChoiceMade {
                role,
                choice: ChoiceKind::Own,
                source: ChoiceSource::Citizen,
                revision: 1,
            },
            Event::CustodyChanged {
                child: 0,
                parent: role,
                basis: CustodyBasis::Ruling,
                evidence: evidence(),
            },
            Event::Reversed {
                ground: Reversal::Cassation,
                evidence: evidence(),
            },
        ];
        for event in asked {
            assert_eq!(route(&event), Some(Queue::Register), "{event:?}");
        }
        let correction = |agreed| Event::CorrectionDecided {
            officer: officer(),
            number: 1,
            agreed,
        };
        assert_eq!(route(&correction(true)), Some(Queue::Register));
        assert_eq!(route(&correction(false)), None);
        let amended = Event::RegisterAmended {
            amendment: Amendment::Choice { role },
            issued_on: jiff::civil::date(2026, 11, 24),
            outcomes: Parties {
                petitioner: Outcome::NothingDue,
                respondent: Outcome::NothingDue,
            },
            households: vec![],
            reissued: Parties::from_fn(|_| Reissue::NONE),
            cards: Parties::default(),
            flags: vec![],
        };
        assert_eq!(route(&amended), Some(Queue::Render));
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

    #[test]
    fn a_rider_with_an_outdated_envelope_is_called_back() {
        let recalled = Event::CourierRecalled {
            role: Role::Petitioner,
            attempt: 1,
        };
        assert_eq!(route(&recalled), Some(Queue::Courier));
    }
}
