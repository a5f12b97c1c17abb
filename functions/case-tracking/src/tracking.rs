//! One party's documents on their way.

use jiff::Timestamp;
use tuntas_city::City;
use tuntas_contract::{AidOfferName, Bilingual, Complaint, CourierState, Tracking};
use tuntas_domain::case::{Case, CourierStatus, Delivery, Event};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_journal::LookupKey;
use tuntas_platform::http::{HttpError, HttpResponse};
use tuntas_signatures::{Handover, KeyRing, TrackingCode};

use crate::negotiation::Wanted;
use crate::{CaseTracking, aid, choice, page, timeline, wording};

/// Everything on the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct View {
    /// What programs get, too.
    pub(crate) tracking: Tracking,
    /// What the person can do.
    pub(crate) advice: Bilingual,
    /// What is still to come.
    pub(crate) upcoming: Vec<Bilingual>,
    /// Where the party says where to stand, while that is open.
    pub(crate) choice: Option<String>,
    /// Where the party says who may hear of them, with how the offer stands.
    pub(crate) aid: Option<(String, AidOfferName)>,
}

impl CaseTracking {
    pub(crate) async fn track(&self, code: Option<&str>, wanted: Wanted) -> Result<HttpResponse, HttpError> {
        let Some((case, role)) = self.party(code).await? else {
            return self.nothing_here(wanted);
        };
        let story = self.journal.load(case).await?;
        if story.entries.is_empty() {
            return self.nothing_here(wanted);
        }
        let events = story.entries.iter().map(|entry| (entry.at, &entry.event));
        let mut view = View::new(&self.city, &self.keys, case, role, &story.case, events);
        if choice::is_open(&story.case, role) {
            view.choice = code.map(|code| format!("{code}/choice"));
        }
        let offer = aid::invitation(&self.aid_standing(&story.case, role));
        view.aid = code
            .zip(offer)
            .map(|(code, offer)| (format!("{code}/aid"), offer));
        Ok(match wanted {
            Wanted::Json => HttpResponse::json(200, &view.tracking)
                .header("x-robots-tag", "noindex, nofollow")
                .header("vary", "accept"),
            Wanted::Page(language) => page::tracking(&self.city, language, &view),
        })
    }
}

impl CaseTracking {
    /// The party a code belongs to.
    pub(crate) async fn party(&self, code: Option<&str>) -> Result<Option<(CaseId, Role)>, HttpError> {
        let Some(code) = code.and_then(|code| code.parse::<TrackingCode>().ok()) else {
            return Ok(None);
        };
        let found = self
            .journal
            .find(&LookupKey::Tracking(&code.lookup_hash()))
            .await?;
        Ok(found.and_then(|found| Some((found.case, found.role?))))
    }
}

impl View {
    pub(crate) fn new<'a>(
        city: &City,
        keys: &KeyRing,
        id: CaseId,
        role: Role,
        case: &Case,
        events: impl IntoIterator<Item = (Timestamp, &'a Event)>,
    ) -> Self {
        let track = &case.tracks[role];
        let tracking = Tracking::new(
            track.stage().into(),
            wording::headline(case, role),
            timeline::timeline(events, role),
            complaint(city),
            city.sample,
        );
        let tracking = match track.delivery() {
            None => tracking,
            Some(delivery) => {
                let code = (!track.is_finished() && expects_code(delivery)).then(|| {
                    let handover = Handover {
                        case: id.0,
                        role,
                        attempt: delivery.attempt,
                    };
                    keys.handover_code(handover).expose()
                });
                let mut state = CourierState::from(delivery);
                // Order and reason of the provider are for officers.
                state.order = None;
                state.refused = None;
                tracking.with_courier(state, code)
            }
        };
        Self {
            tracking,
            advice: wording::advice(case, role, &city.office),
            upcoming: wording::upcoming(case, role),
            choice: None,
            aid: None,
        }
    }
}

/// Whether a rider of this attempt may still ask for the code. Riders often report the delivery first and enter the
/// code afterwards, at the same door.
fn expects_code(delivery: &Delivery) -> bool {
    delivery.refused.is_none()
        && !delivery.recalled
        && delivery.tries_left() > 0
        && !delivery.code_confirmed
        && matches!(
            delivery.status,
            CourierStatus::Searching
                | CourierStatus::Assigned
                | CourierStatus::ToPickup
                | CourierStatus::Picked
                | CourierStatus::ToDrop
                | CourierStatus::OnHold
                | CourierStatus::Delivered
        )
}

pub(crate) fn complaint(city: &City) -> Complaint {
    let channels = &city.complaints;
    Complaint {
        phone: channels.phone.clone(),
        email: channels.email.clone(),
        website: channels.website.clone(),
        app: channels.app.clone(),
        national: channels.national.clone(),
    }
}
