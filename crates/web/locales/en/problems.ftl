# The list of problems.
problems-title = Problems
problems-lead = What people say is wrong, strongest first. Each problem is made of voices; none of them is lost.
problems-none = No problem has been listed yet.
problems-none-such = No problem fits this choice.
problems-found = The list
problems-by-theme = Read them by theme
themes-title = Problems by theme
themes-lead = The same trouble in different places is several problems and one theme.
themes-how = The machine suggests these themes from what the problems are about, without the names of places and bodies. Nobody has decided them, and nothing depends on them.
themes-none = No two problems are about the same kind of matter yet.
themes-more = { $n ->
    [one] One smaller theme is not shown.
   *[other] { $n } smaller themes are not shown.
}
themes-back = All problems, strongest first
themes-problems = { $n } problems
themes-problems-more = and { $n } more
filter-all = All
filter-search = Search in titles
filter-more = Narrow down and sort
filter-stage = Stage
filter-unit = Unit
filter-category = Category
filter-sort = Order
filter-overdue = Only what is overdue
sort-strength = Strongest first
sort-newest = Latest first
sort-deadline = Nearest date first
problem-number = No. { $n }
problem-not-held-short = an earlier closing did not hold

# One problem.
problem-merged = This problem was the same as another and is part of it:
problem-not-held = This problem was closed once, and it came back. The earlier closing did not hold.
fact-number = Number
fact-stage = Stage
fact-unit = Unit
fact-category = Category
fact-source = How it was found
fact-listed = Listed on
fact-claim-by = To be claimed by
fact-deadline = Next date set
fact-keywords = Keywords
days-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
  }
me-too = This happens to me too
me-too-why = Is it the same with you? Each person who says so makes the problem stronger, and will be asked whether it is fixed. You can also just support it, without a word.
support-give = I support solving this
support-take-back = Take my support back
support-given = You support this.
support-none = Supporters are counted apart from those who spoke, and nobody is named.
support-few = Fewer than { $k } people support it; they are counted apart from those who spoke, and nobody is named.
support-many = { $n } people support it; they are counted apart from those who spoke, and nobody is named.
strength-title = How strongly people feel about it
strength-is = Strength { $n }. It is a sum that anyone can check:
strength-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
  }
strength-channels = { $n ->
    [one] { $n } channel
   *[other] { $n } channels
  }
strength-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
  }
strength-reopened = { $n ->
    [one] { $n } time open again
   *[other] { $n } times open again
  }
strength-copies = { $n ->
    [one] { $n } more voice repeats the words of another and is not counted again.
   *[other] { $n } more voices repeat the words of others and are not counted again.
  }
strength-few = Fewer than { $k } people have spoken of this so far. With so few, neither their number nor what would give it away is shown.
strength-why = The weights stand in the charter. Neither the unit nor the office can make a problem weaker.

# Voices.
voices-title = What people say
voices-few = Words are shown once at least { $k } people have spoken of it.
voices-note = Some of the voices, chosen by the program because they are typical. What could tell who spoke is left out.
months-caption = Voices by month
months-note = Numbers under { $k } are not shown, nor what would give them away.
months-things = Month
months-amount = Voices

# What the unit does.
items-title = What the unit does about it
items-none = No rectification has been planned yet.
item-title = Item { $n }
item-form = How it shows
item-cause = Cause
item-goal = Goal
item-measure = Measure
item-leader = Leader
item-owner = Who answers for it
item-helping = Who helps
item-deadline = Date
item-quiet = No news for { $n } days
item-deadline-changed = { $n ->
    [one] moved once
   *[other] moved { $n } times
  }
item-for-whom = For whom?
item-relying-on = Relying on whom?
item-who-am-i = Who am I?
item-result = What came of it
item-rule = The rule
item-finished = Done, says the unit, on
rule-kind-new = New rule:
rule-kind-revised = Rule changed:
rule-kind-not-needed = No rule needed, because:
evidence-no-picture = No picture.
evidence-title = Evidence
evidence-kind-before = Before
evidence-kind-after = After
evidence-kind-document = Document
evidence-kind-work-order = Work order (where it is done, no proof that it is)
evidence-kind-figure = Figure
evidence-file = Open the file
evidence-link = Where to see it
progress-title = Progress

