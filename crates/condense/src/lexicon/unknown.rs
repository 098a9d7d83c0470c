//! Words the dictionary lacks, found by where in words each letter likes to stand: the most
//! probable sequence of begin, middle, end and single letters (Viterbi, with jieba's figures).

use super::Lexicon;

const BEGIN: usize = 0;
const END: usize = 1;
const MIDDLE: usize = 2;
const SINGLE: usize = 3;

/// Log-probability of what cannot be; far from overflow when added up.
const NEVER: i32 = -100_000_000;

/// Log-probabilities of the first letter's state, in steps of 1/128.
const START: [i32; 4] = [-34, NEVER, NEVER, -188];

/// For each state the two it can follow, and the log-probability of doing so.
const BEFORE: [[(usize, i32); 2]; 4] = [
    [(END, -75), (SINGLE, -92)],
    [(BEGIN, -65), (MIDDLE, -43)],
    [(BEGIN, -117), (MIDDLE, -161)],
    [(END, -103), (SINGLE, -85)],
];

/// Finds the state of each letter (`codes` are letters' numbers); it is left in the first
/// place of each of `came_from`.
pub(super) fn mark_words(lexicon: &Lexicon, codes: &[u16], came_from: &mut Vec<[u8; 4]>) {
    came_from.clear();
    let mut scores = [0; 4];
    for (at, &code) in codes.iter().enumerate() {
        let emission = lexicon.emission(code).map(|log| {
            if log == i32::from(i16::MIN) {
                NEVER
            } else {
                log
            }
        });
        let mut next = [0; 4];
        let mut from = [0; 4];
        for state in 0..4 {
            let (score, before) = if at == 0 {
                (START[state], state)
            } else {
                better(&scores, state)
            };
            next[state] = (score + emission[state]).max(NEVER);
            #[expect(clippy::cast_possible_truncation, reason = "one of four")]
            let before = before as u8;
            from[state] = before;
        }
        came_from.push(from);
        scores = next;
    }
    let last = if scores[END] > scores[SINGLE] {
        END
    } else {
        SINGLE
    };
    mark(came_from, last);
}

/// The ends of the words that were marked, ascending; the last is the end of all.
pub(super) fn ends(marked: &[[u8; 4]]) -> impl Iterator<Item = usize> + '_ {
    marked.iter().enumerate().filter_map(|(at, states)| {
        let state = usize::from(states[0]);
        let last = at + 1 == marked.len();
        (state == END || state == SINGLE || last).then_some(at + 1)
    })
}

fn better(scores: &[i32; 4], state: usize) -> (i32, usize) {
    let [(one, step), (other, other_step)] = BEFORE[state];
    let (first, second) = (scores[one] + step, scores[other] + other_step);
    if first > second {
        (first, one)
    } else {
        (second, other)
    }
}

/// Walks back from the last state and leaves each letter's state in the first place.
fn mark(came_from: &mut [[u8; 4]], mut state: usize) {
    for at in (0..came_from.len()).rev() {
        let before = came_from[at][state];
        #[expect(clippy::cast_possible_truncation, reason = "one of four")]
        let own = state as u8;
        came_from[at][0] = own;
        state = usize::from(before);
    }
}
