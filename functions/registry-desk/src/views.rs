//! Nobody sees personal data of a case unless it is written down first who does.

use jiff::Timestamp;
use tracing::info;
use tuntas_domain::case::{Command, View};
use tuntas_domain::identity::OfficerCode;
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpRequest};

use crate::RegistryDesk;
use crate::step::Plain;

impl RegistryDesk {
    /// Records that an officer looks at personal data of a case, and gives the case as it is then. Every look is one of its own.
    pub(crate) async fn view(
        &self,
        request: &HttpRequest,
        story: Story,
        officer: OfficerCode,
        what: View,
        at: Timestamp,
    ) -> Result<Story, HttpError> {
        let named = format!("view/{}/{}", request.request_id(), at.as_nanosecond());
        info!(case = %story.id, officer = officer.as_str(), "a case is looked at");
        let step = Plain {
            cause: move |_: &_| named.clone(),
            command: Command::View {
                officer: officer.clone(),
                what,
            },
            officer,
        };
        self.run(story, at, &step).await
    }
}
