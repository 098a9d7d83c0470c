# The frame around each page.
skip-to-content = Skip to the content
error-in-title = Error:
error-prefix = Error:
nav-languages = Language
nav-main = Main pages
nav-crumbs = Where you are
nav-public = Public pages
nav-to-speak = Speak up
nav-to-follow = Follow up
nav-to-problems = Problems
nav-to-units = Units
nav-to-log = Check for yourself
nav-to-inbox = Inbox
nav-to-work = Problem work
nav-to-ledger = Ledger
nav-to-users = Users
sign-out = Sign out
print-address = printed from { $path }
role-administrator = administrator
role-office = campaign office
role-supervisor = supervision team
role-unit = unit

# The foot of each page.
colophon-log = Public log
colophon-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
  }
colophon-root = root
colophon-promise = Every voice is counted. None can be removed without a trace, and anyone can check that.
colophon-about = About this service
colophon-privacy = What we know about you
colophon-source = massline is free software (AGPL-3.0): get the source
colophon-staff = Staff sign-in

# Forms.
optional = (optional)
at-most-characters = Up to { $n } characters.
error-summary = Please look at this again
filter-apply = Show
filter-clear = Show everything again
pager = Pages of this list
pager-shown = { $first }–{ $last } of { $total }
pager-before = Previous
pager-after = Next

# Stages of a problem.
stage-listed = On the list
stage-assigned = Waiting to be claimed
stage-claimed = Claimed
stage-rectifying = Being put right
stage-judging = The people judge
stage-closed = Closed
stage-reopened = Open again
stage-merged = Part of another problem
way-reopened = open again

# Where an opinion is.
place-waiting = Waiting to be read
place-in-problem = Part of a problem
place-answered = Answered
place-referred = Passed on
place-refused = Not taken
place-erased = Erased

# Rectification items.
item-planned = Planned
item-working = Under way
item-done = Done, says the unit
item-late = Overdue

# Stories and voices.
log-entry = Entry { $n } of the public log
redacted = left out
voices-count = { $n ->
    [one] { $n } voice
   *[other] { $n } voices
  }

# Receipts and seals.
receipt-title = Receipt
receipt-code = Your code
receipt-day = Received
receipt-qr = QR code that holds your code; scanned, it need not be typed
receipt-keep = We cannot show this code a second time. Write it down, photograph it or print it, and show it to nobody you do not trust. It says nothing about who you are.
seal-name = Seal:{" "}
seal-fixed = CLOSED|BY THE|PEOPLE
seal-not-fixed = OPEN|AGAIN
seal-judging = PEOPLE|JUDGE
seal-receipt = RECEIVED|AND KEPT

# Judging.
judge-question = Is it fixed?
judge-answer-fixed = It is fixed
judge-answer-not-fixed = It is not fixed
judge-answer-dont-know = I cannot say
judge-means-fixed = I see or feel the difference.
judge-means-not-fixed = It goes back to the unit.
judge-means-dont-know = Counted, but never as content.
judge-mine = Your answer so far

# Verdicts.
verdict-fixed = The people say: fixed
verdict-not-fixed = The people say: not fixed
verdict-open = The people are judging
verdict-asked = asked
verdict-answered = answered
verdict-satisfied = say it is fixed
verdict-rest = { $not_fixed } say it is not fixed, { $dont_know } cannot say, { $silent } silent. Percentages are of all who were asked.
