//! Every route of the staff, an example of its path, and who may ask for it.

mod campaign;

use campaign::CAMPAIGN_ROUTES;

/// Who may ask for a route: administrator, office, supervision team, unit, inspector.
pub(super) type Who = [bool; 5];
/// The authority that disclosures go to.
const INSPECTOR: Who = [false, false, false, false, true];
const ALL: Who = [true, true, true, true, true];
const OFFICE: Who = [false, true, false, false, false];
const READERS: Who = [false, true, true, true, false];
const UNIT: Who = [false, false, false, true, false];
const UNIT_AND_TEAM: Who = [false, false, true, true, false];
const TEAM: Who = [false, false, true, false, false];
const APPEALS: Who = [false, true, true, false, false];
const ADMIN: Who = [true, false, false, false, false];
/// Those who look back upon closings.
const LOOKERS: Who = [false, true, true, false, false];
/// Those who add to the study library.
const ADDERS: Who = [false, true, false, true, false];
const BOOKS: Who = [true, true, true, false, false];

/// Route, an example of its path, who may.
const ROUTES: &[(&str, &str, Who)] = &[
    ("GET /staff", "/staff", ALL),
    ("GET /staff/password", "/staff/password", ALL),
    ("POST /staff/password", "/staff/password", ALL),
    ("GET /staff/audit", "/staff/audit", BOOKS),
    ("POST /staff/audit", "/staff/audit", BOOKS),
    ("GET /staff/inbox", "/staff/inbox", OFFICE),
    ("GET /staff/inbox/{opinion}", "/staff/inbox/OPINION", OFFICE),
    (
        "GET /staff/inbox/{opinion}/pictures/{number}",
        "/staff/inbox/OPINION/pictures/1",
        OFFICE,
    ),
    (
        "POST /staff/inbox/{opinion}/pictures/{number}/{act}",
        "/staff/inbox/OPINION/pictures/1/show",
        OFFICE,
    ),
    (
        "POST /staff/inbox/{opinion}/accept",
        "/staff/inbox/OPINION/accept",
        OFFICE,
    ),
    (
        "POST /staff/inbox/{opinion}/apart",
        "/staff/inbox/OPINION/apart",
        OFFICE,
    ),
    (
        "GET /staff/inbox/{opinion}/{act}",
        "/staff/inbox/OPINION/answer",
        OFFICE,
    ),
    (
        "GET /staff/inbox/{opinion}/{act}",
        "/staff/inbox/OPINION/erase",
        OFFICE,
    ),
    (
        "POST /staff/inbox/{opinion}/{act}",
        "/staff/inbox/OPINION/refer",
        OFFICE,
    ),
    (
        "POST /staff/inbox/{opinion}/{act}",
        "/staff/inbox/OPINION/refuse",
        OFFICE,
    ),
    (
        "POST /staff/inbox/{opinion}/{act}",
        "/staff/inbox/OPINION/erase",
        OFFICE,
    ),
    ("GET /staff/proposals", "/staff/proposals", OFFICE),
    (
        "GET /staff/proposals/{opinion}",
        "/staff/proposals/OPINION",
        OFFICE,
    ),
    (
        "POST /staff/proposals/{opinion}",
        "/staff/proposals/OPINION",
        OFFICE,
    ),
    ("GET /staff/speak", "/staff/speak", READERS),
    ("POST /staff/speak", "/staff/speak", READERS),
    ("GET /staff/import", "/staff/import", OFFICE),
    ("POST /staff/import", "/staff/import", OFFICE),
    ("GET /staff/consultations", "/staff/consultations", APPEALS),
    (
        "GET /staff/consultations/new",
        "/staff/consultations/new",
        OFFICE,
    ),
    (
        "POST /staff/consultations/new",
        "/staff/consultations/new",
        OFFICE,
    ),
    (
        "GET /staff/consultations/{consultation}",
        "/staff/consultations/1",
        APPEALS,
    ),
    (
        "GET /staff/consultations/{consultation}/seed",
        "/staff/consultations/1/seed",
        OFFICE,
    ),
    (
        "POST /staff/consultations/{consultation}/seed",
        "/staff/consultations/1/seed",
        OFFICE,
    ),
    (
        "GET /staff/consultations/{consultation}/close",
        "/staff/consultations/1/close",
        OFFICE,
    ),
    (
        "POST /staff/consultations/{consultation}/close",
        "/staff/consultations/1/close",
        OFFICE,
    ),
    (
        "POST /staff/consultations/{consultation}/{statement}/{act}",
        "/staff/consultations/1/1/accept",
        OFFICE,
    ),
    (
        "POST /staff/consultations/{consultation}/{statement}/{act}",
        "/staff/consultations/1/1/refuse",
        OFFICE,
    ),
    (
        "POST /staff/consultations/{consultation}/{statement}/{act}",
        "/staff/consultations/1/1/reject",
        APPEALS,
    ),
    ("GET /staff/problems", "/staff/problems", READERS),
    ("GET /staff/problems/new", "/staff/problems/new", READERS),
    ("POST /staff/problems/new", "/staff/problems/new", READERS),
    (
        "GET /staff/problems/{problem}",
        "/staff/problems/1",
        READERS,
    ),
    (
        "GET /staff/problems/{problem}/{act}",
        "/staff/problems/1/rename",
        OFFICE,
    ),
    (
        "GET /staff/problems/{problem}/merge",
        "/staff/problems/1/merge",
        OFFICE,
    ),
    (
        "GET /staff/problems/{problem}/split",
        "/staff/problems/1/split",
        OFFICE,
    ),
    (
        "POST /staff/problems/{problem}/split",
        "/staff/problems/1/split",
        OFFICE,
    ),
    (
        "POST /staff/problems/{problem}/apart",
        "/staff/problems/1/apart",
        OFFICE,
    ),
    (
        "POST /staff/problems/{problem}/{act}",
        "/staff/problems/1/rename",
        OFFICE,
    ),
    (
        "POST /staff/problems/{problem}/{act}",
        "/staff/problems/1/label",
        OFFICE,
    ),
    (
        "POST /staff/problems/{problem}/{act}",
        "/staff/problems/1/assign",
        OFFICE,
    ),
    (
        "POST /staff/problems/{problem}/merge",
        "/staff/problems/1/merge",
        OFFICE,
    ),
    (
        "GET /staff/problems/{problem}/{act}",
        "/staff/problems/1/claim",
        UNIT,
    ),
    (
        "POST /staff/problems/{problem}/{act}",
        "/staff/problems/1/claim",
        UNIT,
    ),
    (
        "POST /staff/problems/{problem}/{act}",
        "/staff/problems/1/refer-unit",
        UNIT,
    ),
    (
        "GET /staff/problems/{problem}/{act}",
        "/staff/problems/1/close",
        UNIT,
    ),
    (
        "POST /staff/problems/{problem}/{act}",
        "/staff/problems/1/close",
        UNIT,
    ),
    ("GET /staff/ledger", "/staff/ledger", READERS),
    ("GET /staff/ledger.csv", "/staff/ledger.csv", READERS),
    (
        "GET /staff/documents/ledger/{format}",
        "/staff/documents/ledger/docx",
        READERS,
    ),
    (
        "GET /staff/documents/mirrors/{unit}/{number}/{format}",
        "/staff/documents/mirrors/housing/1/docx",
        UNIT_AND_TEAM,
    ),
    (
        "GET /staff/documents/criticism/{unit}/{number}/{format}",
        "/staff/documents/criticism/housing/1/docx",
        UNIT_AND_TEAM,
    ),
    (
        "GET /staff/documents/opinions/{format}",
        "/staff/documents/opinions/xlsx",
        OFFICE,
    ),
    (
        "GET /staff/problems/{problem}/items/new",
        "/staff/problems/1/items/new",
        UNIT,
    ),
    (
        "POST /staff/problems/{problem}/items/new",
        "/staff/problems/1/items/new",
        UNIT,
    ),
    (
        "GET /staff/problems/{problem}/items/{item}/revise",
        "/staff/problems/1/items/1/revise",
        UNIT,
    ),
    (
        "POST /staff/problems/{problem}/items/{item}/revise",
        "/staff/problems/1/items/1/revise",
        UNIT,
    ),
    (
        "GET /staff/problems/{problem}/items/{item}/evidence",
        "/staff/problems/1/items/1/evidence",
        UNIT,
    ),
    (
        "POST /staff/problems/{problem}/items/{item}/evidence",
        "/staff/problems/1/items/1/evidence",
        UNIT,
    ),
    (
        "GET /staff/problems/{problem}/items/{item}/{act}",
        "/staff/problems/1/items/1/finish",
        UNIT,
    ),
    (
        "POST /staff/problems/{problem}/items/{item}/{act}",
        "/staff/problems/1/items/1/progress",
        UNIT,
    ),
    ("GET /staff/rules", "/staff/rules", READERS),
    ("GET /staff/rules/new", "/staff/rules/new", UNIT),
    ("POST /staff/rules/new", "/staff/rules/new", UNIT),
    (
        "GET /staff/rules/{rule}/{act}",
        "/staff/rules/1/revise",
        UNIT,
    ),
    (
        "POST /staff/rules/{rule}/{act}",
        "/staff/rules/1/repeal",
        UNIT,
    ),
    ("GET /staff/stages", "/staff/stages", READERS),
    (
        "GET /staff/stages/{unit}/{act}",
        "/staff/stages/housing/report",
        UNIT,
    ),
    (
        "POST /staff/stages/{unit}/{act}",
        "/staff/stages/housing/report",
        UNIT,
    ),
    (
        "GET /staff/stages/{unit}/{act}",
        "/staff/stages/housing/sign",
        TEAM,
    ),
    (
        "POST /staff/stages/{unit}/{act}",
        "/staff/stages/housing/sign",
        TEAM,
    ),
    (
        "GET /staff/stages/{unit}/{act}",
        "/staff/stages/housing/postpone",
        TEAM,
    ),
    (
        "POST /staff/stages/{unit}/{act}",
        "/staff/stages/housing/postpone",
        TEAM,
    ),
    (
        "GET /staff/users/{user}/{act}",
        "/staff/users/USER/team",
        ADMIN,
    ),
    (
        "GET /staff/indicators/{subject}",
        "/staff/indicators/1",
        UNIT,
    ),
    (
        "GET /staff/indicators/{subject}/new",
        "/staff/indicators/unit/new",
        UNIT,
    ),
    (
        "POST /staff/indicators/{subject}/new",
        "/staff/indicators/1/new",
        UNIT,
    ),
    (
        "GET /staff/indicators/{subject}/{number}/table",
        "/staff/indicators/unit/1/table",
        UNIT,
    ),
    (
        "POST /staff/indicators/{subject}/{number}/table",
        "/staff/indicators/unit/1/table",
        UNIT,
    ),
    (
        "GET /staff/indicators/{subject}/{number}/{act}",
        "/staff/indicators/unit/1/change",
        UNIT,
    ),
    (
        "POST /staff/indicators/{subject}/{number}/{act}",
        "/staff/indicators/unit/1/measure",
        UNIT,
    ),
    ("GET /staff/look-backs", "/staff/look-backs", LOOKERS),
    (
        "GET /staff/look-backs/{problem}/{after}",
        "/staff/look-backs/1/90",
        LOOKERS,
    ),
    (
        "POST /staff/look-backs/{problem}/{after}",
        "/staff/look-backs/1/90",
        LOOKERS,
    ),
    ("GET /staff/users", "/staff/users", ADMIN),
    ("GET /staff/users/new", "/staff/users/new", ADMIN),
    ("POST /staff/users/new", "/staff/users/new", ADMIN),
    ("GET /staff/users/{user}", "/staff/users/USER", ADMIN),
    (
        "GET /staff/users/{user}/{act}",
        "/staff/users/USER/role",
        ADMIN,
    ),
    (
        "POST /staff/users/{user}/{act}",
        "/staff/users/USER/password",
        ADMIN,
    ),
    ("GET /staff/units", "/staff/units", ADMIN),
    ("GET /staff/units/new", "/staff/units/new", ADMIN),
    ("POST /staff/units/new", "/staff/units/new", ADMIN),
];
/// Routes after which the rest would be about something else.
const LAST_ROUTES: [(&str, &str, Who); 3] = [
    (
        "GET /staff/units/{unit}/{act}",
        "/staff/units/housing/rename",
        ADMIN,
    ),
    (
        "POST /staff/units/{unit}/{act}",
        "/staff/units/housing/move",
        ADMIN,
    ),
    ("POST /staff/sign-out", "/staff/sign-out", ALL),
];

pub(super) fn routes() -> impl Iterator<Item = (&'static str, &'static str, Who)> {
    let all = ROUTES.iter().chain(CAMPAIGN_ROUTES).copied();
    all.chain(LAST_ROUTES)
}
