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

/// The first of 1, 2, 5, 10, 20, 50, … that is not below `value`; at least 1.
pub(super) fn nice_top(value: f64) -> f64 {
    let mut step = 1.0;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if factor * step >= value || !value.is_finite() {
                return factor * step;
            }
        }
        step *= 10.0;
    }
}
