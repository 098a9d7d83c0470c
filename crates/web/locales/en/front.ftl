# The front page.
front-title = You speak. They put it right. You judge.
front-lead = Say here what you have seen, what happened to you, what has been on your mind. No account, no name. Whether it is fixed is for you to judge, and for nobody else.
front-speak = Speak up
front-follow = Follow with your receipt
front-strongest = What people feel most strongly about
front-closed = Closed by the people
front-reopened = Not fixed: open again
front-all = See all of these
front-reach = Who has spoken, and who has not been heard
campaign-ended = This campaign has ended and takes no more opinions. Work and judging go on, and your receipt still opens what you said.

# The books.
books-title = The books
books-received = voices received
books-in-problem = in problems
books-answered = answered directly
books-referred = passed on
books-refused = not taken, with a reason
books-waiting = waiting to be read
books-erased = erased
books-balance = The books balance: { $received } received = { $in_problem } in problems + { $answered } answered + { $referred } passed on + { $refused } not taken + { $waiting } waiting + { $erased } erased.
books-do-not-balance = The books do not balance: { $received } received, but { $in_problem } in problems + { $answered } answered + { $referred } passed on + { $refused } not taken + { $waiting } waiting + { $erased } erased. This must not happen. Please tell whoever runs this service.

# Counts of people.
fewer-than = fewer than { $k }
voices-fewer-than = fewer than { $k } voices
not-shown = not shown

# Reach.
reach-title = Who has spoken
reach-home = Front page
reach-lead = { $n } voices so far. A campaign that hears only some has not listened.
reach-unheard = Nobody has spoken as one of these yet: { $groups }. If you know some, tell them, or speak for them with their consent.
reach-groups = Voices by group, where it was said
reach-group = Group
reach-channels = Voices by channel
reach-channel = Channel
reach-weeks = Voices by week
reach-weeks-note = Weeks with fewer than { $k } voices are drawn as none.
reach-week = Week from
