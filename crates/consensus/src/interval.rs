//! Shares with their uncertainty.

use serde::Serialize;

/// 97.5 % of a normal distribution lie below this.
const Z_95: f64 = 1.959_963_984_540_054;

/// A part of a whole, with the range in which the true share lies in 95 of 100 cases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Part divided by whole, 0 to 1.
    pub share: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}

impl Share {
    /// The Wilson score interval (Wilson 1927); none of nothing.
    ///
    /// With p = part / n: centre (p + z²/2n) / (1 + z²/n), half width
    /// z / (1 + z²/n) · √(p(1−p)/n + z²/4n²).
    #[must_use]
    pub fn of(part: usize, whole: usize) -> Option<Self> {
        if whole == 0 || part > whole {
            return None;
        }
        let n = whole as f64;
        let share = part as f64 / n;
        let widening = 1.0 + Z_95 * Z_95 / n;
        let centre = (share + Z_95 * Z_95 / (2.0 * n)) / widening;
        let half =
            Z_95 / widening * (share * (1.0 - share) / n + Z_95 * Z_95 / (4.0 * n * n)).sqrt();
        let (low, high) = (
            (centre - half).clamp(0.0, share),
            (centre + half).clamp(share, 1.0),
        );
        Some(Self { share, low, high })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_known_from_the_literature() {
        // Newcombe 1998, table I, method 3 (score): 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        for (part, whole, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let share = Share::of(part, whole).expect("a share");
            assert!((share.low - low).abs() < 5e-5, "{share:?}");
            assert!((share.high - high).abs() < 5e-5, "{share:?}");
        }
    }

    #[test]
    fn nothing_has_no_share() {
        assert_eq!(Share::of(0, 0), None);
    }
}
