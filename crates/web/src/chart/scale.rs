//! From numbers to places.

/// The share of `value` in `top`, as an SVG length in percent.
pub(super) fn percent(value: f64, top: f64) -> String {
    let share = if top > 0.0 && value.is_finite() {
        (value / top).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let text = format!("{:.2}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The first round number that is not below `value`, at least 1, and whose half can be
/// written as a whole number too: 1, 2, 4, 6, 8, 10, 12, 16, 20, 30, …
pub(super) fn nice_top(value: f64) -> f64 {
    let mut step = 1.0;
    loop {
        for factor in [1.0, 1.2, 1.6, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0] {
            let top: f64 = factor * step;
            let splits = top <= 1.0 || (top / 2.0).fract() == 0.0;
            if splits && (top >= value || !value.is_finite()) {
                return top;
            }
        }
        step *= 10.0;
    }
}