# What the people said.
rounds-title = What the people judged
rounds-none = The people have not been asked yet. The unit asks them when it says that it is done.
round-title = Round { $n }
round-decided = Decided on
round-open = People asked: { $asked }. How they answer is shown when the round has ended, so that nobody follows the others. Open until
round-judge = Do you hold a receipt for this problem? Judge here
round-rule = The rule: closed if at least { $percent }% of those who say “fixed” or “not fixed” say “fixed”, within { $days }. “I cannot say” and silence are shown and never count as content.
round-few-fixed = Fewer than { $k } people were asked. Their word was: fixed. With so few, the numbers would tell what each one answered.
round-few-not-fixed = Fewer than { $k } people were asked. Their word was: not fixed. With so few, the numbers would tell what each one answered.
share-caption = Of the clear answers, how many say “fixed”
share-note = The line shows where the share may lie if those who were silent think as the others do (95% Wilson interval).
share-things = Answer
share-label = Fixed
comments-title = What they added

# The story.
story-title = The story
story-note = Each number leads to an entry of the public log, where it cannot be altered.
story-earlier = The latest are shown; { $n } earlier ones stand in the log.
who-people = The people
who-system = by the calendar
event-listed = Written down as a problem
event-renamed = New title: { $title }
event-labelled = Marked as { $category }
event-unlabelled = Category taken off
event-merged = Found to be the same as problem no. { $n }
event-split = Some of its voices are about another matter: they are now problem no. { $n }
event-told-apart = Found not to be the same as problem no. { $n }
event-picture-shown = A picture of a person who spoke is shown with it
event-picture-hidden = A picture of a person who spoke is shown no longer
pictures-title = Pictures of people who spoke
pictures-note = Each gave them for everyone to see; the office looked at them first. Who takes back what they said takes back their pictures.
event-assigned = Sent to { $unit }, to be claimed by { $day }
event-claimed = { $unit } claimed it as its own
event-referred = Named { $unit } as the one whose it is, to be claimed by { $day }
event-closing-requested = Says that it is done, and asks the people
event-closed = Judged: fixed. Closed
event-not-fixed = Judged: not fixed. Open again
event-recurred-opinion = Somebody speaks of it again after closing: open again, the closing did not hold
event-recurred-holder = Somebody who raised it says that it is back: open again, the closing did not hold
event-planned = Planned item { $n }, to be done by { $day }
event-revised = Wrote item { $n } anew
event-progressed = Progress on item { $n }
event-evidence = Evidence for item { $n }
event-deadline = Moved the date of item { $n } from { $from } to { $to }
event-finished = Says that item { $n } is done
event-resumed = Takes up item { $n } again
event-round-opened = People asked: { $asked }. Open until { $day }
problem-split-from = This was once a part of another problem:
fact-places = Places named by many
strength-units = { $n ->
    [one] { $n } unit named
   *[other] { $n } units named
  }
strength-harmed = { $n } people who tell of harm
strength-supporters = { $n } supporters
strength-steps = People who tell of harm, and supporters, are counted in full steps of { $k }, so that no small number shows.
strength-charter = Read the charter
properties-title = Four properties
properties-note = Each from 0 to 100, computed from what people say; nobody sets them. Which words count stands in the charter.
property-widespread = Widespread
property-visible = Plain to see
property-harmful = Harmful
property-stubborn = Stubborn
property-widespread-how = Named { $units } of { $units_of } units ({ $units_percent }%), came by { $channels } of { $channels_of } channels ({ $channels_percent }%); half each.
property-visible-how = At least { $n } of { $of } people met with it themselves and say where, or show it in a picture ({ $percent }%).
property-visible-few = Fewer than { $k } of { $of } people met with it themselves and say where, or show it in a picture: counted as none.
property-harmful-how = The words of at least { $n } of { $of } people tell of harm ({ $percent }%).
property-harmful-few = The words of fewer than { $k } of { $of } people tell of harm: counted as none.
property-stubborn-how = { $n }, at most 100.
weeks-caption = Voices by week
weeks-things = Week from
trend-note = Hatched: numbers under { $k } are not shown, nor what would give them away.
