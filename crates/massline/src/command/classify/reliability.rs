//! The reliability figure: how probable answers were said to be, and how often they were right.

use massline_condense::evaluate::labels::{Bin, Reliability};
use massline_web::i18n::{Lang, percent, t, t_args};
use std::fmt::Write;

/// The square the bars stand in, in units of the drawing.
const SIDE: f64 = 300.0;
/// Space around it, for the words.
const MARGIN: f64 = 60.0;

/// An SVG that can be read aloud: its title says what it is, its description gives the figures.
pub(super) fn draw(lang: Lang, reliability: &Reliability) -> String {
    let all = SIDE + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {all} {all}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"sans-serif\" font-size=\"12\" lang=\"{}\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <rect width=\"{all}\" height=\"{all}\" fill=\"#fff\"/>\n",
        lang.tag(),
        escaped(&t(lang, "cli-reliability-title")),
        escaped(&described(lang, reliability)),
    );
    for bin in &reliability.bins {
        bar(&mut out, bin);
    }
    frame(&mut out, lang);
    out.push_str("</svg>\n");
    out
}

fn described(lang: Lang, reliability: &Reliability) -> String {
    let mut words = t_args(
        lang,
        "cli-reliability-error",
        &[(
            "error",
            format!("{:.3}", reliability.expected_calibration_error).into(),
        )],
    );
    for bin in &reliability.bins {
        let args = [
            ("rows", bin.rows.into()),
            ("said", percent(bin.probability).into()),
            ("right", percent(bin.accuracy).into()),
        ];
        words.push(' ');
        words.push_str(&t_args(lang, "cli-reliability-bin", &args));
    }
    words
}

fn x(share: f64) -> f64 {
    MARGIN + SIDE * share
}

fn y(share: f64) -> f64 {
    MARGIN + SIDE * (1.0 - share)
}

/// A bar as high as the share that is right, with its number of rows.
fn bar(out: &mut String, bin: &Bin) {
    let (left, width) = (x(bin.from) + 1.0, SIDE * (bin.to - bin.from) - 2.0);
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"#2b6cb0\"/>\n\
         <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"9\" fill=\"#222\">{}</text>\n",
        y(bin.accuracy),
        SIDE * bin.accuracy,
        left + width / 2.0,
        y(bin.accuracy) - 4.0,
        bin.rows,
    );
}

/// The frame, the line on which probabilities mean what they say, and the words.
fn frame(out: &mut String, lang: Lang) {
    let _ = write!(
        out,
        "<rect x=\"{MARGIN}\" y=\"{MARGIN}\" width=\"{SIDE}\" height=\"{SIDE}\" fill=\"none\" \
         stroke=\"#222\"/>\n<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#c05621\" \
         stroke-width=\"2\" stroke-dasharray=\"6 4\"/>\n",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0),
    );
    for share in [0.0, 0.5, 1.0] {
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n\
             <text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
            x(share),
            y(0.0) + 18.0,
            percent(share),
            MARGIN - 6.0,
            y(share) + 4.0,
            percent(share),
        );
    }
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n\
         <text x=\"{MARGIN}\" y=\"{}\">{}</text>\n",
        x(0.5),
        y(0.0) + 38.0,
        escaped(&t(lang, "cli-reliability-x")),
        MARGIN - 14.0,
        escaped(&t(lang, "cli-reliability-y")),
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
