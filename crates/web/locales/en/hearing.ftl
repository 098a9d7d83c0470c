# The plan of hearing: whom the campaign wants to hear
hearing-title = Whom we want to hear
hearing-fixed = Fixed in public on { $day }, before we knew who would speak.
hearing-last-changed = Fixed in public; last changed on { $day }.
hearing-summary = { $reached } of { $of } targets are reached; all are to be by { $day }.
hearing-target = { $whom }: { $n }
hearing-to-public = The plan as everyone sees it
hearing-late = This day is past, and not all of them have been heard.
hearing-channel = By { $channel }
hearing-reached = Reached
hearing-not-yet = Not yet
hearing-changes = { $n ->
    [one] The plan was changed once
   *[other] The plan was changed { $n } times
  }
hearing-before = Before: { $targets }; by { $day }
hearing-groups = How many voices from each group
hearing-channels = How many voices by each channel
hearing-no-number = Write a whole number, or leave it empty.
act-hearing = Plan of hearing
act-why-hearing = Say whom you want to hear, and by when, before you know who will speak. It is public at once; a change later needs a reason and stays visible. Leave empty what has no target.
act-do-hearing = Fix and publish
done-hearing = The plan of hearing is public.
ask-hearing-by = By which day
ask-hearing-reason = Why it is changed
todo-plan-hearing = Fix the plan of hearing
todo-why-plan-hearing = The first stage waits for it: whom to hear, how many, by when.
todo-hear-more = Targets of the plan of hearing not reached
todo-why-hear-more = Go to those who have not spoken yet, and write down what they say.
condition-plan-heard = The plan of hearing is fixed, and as many as it wanted were heard
order-target-size = A target is a number from the smallest that may be published up to ten million.
