//! Which statement to show next.

use crate::{
    Standing, StatementResult, Tally, components::Components, ratings::Ratings,
    representative::smoothed_share,
};

/// Priority of a statement about the people, whatever its votes.
const ABOUT_PEOPLE: f64 = 7.0;

/// How much a further vote on a statement would tell, as the Polis server weighs it:
///
/// ((1 − p) · (extremity + 1) · a · (1 + 8 · 2^(−seen / 5)))², with p = (pass + 1) / (seen + 2) and
/// a = (agree + 1) / (seen + 2); 7² for a statement about the people.
///
/// A statement that nobody passes on, that lies far out on the map and that many agree with comes
/// first; the last factor, from 9 down to 1, lets new ones come up. `extremity` is the distance of
/// the statement from the middle of the map, 0 or more.
///
/// The next statement for a person is drawn from those they have not seen, with chances in
/// proportion to this.
#[must_use]
pub fn priority(standing: Standing, votes: Tally, extremity: f64) -> f64 {
    if standing == Standing::Meta {
        return ABOUT_PEOPLE.powi(2);
    }
    let passing = smoothed_share(votes.pass, votes.seen);
    let agreeing = smoothed_share(votes.agree, votes.seen);
    let new = 1.0 + 8.0 * (-(votes.seen as f64) / 5.0).exp2();
    ((1.0 - passing) * (extremity + 1.0) * agreeing * new).powi(2)
}

/// Where a person would stand who had agreed with this statement only, as distance from the middle:
/// √N · |1 − mean| · √(x² + y²), x and y being the statement's parts of the two directions.
pub(crate) fn extremity(ratings: &Ratings, components: &Components, statement: usize) -> f64 {
    let [x, y] = components.directions.each_ref().map(|it| it[statement]);
    let away = (1.0 - ratings.centre[statement]).abs();
    (ratings.voted_statements as f64).sqrt() * away * x.hypot(y)
}

/// Fills in the priorities; the votes are those of the people in groups, as in Polis.
pub(crate) fn set_priorities(
    statements: &mut [StatementResult],
    ratings: &Ratings,
    components: &Components,
) {
    for (index, statement) in statements.iter_mut().enumerate() {
        if statement.standing == Standing::ModeratedOut {
            continue;
        }
        let grouped = statement.groups.iter();
        let votes = grouped.fold(Tally::default(), |sum, group| sum.and(group.votes));
        let extremity = extremity(ratings, components, index);
        statement.priority = Some(priority(statement.standing, votes, extremity));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(agree: usize, pass: usize, seen: usize, extremity: f64) -> f64 {
        let disagree = seen - agree - pass;
        let votes = Tally {
            agree,
            disagree,
            pass,
            seen,
        };
        priority(Standing::Active, votes, extremity)
    }

    #[test]
    fn as_computed_by_hand() {
        // p = 4/22, a = 21/22... of twenty: 17 agree, 3 pass; the newness is 1 + 8 / 16.
        let expected = ((18.0 / 22.0) * 2.5 * (18.0 / 22.0) * 1.5f64).powi(2);
        assert!((of(17, 3, 20, 1.5) - expected).abs() < 1e-12);
        // Nobody has seen it: one half, one half, and nine times.
        assert!((of(0, 0, 0, 0.0) - (0.25 * 9.0f64).powi(2)).abs() < 1e-12);
        assert_eq!(priority(Standing::Meta, Tally::default(), 9.0), 49.0);
    }

    #[test]
    fn new_far_out_agreed_and_decided_statements_come_first() {
        assert!(of(2, 0, 4, 0.5) > of(20, 0, 40, 0.5), "new");
        assert!(of(20, 0, 40, 2.0) > of(20, 0, 40, 0.5), "far out");
        assert!(of(30, 0, 40, 0.5) > of(20, 0, 40, 0.5), "agreed with");
        assert!(of(20, 0, 40, 0.5) > of(20, 15, 40, 0.5), "decided on");
    }
}
