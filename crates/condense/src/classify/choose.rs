//! Which machine to use, judged by what each says of examples it has not seen.

use super::calibrate::Calibration;
use super::candidates::{Choice, PLAIN, Scores};

/// The candidate that finds the true labels of held-out examples most likely, once calibrated,
/// with its scores and its calibration; among equals the first of [`CHOICES`]. Likelihood
/// tells more from few examples than counting right and wrong does.
pub(super) fn best(out_of_fold: &[Scores], labels: &[usize]) -> (Choice, Scores, Calibration) {
    let judged = |choice: &Choice| {
        let scores = combined(out_of_fold, *choice);
        let calibration = Calibration::of(&scores, labels);
        (*choice, scores, calibration)
    };
    let mut best = judged(&CHOICES[0]);
    let mut least = best.2.surprise(&best.1, labels);
    for choice in &CHOICES[1..] {
        let next = judged(choice);
        let surprise = next.2.surprise(&next.1, labels);
        if surprise < least - 1e-9 {
            (least, best) = (surprise, next);
        }
    }
    best
}

/// All candidates, as places in [`PLAIN`] and `SCALED`; few, because the best of many is often the luckiest.
const CHOICES: [Choice; 6] = [
    both(0, 1),
    both(0, 0),
    both(1, 1),
    both(2, 2),
    plain(1),
    plain(2),
];

const fn both(plain: usize, scaled: usize) -> Choice {
    Choice {
        plain: Some(plain),
        scaled: Some(scaled),
    }
}

const fn plain(plain: usize) -> Choice {
    Choice {
        plain: Some(plain),
        scaled: None,
    }
}

fn combined(out_of_fold: &[Scores], choice: Choice) -> Scores {
    let plain = choice.plain.map(|cost| &out_of_fold[cost]);
    let scaled = choice.scaled.map(|cost| &out_of_fold[PLAIN.len() + cost]);
    match (plain, scaled) {
        (Some(a), Some(b)) => {
            let mean = |(a, b): (&Vec<f32>, &Vec<f32>)| {
                a.iter().zip(b).map(|(a, b)| (a + b) / 2.0).collect()
            };
            a.iter().zip(b).map(mean).collect()
        }
        (Some(scores), None) | (None, Some(scores)) => scores.clone(),
        (None, None) => Vec::new(),
    }
}

/// The label with the highest score; of equals the first.
pub(super) fn highest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (label, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = label;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_candidate_is_chosen_and_the_first_of_equals() {
        let labels = [0, 1, 0, 1];
        let wrong: Scores = vec![
            vec![0.0, 0.1],
            vec![0.1, 0.0],
            vec![0.1, 0.0],
            vec![0.0, 0.1],
        ];
        let right: Scores = vec![
            vec![1.0, 0.0],
            vec![0.0, 1.0],
            vec![1.0, 0.0],
            vec![0.0, 1.0],
        ];
        let mut all = vec![wrong.clone(); 2 * PLAIN.len()];
        assert_eq!(best(&all, &labels).0, CHOICES[0]);
        all[1] = right;
        let (choice, scores, _) = best(&all, &labels);
        assert_eq!(choice, plain(1));
        assert_eq!(scores[2], [1.0, 0.0]);
    }
}
