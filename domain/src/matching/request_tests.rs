//! Each way a request ends, and each refusal.

use super::super::samples::person;
use super::*;
use crate::time::{DAY, HOUR};

const MONDAY: Timestamp = Timestamp(1_795_424_400_000);

fn a_request() -> Request {
    request_to(100)
}

fn request_to(mentor: u128) -> Request {
    let id = RequestId(uuid::Uuid::from_u128(mentor));
    Request::ask(id, person(1), person(mentor), MONDAY)
}

fn after(milliseconds: i64) -> Timestamp {
    MONDAY.plus(milliseconds)
}

/// The request in each of its four ends.
fn closed_requests() -> [Request; 4] {
    let open = a_request();
    [
        open.accept(1, after(DAY)).unwrap(),
        open.decline(DeclineReason::NoTime, after(DAY)).unwrap(),
        open.withdraw(WithdrawReason::ByMentee, after(DAY)).unwrap(),
        open.expire(after(8 * DAY)).unwrap(),
    ]
}

#[test]
fn a_mentee_with_two_open_requests_may_ask_a_third_mentor() {
    assert_eq!(
        may_ask(person(100), &[request_to(101), request_to(102)], &[]),
        Ok(())
    );
}

#[test]
fn a_fourth_open_request_is_refused() {
    let open = [request_to(101), request_to(102), request_to(103)];
    assert_eq!(may_ask(person(100), &open, &[]), Err(Refusal::RequestsFull));
}

#[test]
fn a_mentor_who_has_not_answered_is_not_asked_twice() {
    let open = [request_to(100), request_to(102), request_to(103)];
    assert_eq!(may_ask(person(100), &open, &[]), Err(Refusal::AlreadyAsked));
}

#[test]
fn a_mentor_who_may_not_be_offered_may_not_be_asked() {
    let refused = |reason| may_ask(person(100), &[], &[reason]);
    assert_eq!(refused(Ineligible::Paused), Err(Refusal::MentorPaused));
    assert_eq!(refused(Ineligible::NoFreePlace), Err(Refusal::MentorFull));
    assert_eq!(
        refused(Ineligible::AlreadyAsked),
        Err(Refusal::AlreadyAsked)
    );
    assert_eq!(refused(Ineligible::Blocked), Err(Refusal::NotEligible));
    assert_eq!(
        refused(Ineligible::NoCommonLanguage),
        Err(Refusal::NotEligible)
    );
}

#[test]
fn a_mentor_with_a_place_accepts_in_time() {
    let accepted = a_request().accept(1, after(7 * DAY - 1)).unwrap();
    assert_eq!(
        accepted.state,
        RequestState::Accepted {
            at: after(7 * DAY - 1)
        }
    );
    assert!(!accepted.is_open());
}

#[test]
fn a_mentor_without_a_place_cannot_accept() {
    assert_eq!(a_request().accept(0, after(DAY)), Err(Refusal::MentorFull));
}

#[test]
fn an_answer_after_seven_days_is_too_late_even_before_the_expiry_is_noted() {
    let late = after(7 * DAY);
    assert_eq!(a_request().accept(1, late), Err(Refusal::RequestClosed));
    assert_eq!(
        a_request().decline(DeclineReason::NoTime, late),
        Err(Refusal::RequestClosed)
    );
}

#[test]
fn a_decline_keeps_its_reason_and_its_moment() {
    let declined = a_request()
        .decline(DeclineReason::NotMyField, after(HOUR))
        .unwrap();
    assert_eq!(
        declined.state,
        RequestState::Declined {
            at: after(HOUR),
            reason: DeclineReason::NotMyField
        }
    );
}

#[test]
fn a_request_expires_on_the_seventh_day_and_not_before() {
    assert_eq!(a_request().expire(after(7 * DAY - 1)), Err(Refusal::NotYet));
    let expired = a_request().expire(after(7 * DAY)).unwrap();
    assert_eq!(expired.state, RequestState::Expired { at: after(7 * DAY) });
}

#[test]
fn a_closed_request_stays_as_it_is() {
    for closed in closed_requests() {
        let now = after(2 * DAY);
        assert_eq!(closed.accept(1, now), Err(Refusal::RequestClosed));
        assert_eq!(
            closed.decline(DeclineReason::Other, now),
            Err(Refusal::RequestClosed)
        );
        assert_eq!(
            closed.withdraw(WithdrawReason::ByMentee, now),
            Err(Refusal::RequestClosed)
        );
        assert_eq!(closed.expire(after(9 * DAY)), Err(Refusal::RequestClosed));
        assert_eq!(closed.remind(after(5 * DAY)), Err(Refusal::RequestClosed));
    }
}

#[test]
fn a_mentor_is_reminded_once_on_the_fourth_day() {
    let request = a_request();
    assert!(!request.reminder_is_due(after(4 * DAY - 1)));
    assert!(request.reminder_is_due(after(4 * DAY)));
    let reminded = request.remind(after(4 * DAY)).unwrap();
    assert_eq!(reminded.reminded_at, Some(after(4 * DAY)));
    assert!(!reminded.reminder_is_due(after(5 * DAY)));
    assert!(!request.reminder_is_due(after(7 * DAY)));
}

#[test]
fn the_mentor_answers_and_the_mentee_withdraws() {
    let request = a_request();
    assert!(request.may_answer(person(100)) && !request.may_answer(person(1)));
    assert!(request.may_withdraw(person(1)) && !request.may_withdraw(person(100)));
}

#[test]
fn every_state_comes_back_from_storage() {
    let mut all = closed_requests().map(|request| request.state).to_vec();
    all.push(RequestState::Open);
    for reason in DeclineReason::ALL {
        all.push(RequestState::Declined { at: MONDAY, reason });
    }
    for reason in WithdrawReason::ALL {
        all.push(RequestState::Withdrawn { at: MONDAY, reason });
    }
    for state in all {
        let stored =
            RequestState::from_stored(state.code(), state.closed_at(), state.reason_code());
        assert_eq!(stored, Some(state));
    }
}

#[test]
fn a_combination_no_request_was_ever_in_is_not_read() {
    assert_eq!(RequestState::from_stored("open", Some(MONDAY), None), None);
    assert_eq!(RequestState::from_stored("accepted", None, None), None);
    assert_eq!(
        RequestState::from_stored("declined", Some(MONDAY), Some("by_mentee")),
        None
    );
    assert_eq!(RequestState::from_stored("lost", None, None), None);
}
