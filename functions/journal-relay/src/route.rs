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
    /// `aid-referral`.
    Aid,
}

/// The queues an event is told to, if any.
pub fn route(event: &Event) -> &'static [Queue] {
    match event {
        Event::DecreeAccepted { missing, .. }
        | Event::DecreeRepaired { missing, .. }
        | Event::FinalityCompleted { missing, .. } => told(missing.is_empty(), &[Queue::Register]),
        // A hold was lifted, or something was asked for since the registration; `register-update` finds out what is open.
        Event::Decided { decision, .. } => {
            told(!matches!(decision, Decision::Close { .. }), &[Queue::Register])
        }
        Event::CorrectionDecided { agreed, .. } => told(*agreed, &[Queue::Register]),
        Event::ChoiceMade { .. } | Event::CustodyChanged { .. } => &[Queue::Register],
        // The register goes back, and aid stands still until its office says whether it goes on.
        Event::Reversed { .. } => &[Queue::Register, Queue::Aid],
        // What was said of aid before counts from here on.
        Event::RegisterUpdated { .. } => &[Queue::Render, Queue::Aid],
        Event::RegisterAmended { .. } => &[Queue::Render],
        // Told whatever was answered: the reader finds it beside the case.
        Event::AidConsentGiven { .. } | Event::AidConsentWithdrawn { .. } | Event::SafetyRecorded { .. } => {
            &[Queue::Aid]
        }
        Event::DocumentsPrinted { .. } | Event::CourierRecalled { .. } => &[Queue::Courier],
        // The first attempt is requested by `courier-dispatch` itself; later ones by an officer. What `courier-dispatch`
        // requests later is told too, which does no harm: the reader books an attempt once.
        Event::CourierRequested { attempt, .. } => told(*attempt > 1, &[Queue::Courier]),
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
        | Event::CourtDocumentRefused { .. }
        | Event::AidDeclined { .. } => &[],
    }
}

/// These queues, if there is anything to tell.
fn told(tell: bool, queues: &'static [Queue]) -> &'static [Queue] {
    if tell { queues } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuntas_domain::case::ConsentSource;
    use tuntas_domain::decree::{
        ChoiceKind, ChoiceSource, CustodyBasis, DivorceKind, Missing, Parties, Role,
    };
    use tuntas_domain::identity::{AidKind, AidOfficeCode, CourtCode, OfficerCode};
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
        assert_eq!(route(&accepted(vec![])), [Queue::Register]);
        assert_eq!(route(&accepted(vec![Missing::Ikrar])), []);
        let repaired = |missing| Event::DecreeRepaired {
            kind: DivorceKind::Talak,
            evidence: "f".into(),
            missing,
            duty: None,
        };
        assert_eq!(route(&repaired(vec![])), [Queue::Register]);
        assert_eq!(route(&repaired(vec![Missing::Bht])), []);
    }

    #[test]
    fn a_decision_carries_the_case_on_unless_it_ends_it() {
        assert_eq!(route(&decided(Decision::TryAgain)), [Queue::Register]);
        // There may be more changes in the row behind the one that is given up.
        assert_eq!(route(&decided(Decision::GiveUp)), [Queue::Register]);
        let ground = CloseGround::NotOurs;
        assert_eq!(route(&decided(Decision::Close { ground })), []);
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
        ];
        for event in asked {
            assert_eq!(route(&event), [Queue::Register], "{event:?}");
        }
        let reversed = Event::Reversed {
            ground: Reversal::Cassation,
            evidence: evidence(),
        };
        assert_eq!(route(&reversed), [Queue::Register, Queue::Aid]);
        let correction = |agreed| Event::CorrectionDecided {
            officer: officer(),
            number: 1,
            agreed,
        };
        assert_eq!(route(&correction(true)), [Queue::Register]);
        assert_eq!(route(&correction(false)), []);
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
        assert_eq!(route(&amended), [Queue::Render]);
    }

    #[test]
    fn printing_calls_the_courier_and_an_officer_may_call_again() {
        let role = Role::Respondent;
        assert_eq!(route(&Event::DocumentsPrinted { role }), [Queue::Courier]);
        assert_eq!(route(&Event::CourierRequested { role, attempt: 1 }), []);
        assert_eq!(
            route(&Event::CourierRequested { role, attempt: 2 }),
            [Queue::Courier]
        );
    }

    #[test]
    fn a_rider_with_an_outdated_envelope_is_called_back() {
        let recalled = Event::CourierRecalled {
            role: Role::Petitioner,
            attempt: 1,
        };
        assert_eq!(route(&recalled), [Queue::Courier]);
    }

    /// Whether anybody is protected cannot be read off what is sent: the registration is always told, and so is every answer.
    #[test]
    fn what_is_said_of_aid_reaches_the_offices_and_so_does_every_registration() {
        let (role, office) = (Role::Petitioner, AidOfficeCode::parse("dp3akb").unwrap());
        let (aid, source) = (AidKind::Mentoring, ConsentSource::Citizen);
        let given = Event::AidConsentGiven {
            role,
            office: office.clone(),
            aid,
            number: 1,
            source,
            evidence: None,
        };
        let withdrawn = Event::AidConsentWithdrawn {
            role,
            office,
            aid,
            number: 1,
            source,
            evidence: None,
        };
        let asked = Event::SafetyRecorded {
            role,
            officer: officer(),
            revision: 1,
        };
        for event in [given, withdrawn, asked] {
            assert_eq!(route(&event), [Queue::Aid], "{event:?}");
        }
        assert_eq!(route(&Event::AidDeclined { role, source }), []);
        let registered = Event::RegisterUpdated {
            divorced_on: jiff::civil::date(2026, 11, 20),
            issued_on: jiff::civil::date(2026, 11, 24),
            outcomes: Parties {
                petitioner: Outcome::NothingDue,
                respondent: Outcome::NothingDue,
            },
            households: vec![],
            flags: vec![],
            cards: Parties::default(),
            marriage_registry: None,
        };
        assert_eq!(route(&registered), [Queue::Render, Queue::Aid]);
    }
}
