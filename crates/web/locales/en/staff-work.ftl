# Problem work.
work-title = Problem work
work-caption = Problems
work-empty = There are no such problems.
work-number = Problem { $n }
work-next = What comes next
work-items = Rectification items
work-no-items = Nothing is planned yet.
work-rounds = What the people judged
work-round-number = Round { $n }
work-round-decided = Decided on { $day }
work-round-open = Open until { $day }
work-round-comments = What people wrote
work-voices = What people say (nothing that tells who)
work-few-voices = Few people spoke. Their words are not shown, so that nobody can guess who it was.
work-opinions = Opinions in problems, in the inbox
ties-title = Why each voice is in this problem
ties-how = { $n ->
    [one] The only voice, as far as its words are kept.
   *[other] The latest { $n } voices, with what each shares with others here. Only the office sees this.
}
ties-words = Shares these words with others here: { $words }.
ties-places = Another one speaks of the same place: { $words }.
ties-nothing = Shares no word with the others; a person put it here.
work-listed = Listed
work-people = People
work-strength = Strength
work-reopened = Times open again
work-public-page = The page as the public sees it
work-evidence-none = No evidence yet.
upload-unreadable = This file cannot be read, or it is encrypted. Export it or take the picture again, and send that.
upload-only-pdf = Only PDF files are taken here.
upload-media = Only JPEG, PNG and WebP pictures and PDF files are taken.
column-number = No.
column-due = Due
overdue = overdue
no-unit = none yet
no-category = no category
without-category = no category yet
by-day = Due { $day }.
by-day-late = Was due { $day }.
next-listed = The office gives it to a unit.
next-assigned = The unit claims it, or says whose it is.
next-claimed = The unit plans what will be done: cause, measure, owner, deadline.
next-rectifying = The unit is putting it right. The people can be asked once every item has evidence and a result.
next-judging = The people are judging. Neither the unit nor the office can say for them that it is fixed.
next-closed = Closed by the people. If the same is raised again, it opens by itself.
next-reopened = The people say it is not fixed. The unit resumes an item or plans a new one.
next-merged = It is part of another problem.
do-new = New problem by hand
do-assign = Assign
do-rename = Change the title
do-label = Category
do-merge = Merge into another
do-claim = Claim
do-refer-unit = Not ours: name the unit
do-close = Ask the people
do-items-new = Plan an item
do-progress = Note progress
do-evidence = Add evidence
do-finish = Report as done
do-deadline = Change the deadline
do-revise = Rewrite
do-resume = Resume
act-list = List a new problem
act-why-list = Say in one line what it is. The machine drafts a title from the words; make it plain.
act-do-list = List the problem
do-found = Write down a problem you found
act-found = A problem your unit found itself
act-why-found = It is listed for everyone and is yours with that. It closes as every other: when the people judge that it is fixed. Ask those it touches to press “This happens to me too” on its page.
act-do-found = List it
act-point-out = Point out a problem
act-why-point-out = It is listed for everyone and given to the unit, which claims it in time or says whose it is.
act-do-point-out = Point it out
done-found = Listed, and yours. Plan what is to be done.
done-pointed-out = Listed, and given to the unit.
act-rename = Change the title
act-why-rename = Titles are public. Make it clearer, not another matter.
act-do-rename = Change the title
act-label = Category
act-why-label = A label of the charter. A person decides, and can change it.
act-do-label = Save the category
label-suggested = The machine suggests; a person decides:
label-probability = The machine puts it at { $probability }, from { $n } decisions that people made.
label-signs = Signs that the charter lists for it stand in { $n } of { $of } voices. Too little is decided here yet to learn from.
label-words = Words that speak for it: { $words }
label-accept = Label as “{ $category }”
act-assign = Give it to a unit
act-why-assign = By the day named, the unit claims it or says whose it is.
act-do-assign = Assign
act-merge = Merge into another problem
act-why-merge = For two problems that are about the same matter.
act-do-merge = Merge for good
act-claim = Claim this problem
act-why-claim = Claiming is owning it: the public page says that your unit answers for it.
act-do-claim = Claim
claim-means = Once { $unit } has claimed it, plan what will be done. Whether it is fixed is judged by those who raised it.
act-refer-unit = Not ours: name the unit it belongs to
act-why-refer-unit = A unit and a reason are needed; nothing is passed into nowhere. The reason is public.
act-do-refer-unit = Pass it on to this unit
refer-days = That unit has { $days } to claim it or to name another.
act-close = Ask the people
act-why-close = Those who raised this problem and hold a receipt say whether it is fixed.
act-do-close = Ask them
close-means = This round asks { $asked ->
    [one] { $asked } person
   *[other] { $asked } people
  } for { $days }. Of those who say yes or no, { $percent }% must say it is fixed. Silence is not content.

# Items.
item-number = Item { $n }
deadline-changed = { $n ->
    [one] changed once
   *[other] changed { $n } times
  }
rule-name-new = A new rule
rule-name-revised = A changed rule
rule-name-not-needed = No rule is needed
rule-means-new = A new rule was made.
rule-means-revised = A rule that was there was changed.
rule-means-not-needed = Say why no rule is needed.
plan-helpers = Units that help
plan-three = Three questions
plan-three-why = Every item answers these three; the answers are public.
act-plan = Plan an item
act-why-plan = One thing to do is one item. Everything here is public.
act-do-plan = Plan it
act-revise = Rewrite the item
act-why-revise = Say it more clearly. The deadline has a page of its own.
act-do-revise = Save
act-progress = Note progress
act-why-progress = Write when something moves; do not wait for the deadline.
act-do-progress = Note it
act-evidence = Add evidence
act-why-evidence = Without evidence an item cannot be reported as done.
act-do-evidence = Add it
act-deadline = Change the deadline
act-why-deadline = The old day, the number of changes and the reason are public.
act-do-deadline = Change it
act-finish = Report as done
act-why-finish = Done does not mean fixed: that is for the people to judge.
act-do-finish = Report as done
act-resume = Resume the item
act-why-resume = The people say it is not fixed, so this item is worked on again.
act-do-resume = Resume

