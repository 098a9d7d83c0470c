//! The pages of the middle of a campaign: mirrors, sessions, commitments, treatments, waves, study,
//! spot-checks.

use super::*;

pub(super) const CAMPAIGN_ROUTES: &[(&str, &str, Who)] = &[
    ("GET /staff/mirrors", "/staff/mirrors", READERS),
    (
        "GET /staff/mirrors/{unit}/{number}",
        "/staff/mirrors/housing/1",
        UNIT_AND_TEAM,
    ),
    (
        "GET /staff/mirrors/{unit}/{number}/write",
        "/staff/mirrors/housing/1/write",
        UNIT,
    ),
    (
        "POST /staff/mirrors/{unit}/{number}/write",
        "/staff/mirrors/housing/1/write",
        UNIT,
    ),
    (
        "GET /staff/mirrors/{unit}/{number}/{act}",
        "/staff/mirrors/housing/1/return",
        TEAM,
    ),
    (
        "POST /staff/mirrors/{unit}/{number}/{act}",
        "/staff/mirrors/housing/1/accept",
        TEAM,
    ),
    (
        "POST /staff/mirrors/{unit}/{number}/{act}",
        "/staff/mirrors/housing/1/publish",
        UNIT,
    ),
    ("GET /staff/criticism", "/staff/criticism", READERS),
    ("GET /staff/criticism/new", "/staff/criticism/new", UNIT),
    ("POST /staff/criticism/new", "/staff/criticism/new", UNIT),
    (
        "GET /staff/criticism/{unit}/{number}",
        "/staff/criticism/housing/1",
        UNIT_AND_TEAM,
    ),
    (
        "GET /staff/criticism/{unit}/{number}/{act}",
        "/staff/criticism/housing/1/return",
        TEAM,
    ),
    (
        "GET /staff/criticism/{unit}/{number}/{act}",
        "/staff/criticism/housing/1/other",
        UNIT,
    ),
    (
        "POST /staff/criticism/{unit}/{number}/{act}",
        "/staff/criticism/housing/1/talks",
        UNIT,
    ),
    (
        "POST /staff/criticism/{unit}/{number}/{act}",
        "/staff/criticism/housing/1/team-talks",
        TEAM,
    ),
    (
        "POST /staff/criticism/{unit}/{number}/{act}",
        "/staff/criticism/housing/1/close",
        UNIT,
    ),
    (
        "POST /staff/criticism/{unit}/{number}/{act}",
        "/staff/criticism/housing/1/return",
        TEAM,
    ),
    ("GET /staff/commitments", "/staff/commitments", READERS),
    ("GET /staff/commitments/new", "/staff/commitments/new", UNIT),
    (
        "POST /staff/commitments/new",
        "/staff/commitments/new",
        UNIT,
    ),
    (
        "GET /staff/commitments/at-once",
        "/staff/commitments/at-once",
        UNIT,
    ),
    (
        "POST /staff/commitments/at-once",
        "/staff/commitments/at-once",
        UNIT,
    ),
    (
        "GET /staff/commitments/{commitment}/{act}",
        "/staff/commitments/1/tell",
        UNIT,
    ),
    (
        "GET /staff/commitments/{commitment}/{act}",
        "/staff/commitments/1/look",
        TEAM,
    ),
    (
        "POST /staff/commitments/{commitment}/{act}",
        "/staff/commitments/1/move",
        UNIT,
    ),
    (
        "POST /staff/commitments/{commitment}/{act}",
        "/staff/commitments/1/look",
        TEAM,
    ),
    ("GET /staff/treatments", "/staff/treatments", READERS),
    (
        "GET /staff/treatments/new",
        "/staff/treatments/new",
        LOOKERS,
    ),
    (
        "POST /staff/treatments/new",
        "/staff/treatments/new",
        LOOKERS,
    ),
    (
        "GET /staff/treatments/{treatment}",
        "/staff/treatments/1",
        READERS,
    ),
    (
        "GET /staff/treatments/{treatment}/{act}",
        "/staff/treatments/1/reply",
        UNIT,
    ),
    (
        "GET /staff/treatments/{treatment}/{act}",
        "/staff/treatments/1/decide",
        LOOKERS,
    ),
    (
        "POST /staff/treatments/{treatment}/{act}",
        "/staff/treatments/1/carry-out",
        UNIT,
    ),
    (
        "POST /staff/treatments/{treatment}/{act}",
        "/staff/treatments/1/decide",
        LOOKERS,
    ),
    ("GET /staff/cases/{problem}", "/staff/cases/1", READERS),
    ("GET /staff/copies/{unit}", "/staff/copies/housing", TEAM),
    ("GET /staff/programmes", "/staff/programmes", READERS),
    ("GET /staff/programmes/new", "/staff/programmes/new", OFFICE),
    (
        "POST /staff/programmes/new",
        "/staff/programmes/new",
        OFFICE,
    ),
    (
        "GET /staff/programmes/{programme}/{act}",
        "/staff/programmes/1/tell",
        UNIT,
    ),
    (
        "POST /staff/programmes/{programme}/{act}",
        "/staff/programmes/1/close",
        OFFICE,
    ),
    ("GET /staff/ledger/import", "/staff/ledger/import", ADDERS),
    ("POST /staff/ledger/import", "/staff/ledger/import", ADDERS),
    ("GET /staff/disclosures", "/staff/disclosures", INSPECTOR),
    (
        "GET /staff/disclosures/envelopes",
        "/staff/disclosures/envelopes",
        INSPECTOR,
    ),
    (
        "GET /staff/disclosures/{disclosure}/answer",
        "/staff/disclosures/0000/answer",
        INSPECTOR,
    ),
    (
        "POST /staff/disclosures/{disclosure}/answer",
        "/staff/disclosures/0000/answer",
        INSPECTOR,
    ),
    ("GET /staff/hearing", "/staff/hearing", OFFICE),
    ("POST /staff/hearing", "/staff/hearing", OFFICE),
    ("GET /staff/waves", "/staff/waves", READERS),
    ("GET /staff/waves/new", "/staff/waves/new", OFFICE),
    ("POST /staff/waves/new", "/staff/waves/new", OFFICE),
    (
        "GET /staff/waves/{wave}/{act}",
        "/staff/waves/1/reflect",
        READERS,
    ),
    (
        "GET /staff/waves/{wave}/{act}",
        "/staff/waves/1/answer",
        UNIT,
    ),
    (
        "POST /staff/waves/{wave}/{act}",
        "/staff/waves/1/publish",
        OFFICE,
    ),
    (
        "POST /staff/waves/{wave}/{act}",
        "/staff/waves/1/answer",
        UNIT,
    ),
    ("GET /staff/study", "/staff/study", READERS),
    ("GET /staff/study/new", "/staff/study/new", ADDERS),
    ("POST /staff/study/new", "/staff/study/new", ADDERS),
    ("GET /staff/study/{document}", "/staff/study/1", READERS),
    (
        "GET /staff/study/{document}/{act}",
        "/staff/study/1/ask",
        READERS,
    ),
    (
        "GET /staff/study/{document}/{act}",
        "/staff/study/1/assign",
        OFFICE,
    ),
    (
        "POST /staff/study/{document}/{act}",
        "/staff/study/1/note",
        UNIT,
    ),
    (
        "POST /staff/study/{document}/{act}",
        "/staff/study/1/assign",
        OFFICE,
    ),
    ("GET /staff/spot-checks", "/staff/spot-checks", TEAM),
    ("GET /staff/spot-checks/new", "/staff/spot-checks/new", TEAM),
    (
        "POST /staff/spot-checks/new",
        "/staff/spot-checks/new",
        TEAM,
    ),
    (
        "POST /staff/spot-checks/{check}/draw",
        "/staff/spot-checks/1/draw",
        TEAM,
    ),
    (
        "GET /staff/spot-checks/{check}/{target}",
        "/staff/spot-checks/1/item-1-1",
        TEAM,
    ),
    (
        "POST /staff/spot-checks/{check}/{target}",
        "/staff/spot-checks/1/item-1-1",
        TEAM,
    ),
];
