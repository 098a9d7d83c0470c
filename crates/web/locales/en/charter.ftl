# The charter in force.
charter-what = This is the charter of the campaign. All that is decided by a rule is decided by what stands here. It is in the public log; changing it would be an entry of its own, with a reason.
charter-numbers = The numbers that decide
charter-strength = Strength of a problem
charter-verdict = When a problem is closed
charter-small = Numbers of people under this are not published
charter-chars = Most characters of an opinion
charter-sorted = Opinions sorted in time
charter-percent = { $n }%
charter-sort = To sort an opinion
charter-claim = To claim a problem, or to name whose it is
charter-look-back = A closed problem is looked at again after
charter-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }
charter-values = Values
charter-categories = Categories
charter-categories-note = The machine may suggest a category; a person decides. It learns from what people decided here; before that it counts the signs listed for each.
charter-signs = Words that are signs of it
charter-category = Category
charter-meaning = What it means
charter-cure = Its cure
charter-stages = Stages
charter-gate = To pass on
charter-classes = Classes of unit
charter-classes-note = Different bodies are asked different things.
charter-mirrors = Mirrors
charter-sources = How problems are found
charter-channels = Channels
charter-groups = Groups to be heard
charter-refusals = Reasons for not taking an opinion
charter-indicators = What is measured
charter-text = The whole text
charter-part-people = people
charter-part-units = units named
charter-part-channels = channels
charter-part-months = months
charter-part-harmed = people who tell of harm, in full steps of the small number
charter-part-supporters = supporters, who did not speak themselves, in full steps of the small number
charter-part-reopened = times open again
charter-properties = Properties of a problem
charter-widespread = half the share of all units that people named, half the share of all channels by which it came
charter-visible = the share of people who met with it themselves and name a place, or give a picture
charter-harmful = the share of people whose words tell of harm
charter-stubborn = { $month } × months + { $reopened } × times open again, at most 100
charter-harm-words = Words that tell of harm
charter-first-hand-words = Words that tell of what one met with
charter-working = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
  }
charter-escalate = What is late shows one level further up, each time after
charter-remind = What is due shows on homes before its day
charter-quiet = An item of which nothing is told shows as quiet after
charter-reply = An accepted paper, and a treatment, wait for a reply
charter-problem-share = Least share of a self-examination that is about problems
charter-calendar = Working days
charter-all-calendar = All limits are counted in calendar days.
charter-working-days = Limits in working days leave out weekends and holidays and count days off that are worked instead. All others are counted in calendar days.
charter-holidays = Days off
charter-worked = Days off that are worked instead
charter-returns = Reasons for returning a self-examination
charter-substitutions = What must not stand in for what is asked
charter-phrases = Phrases that are pointed out
charter-talks = Talks before a criticism session
charter-talks-what = Until all of them are held, nothing is said at the session. Only that a talk was held is on record, never what was said.
charter-treatments = How an office is treated for what it did or left undone
charter-treatments-what = From the lightest to the heaviest. It is proposed from outside with a fact, the office has its say, somebody else decides, and nothing gets heavier than was proposed.
values-title = Read along the values
values-lead = How each value is recognised, and the problems and units that fall short of it, as people labelled the problems. In the order of the units; it is no ranking.
values-none = This charter names no values.
values-against = What goes against it: { $winds }. { $n } problems are labelled so, { $closed } of them closed by the people.
values-by-unit = By unit
values-open = Open
values-closed = Closed by the people
values-link = Problems and units along these values
fact-value = What is wanted instead