# The ledger.
ledger-title = Rectification ledger
ledger-caption = Items, the nearest deadline first
ledger-empty = There are no such items.
download = Download:
download-xlsx = Excel workbook
download-docx = Word document
download-csv = CSV file
ledger-print = or print it from the browser
ledger-column-number = No.
ledger-column-problem = Problem
ledger-column-source = Source
ledger-column-cause = Cause
ledger-column-form = How it shows
ledger-column-goal = Goal
ledger-column-measure = Measures
ledger-column-leader = Leader
ledger-column-lead = Lead unit
ledger-column-helping = Helping
ledger-column-owner = Responsible office
ledger-column-deadline = Deadline
ledger-column-progress = Progress
ledger-column-result = Result and rule
ledger-column-state = State
ledger-column-verified = Verified by
ledger-column-closed = Closed on
ledger-verified = By the people: { $asked } asked, { $answered } answered, { $fixed } said it is fixed
ledger-verified-few = By the people: fewer than { $k } asked, and they said it is fixed
# Merging and splitting.
do-split = Split
merge-suggested = What may be the same
merge-none-suggested = The machine finds no other problem that may be the same.
merge-other = Another problem
merge-look = Look at the result
merge-not-same = Not the same matter
merge-preview = What the merge comes to
merge-says = All voices of problem { $from } go into problem { $into }. It keeps its title:
merge-goes = No. { $n } now
merge-stays = No. { $n } now, stays
merge-together = Together
merge-undone-number = Problem { $n } is over. Its page stays and leads to the other one.
merge-undone-title = Voices cannot be told apart again by themselves; whoever wants that chooses them one by one in a split.
merge-told-holders = { $n ->
    [one] { $n } person holds
   *[other] { $n } people hold
  } a receipt for a voice that moves. The receipt goes on working and says where the voice went.
merge-told-other-unit = { $unit } has the problem that goes: it leaves its list.
merge-reopens = The problem that stays is closed and would be open again: some of these voices spoke after it was closed.
act-split = Split this problem
act-why-split = For a problem that holds two matters. Tick the voices of the other matter: they become a problem of their own, and the machine never suggests that the two are one.
act-do-split = Split for good
split-search = Only voices with these words
split-hidden = { $n ->
    [one] { $n } more voice is
   *[other] { $n } more voices are
  } not shown here. Search for the words of the other matter.
split-look = Look at the result
split-preview = What the split comes to
split-says = { $n ->
    [one] { $n } voice becomes
   *[other] { $n } voices become
  } a problem of their own.
split-copies = { $n ->
    [one] { $n } voice that you did not tick goes
   *[other] { $n } voices that you did not tick go
  } too, because the words are the same.
split-now = No. { $n } now
split-stays = What stays
split-new = The new problem
split-voices-new = What people say in the new problem
split-voices-stay = What people say in the one that stays
split-undone = The new problem has a number of its own from now on. The two can be merged again only before a unit has claimed the one that goes.
split-told-holders = { $n ->
    [one] { $n } person holds
   *[other] { $n } people hold
  } a receipt for a voice that moves. The receipt goes on working and says where the voice went.
split-told-new-unit = { $unit } is given the new problem and must claim it or name another unit.
split-back = Choose again
preview-what = Measure
preview-line-voices = Voices
preview-line-receipts = With a receipt
preview-line-channels = Channels
preview-line-months = Months
preview-voices = What people will read there
preview-undone = What cannot be undone
preview-undone-log = The decision stands in the public log for good.
preview-told = Who is told
preview-told-unit = { $unit }, which has the problem, reads it in the problem's story.
preview-told-public = Everyone: it stands in the public story of both problems.
preview-line-units = Units named
ledger-to-import = Import a ledger
act-ledger-list = List the problems of a ledger
act-why-ledger-list = The ledger of a unit as it is, from Excel or csv. Each problem in it is listed and given to the unit, which claims it and then plans its rows from the same file. Problems the unit has already are left as they are.
act-do-ledger-list = List them
act-ledger-import = Import your ledger
act-why-ledger-import = Your ledger as it is, from Excel or csv, with the customary columns in any order: problem, cause, goal, measures, responsible office, deadline. Each row becomes an item of a problem you have claimed. Results and closing dates are left out: here only the people close.
act-do-ledger-import = Import
ask-ledger-unit = Whose ledger it is
ledger-import-answers = For rows that have no columns for the three answers:
ledger-import-done = What came of the ledger
ledger-import-listed = Problems listed
ledger-import-planned = Items planned
ledger-import-known = There already
ledger-import-left = Rows not taken
ledger-import-left-do = Nothing of these rows is lost: correct the file and import it again; what is there already is left as it is.
ledger-import-line = Line
ledger-import-why = Why
ledger-import-again = Import again
ledger-import-no-problems = No column is called “Problem”. Name the columns in the first row: problem, cause, goal, measures, responsible office, deadline.
ledger-import-unreadable = The row cannot be read.
ledger-import-no-problem = Your unit has no problem of this name or number. Ask the campaign office to list it, then claim it.
ledger-import-no-day = The deadline is no day; write it as 2026-12-31.
ledger-import-field = { $field }: { $why }
ask-table-file = Table
ask-hint-table-file = An Excel workbook (xlsx), ods or csv. The first row names the columns.
