# What is late goes up, one body at a time.
gone-up-title = Late, and taken to the body above
gone-up-times = Taken to a body above { $n ->
    [one] once
   *[other] { $n } times
  } so far. Still not done: { $open }.
gone-up-caption = What has gone up and is still open
gone-up-what = Matter
gone-up-due = Was due
gone-up-to = Has gone to
gone-up-claim = To claim
gone-up-item = To put right
gone-up-note = What is not claimed or not done by its day goes to the body above after { $days }, and one body further each time as many go by. Each time is counted, and stays counted when it is done.
event-escalated-claim = Due to be claimed by { $day } and late: taken to { $unit }
event-escalated-item = Due to be done by { $day } and late: taken to { $unit }
todo-come-up = Late below, and come up to you
todo-why-come-up = Units below did not do it by its day. Ask about each, and settle a way and a new day.
todo-come-up-claim = Not claimed below
todo-why-come-up-claim = It is late and has come up to you. Ask whose it is, and by when it will be claimed.
todo-come-up-item = Not done below
todo-why-come-up-item = It is late and has come up to you. Ask where it is stuck, and whether your body must step in.
todo-due-soon = Problems due soon
todo-why-due-soon = The day to claim or to put them right is near. A question now is better than a reminder after.
