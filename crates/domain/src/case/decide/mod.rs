//! What may happen to a case.

mod aid;
mod court;
mod court_documents;
mod documents;
mod later;
mod officers;
mod register;

use super::{Case, Command, Event, Refusal};

/// Decides about a wish. An empty list means that it is fulfilled already; nothing is to be stored then.
///
/// # Errors
/// [`Refusal`]: the wish contradicts what has happened.
#[expect(clippy::too_many_lines, reason = "one line or two for each command")]
pub fn decide(case: &Case, command: Command) -> Result<Vec<Event>, Refusal> {
    if case.court.is_none() && !matches!(command, Command::Accept { .. }) {
        return Err(Refusal::NoDecree);
    }
    match command {
        Command::Accept {
            court,
            kind,
            evidence,
            missing,
            duty,
        } => court::accept(case, court, kind, evidence, missing, duty),
        Command::Repair {
            kind,
            evidence,
            missing,
            duty,
        } => court::repair(case, kind, evidence, missing, duty),
        Command::Complete { evidence, missing } => court::complete(case, evidence, missing),
        Command::Register {
            divorced_on,
            issued_on,
            outcomes,
            households,
            flags,
            cards,
            marriage_registry,
        } => register::register(
            case,
            Event::RegisterUpdated {
                divorced_on,
                issued_on,
                outcomes,
                households,
                flags,
                cards,
                marriage_registry,
            },
        ),
        Command::Amend {
            amendment,
            issued_on,
            outcomes,
            households,
            reissued,
            cards,
            flags,
        } => {
            let recalled = register::amend(case, &amendment, &outcomes, reissued)?;
            let amended = Event::RegisterAmended {
                amendment,
                issued_on,
                outcomes,
                households,
                reissued,
                cards,
                flags,
            };
            Ok(std::iter::once(amended).chain(recalled).collect())
        }
        Command::Hold { hold } => register::hold(case, hold),
        Command::Claim {
            officer,
            now,
            until,
            ahead,
        } => officers::claim(case, officer, now, until, ahead),
        Command::Release { officer } => officers::release(case, officer),
        Command::Decide {
            officer,
            now,
            decision,
        } => officers::decide(case, officer, now, decision),
        Command::Approve {
            officer,
            number,
            agreed,
        } => officers::approve(case, officer, number, agreed),
        Command::Return { officer, now, reason } => officers::give_back_to_court(case, officer, now, reason),
        Command::View { officer, what } => officers::view(case, officer, what),
        Command::Choose { role, choice, source } => later::choose(case, role, choice, source),
        Command::ChangeCustody {
            child,
            parent,
            basis,
            evidence,
        } => later::change_custody(case, child, parent, basis, evidence),
        Command::Reverse { ground, evidence } => later::reverse(case, ground, evidence),
        Command::ProposeCorrection { officer, whom, field } => {
            later::propose_correction(case, officer, whom, field)
        }
        Command::DecideCorrection {
            officer,
            number,
            agreed,
        } => later::decide_correction(case, officer, number, agreed),
        Command::ReleaseDuty { evidence } => later::release_duty(case, evidence),
        Command::RequestCourtDocument {
            upload,
            document,
            now,
            until,
            evidence,
        } => court_documents::request(case, upload, document, now, until, evidence),
        Command::JudgeCourtDocument { upload, found } => court_documents::judge(case, upload, found),
        Command::AnswerAid {
            role,
            answers,
            source,
            evidence,
        } => aid::answer(case, role, answers, source, evidence.as_ref()),
        Command::DeclineAid { role, source } => aid::decline(case, role, source),
        Command::RecordSafety { role, officer, lifts } => aid::record_safety(case, role, officer, lifts),
        Command::RecordOldCard { role, state } => documents::record_old_card(case, role, state),
        Command::RenderMarriageNotice { change, document } => {
            later::render_marriage_notice(case, change, document)
        }
        Command::SendMarriageNotice => later::send_marriage_notice(case),
        Command::StartPrinting { role, officer, ahead } => {
            documents::start_printing(case, role, officer, ahead)
        }
        Command::Reprint { role } => documents::reprint(case, role),
        Command::Erase => later::erase(case),
        Command::Render {
            role,
            change,
            documents,
        } => documents::render(case, role, change, documents),
        Command::Print { role } => documents::print(case, role),
        Command::RequestCourier { role } => documents::request_courier(case, role),
        Command::BookCourier {
            role,
            attempt,
            order,
            fare,
        } => documents::book_courier(case, role, attempt, order, fare),
        Command::RefuseCourier { role, attempt, code } => {
            documents::refuse_courier(case, role, attempt, code)
        }
        Command::MoveCourier {
            role,
            attempt,
            status,
        } => {
            let known = !documents::delivery(case, role, attempt)?.status.precedes(status);
            Ok(unless(known, || Event::CourierMoved {
                role,
                attempt,
                status,
            }))
        }
        Command::EnterCode {
            role,
            attempt,
            correct,
        } => documents::enter_code(case, role, attempt, correct),
        Command::HandOver {
            role,
            to,
            ride,
            old_card_withdrawn,
        } => documents::hand_over(case, role, to, ride, old_card_withdrawn),
    }
}

/// The event, unless what it says is known already.
fn unless(known: bool, event: impl FnOnce() -> Event) -> Vec<Event> {
    if known { vec![] } else { vec![event()] }
}
