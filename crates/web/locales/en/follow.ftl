# The code of the receipt.
follow-title = Follow up with your receipt
follow-lead = Type the code on your receipt. You see where your opinion stands and what you can do.
follow-code = The code on your receipt
follow-code-hint = 28 characters after ML1. Capitals, spaces and dashes do not matter; O counts as 0, I and L as 1.
follow-go = Show me
follow-typed = As it was read:
follow-lost-title = Lost the code?
follow-lost = Without the code nobody can find your opinion, and neither can we. That is what keeps you safe. It still counts, and its problem goes on without you; you can watch the problem, or speak again.
code-empty = Please type the code on your receipt.
code-length = This code is too short or too long: it has { $found } characters. A code has ML1 and 28 more. Please compare it with your receipt.
code-character = The character “{ $ch }” in place { $at } does not occur in codes. Please compare it with your receipt.
code-check = There is a slip in this code. Please compare it with your receipt, group by group.

# The way of an opinion.
way-title = Where your opinion stands
way-steps = Its way so far
way-now = Now
way-received = Received
way-log = Public log
way-sealed = Sealed, entry
way-not-sealed = Promised, not sealed yet. Entries are sealed in batches, so that their time says nothing about you.
way-sorted-by = To be read by
way-answer = The answer
way-referred = Passed on to
way-refused = Not taken, because
way-problem = The problem it is part of

# Judging.
judge-title = Judge
judge-lead = Those who raised a problem decide whether it is fixed. Type the code on your receipt: if you are asked now, you will see three buttons.
judge-go = To my ballot
judging-title = How judging works
judging-who = Asked are all who hold a receipt for an opinion in the problem when the body says it is done. Neither the body nor the office chooses them.
judging-window = You have { $days }. Until the round ends you can change your answer; the last one counts.
judging-rule = The problem is closed only if at least { $percent }% of those who say “fixed” or “not fixed” say “fixed”. Otherwise it is open again.
judging-silence = “I cannot say” and silence are counted and shown. They never count as content.
judging-secret = No page shows how you answered: not to the body, not to the office, not to the public.
judging-again = If it comes back after it was closed, say so with the same code. The problem opens again, and the closing is marked as not held.
judging-now = What is being judged now
ballot-title = Is it fixed? You judge.
ballot-see = See what the body says it did
ballot-ask = The body says it is done. What do you see?
ballot-again = You have answered. You can change your answer.
ballot-until = Open until
ballot-comment = Anything to add?
ballot-comment-hint = Shown without a name once enough people have answered. Names and numbers are left out first.
ballot-secret = No page shows how you answered. Press one button: it is sent at once.
judged-counted = It counts. The round goes on, and you can change your answer until it ends.
judged-closed = It counts, and it decided the round: the problem is closed, by the people's word.
judged-reopened = It counts, and it decided the round: not fixed. The problem is open again.

# It came back.
back-title = Is it there again?
back-why = If the same problem is back, say so. It opens again with the body that had it, and the earlier closing is marked as not held.
back-button = It came back
back-done = Thank you. The problem is open again, and the closing is marked as not held.

# The proof file.
proof-title = Proof
proof-what = The proof file shows that this opinion was received on its day and stands unaltered in the public log. It never holds your code.
proof-opening = Put my words into the file
proof-opening-hint = Only for someone you trust: a court, an inspector, a journalist. It then also proves that these are the words.
proof-button = Save the proof file
proof-check = { $file } can be checked by anyone, offline and without us.
proof-how = How to check it

# Erasing.
erase-title = Erase my words
erase-what = What you wrote can be removed for good.
erase-ask = Erase my words …
erase-sure-title = Erase your words?
erase-sure = This cannot be undone, neither by you nor by us.
erase-gone = Gone are your words, and the place and the body you named.
erase-stays = What stays: that somebody spoke, the day, the channel and the group, and a sealed number in the log that says nothing without your words.
erase-count = Your receipt can still be followed, but it can no longer judge. The problem goes on with the other voices.
erase-yes = Yes, erase my words
erase-no = No, keep them
erase-done = Your words are erased.
# Where it was before.
moves-title = Where your opinion went
moved-merge = Two problems turned out to be one:
moved-split = The problem held two matters, and yours became one of its own:
moved-hand = Moved:
moved-waits = waits to be sorted again
