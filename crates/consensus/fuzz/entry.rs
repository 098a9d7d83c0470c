//! What is done with any bytes: read them every way there is, and analyse what was votes.
//!
//! The fuzz target and the property test `readers` both come in here.

use massline_consensus::{Votes, analyse, odd, published, read_comments, read_votes};

/// A file larger than this is read but not analysed, to keep a run short.
const MOST: usize = 4_000;

/// Must not panic, whatever the bytes; what it reads must have a sound result.
pub(crate) fn any_file(bytes: &[u8]) {
    let mut votes = read_votes(bytes).unwrap_or_else(|_| Votes::new());
    let _ = read_comments(bytes, &mut votes);
    if bytes.len() > MOST {
        return;
    }
    let analysis = analyse(&votes);
    assert_eq!(analysis.participants.len(), votes.participants().len());
    assert_eq!(analysis.statements.len(), votes.statements().len());
    assert!(
        analysis
            .participants
            .iter()
            .all(|it| it.x.is_finite() && it.y.is_finite())
    );
    let view = published(&analysis, 5);
    assert!(view.statements.iter().all(|it| it.all.seen >= 5));
    let named = odd(&votes, &analysis).people();
    assert!(named.len() <= votes.participants().len());
}
