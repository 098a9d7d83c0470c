# Stages: how far each unit is and what is missing
stages-title = Progress of the campaign
stages-lead = Which stage each unit is in, and what is missing. A stage does not end because its day has come: its conditions must be met, the public must have been told, and a supervision team sent from above must sign. The body above goes first. Units stand in the order of the tree and are not ranked.
stages-none = This campaign has no stages.
stages-caption = The stage each unit is in
stages-unit = Unit
stages-passed-of = units have passed, of { $of }
stages-of = { $unit }: progress
stages-one-lead = What was done, what is missing, and who signed.
stages-to-unit = The problems of this unit
unit-to-stages = Which stage this unit is in, and what is missing
units-to-stages = Which stage each unit is in
stage-state-passed = Passed
stage-state-ahead = Not begun
stage-state-put-off = Put off
stage-state-ready = Waits for a signature
stage-state-now = Under way
stage-until = until { $day }
stage-met = { $met } of { $all } conditions
stage-work = { $n ->
    [one] What is asked in this stage (one thing)
   *[other] What is asked in this stage ({ $n } things)
}
stage-gates = What must hold to pass
stage-gate-by-people = Nothing here can be checked by itself; the supervision team looks at it.
stage-report = What the unit told the public
stage-put-off = Put off
stage-put-off-by = The supervision team sent by { $unit } put it off until { $day }: quality before dates.
stage-signed = Signed
stage-signed-by = The supervision team sent by { $unit } has signed.
check-met = Met
check-unmet = Missing
check-unasked = Not asked of this class of unit
condition-groups-heard = Enough people of every group have spoken
condition-opinions-sorted = Enough of the opinions are sorted in time
condition-all-claimed = Every problem given to the unit is claimed
condition-all-planned = Every problem of the unit has an item in the ledger
condition-none-overdue = No item is past its day
condition-rules-answered = Every item is done, with an answer on its rule
condition-people-judged = The people have judged everything that the unit put right
condition-above-passed = The body above has passed this stage
condition-above-claimed = The body above has claimed all its problems
condition-reported = The public has been told about this stage
why-groups = Too few have spoken: { $groups }.
why-share = { $late } of { $of } opinions wait too long; { $percent }% must be sorted in time.
why-unit = { $unit } must finish first.
condition-papers-accepted = The self-examination is accepted, and none waits to be rewritten
condition-papers-published = Every accepted self-examination is public
stage-hours-asked = This stage asks about { $n } hours of a unit of this class.
stage-hours-told = The unit says it took { $n }.
stage-hours-unsaid = The unit has not said how many it took.
leaders-title = The leaders’ own steps
leaders-lead = By office, no names: what each wrote of itself, whether it spoke of itself first in the session, and what it took on in public.
leaders-office = Office
leaders-paper = Own self-examination
leaders-session = Session
leaders-commitments = Commitments
leaders-not-yet = Not yet
leaders-being-written = Being written and read
leaders-accepted = Accepted
leaders-published = Public
leaders-spoke = Spoke of itself, minutes are public
leaders-in-session = Takes part, not closed yet
leaders-kept = { $kept } of { $all } kept
condition-leader-examined = The leader’s own self-examination is accepted
stage-readers = read from { $n } browsers, each counted once a day
condition-seen-outside = Enough people have read what the unit told
why-number-plan-heard = { $n ->
    [one] One target of the plan of hearing is not reached; see Who has spoken.
   *[other] { $n } targets of the plan of hearing are not reached; see Who has spoken.
}
why-number-all-claimed = { $n ->
    [one] One problem is not claimed.
   *[other] { $n } problems are not claimed.
}
why-number-all-planned = { $n ->
    [one] One problem has no item yet.
   *[other] { $n } problems have no item yet.
}
why-number-none-overdue = { $n ->
    [one] One item is past its day.
   *[other] { $n } items are past their day.
}
why-number-rules-answered = { $n ->
    [one] One item is not done.
   *[other] { $n } items are not done.
}
why-number-rules-registered = { $n ->
    [one] One problem names a rule that is not in the register.
   *[other] { $n } problems name a rule that is not in the register.
}
why-number-people-judged = { $n ->
    [one] One problem is still in work or before the people.
   *[other] { $n } problems are still in work or before the people.
}
why-number-papers-accepted = { $n ->
    [one] One paper is before the team or to be rewritten.
   *[other] { $n } papers are before the team or to be rewritten.
}
why-number-papers-published = { $n ->
    [one] One accepted paper is not public yet.
   *[other] { $n } accepted papers are not public yet.
}
why-number-sessions-held = { $n ->
    [one] One session is open.
   *[other] { $n } sessions are open.
}
why-number-treatments-answered = { $n ->
    [one] One treatment waits for a decision or is past its day.
   *[other] { $n } treatments wait for a decision or are past their day.
}
why-number-studied = { $n ->
    [one] One document has no note of the unit yet.
   *[other] { $n } documents have no note of the unit yet.
}
why-undone-plan-heard = There is no plan of hearing yet.
why-undone-papers-accepted = The self-examination is not accepted yet.
why-undone-leader-examined = The leader’s own self-examination is not accepted yet.
why-undone-sessions-held = No session has been held to its end yet.
why-undone-wave-opened = The unit is in no wave that was opened.
why-undone-lessons-answered = The unit has not said yet what it takes over of the lessons.
why-undone-reported = The public has not been told yet.
why-undone-seen-outside = Too few have read what the unit told, or it told nothing yet.
condition-talk-held = Those who run the unit sat down together once
why-undone-talk-held = The unit has not said yet on which day it sat down together.
stage-talked = Sat down together on { $day }.
