# Days.
date-form = { $day } { $month } { $year }
date-month-form = { $month } { $year }
date-name-1 = January
date-name-2 = February
date-name-3 = March
date-name-4 = April
date-name-5 = May
date-name-6 = June
date-name-7 = July
date-name-8 = August
date-name-9 = September
date-name-10 = October
date-name-11 = November
date-name-12 = December

# Figures drawn by the server.
chart-table = The numbers as a table
chart-same-numbers = The same numbers follow below as a table.
chart-share = Share
chart-interval = 95% interval
chart-answers = Answers
chart-threshold = Needed: { $share }

# The loop. A bar breaks the line.
loop-caption = How a voice becomes a problem, is put right, and is judged by the people
loop-voices = Voices
loop-sub-voices = anyone, anonymous,|none is lost
loop-problems = Problems
loop-sub-problems = voices on one matter,|strongest first
loop-claimed = Claimed
loop-sub-claimed = a unit answers|for it by name
loop-rectified = Put right
loop-sub-rectified = cause, measure, owner,|date, evidence, rule
loop-judged = Judged
loop-sub-judged = by those who|raised it
loop-closed = Closed
loop-sub-closed = by their word|and no other
loop-looked-back = Looked back
loop-sub-looked-back = after 90 days|and after a year
loop-lessons = Lessons
loop-sub-lessons = for the next wave|and for those above
loop-again = not fixed: open again
loop-seal = THE|PEOPLE
ordinal-2 = 2
ordinal-3 = 3
ordinal-4 = 4
ordinal-6 = 6
ordinal-7 = 7
ordinal-8 = 8
