# The desk.
nav-to-desk = My desk
nav-to-staff-units = Unit settings
nav-to-audit = Check the books
desk-title = My desk
desk-elsewhere = You can also
desk-quiet-administrator = You manage users and units. Opinions and problems are not for administrators to read.
desk-quiet-office = Everything is sorted. Nothing waits for you.
desk-quiet-supervisor = Nothing is overdue, unclaimed or being judged.
desk-quiet-unit = Nothing waits for your unit right now.
todo-waiting = Opinions to sort
todo-why-waiting = Every opinion gets a place: in a problem, answered, passed on, or not taken with a reason.
todo-proposals = Opinions that can be grouped
todo-why-proposals = The machine groups what sounds alike. Whether it belongs together, and what it is called, is yours to say.
todo-unassigned = Problems without a unit
todo-why-unassigned = Nobody works on a problem until a unit has it.
todo-unclaimed = Problems not claimed in time
todo-why-unclaimed = Remind the unit, or give the problem to another one.
todo-claim = Claim
todo-why-claim = If it is yours, claim it. If not, say which unit it belongs to.
todo-again = Take up again
todo-why-again = The people say it is not fixed. Resume an item, or plan a new one.
todo-plan = Plan
todo-why-plan = Claimed, and nothing is planned yet.
todo-item = Deadline
todo-why-item = Note progress and add evidence before the day; when it is done, write the result.
todo-quiet = Say how it is going
todo-why-quiet = Nothing was told of this item for a long time. Say how far it is, also if it is not done; people are watching it.
todo-write-paper = Write the self-examination
todo-why-write-paper = The paper asked for in this stage is not written. Write it yourselves; the stage is passed once the supervision team has read and accepted it.
todo-register-rule = Enter the rule in the register
todo-why-register-rule = An item names a rule that does not stand in the register yet.
todo-report-stage = Tell the public about this stage
todo-hold-talk = Sit down together, and say when
todo-why-hold-talk = Those who run the unit go through the list once; say on which day in what you tell the public.
todo-why-report-stage = All else is there. Once you have said what you did and heard, the team can sign.
todo-ask = Ask the people
todo-why-ask = All items are done. Whether the problem is fixed is for the people to say.
todo-overdue = Overdue problems
todo-why-overdue = Claiming or rectifying is past its day.
todo-not-claimed = Problems waiting to be claimed
todo-why-not-claimed = Given to a unit that has not claimed them yet.
todo-judging = Problems being judged
todo-why-judging = The people are answering whether they are fixed.
todo-reopened = Problems open again
todo-why-reopened = The people say they are not fixed, or they came back.
todo-by = By { $day } ({ $days ->
    [one] { $days } day
   *[other] { $days } days
  } left)
todo-late = Was due on { $day }: { $days ->
    [one] { $days } day
   *[other] { $days } days
  } late
todo-today = Due today
role-does-administrator = manages users and units; reads no opinions or problems
role-does-office = reads and sorts opinions, lists and assigns problems
role-does-supervisor = reads problems and the ledger, checks the books, changes nothing
role-does-unit = claims and rectifies the problems of its unit

# Forms that come back.
act-leave = Leave it and go back
stale-title = Someone else changed this meanwhile
stale-do = What it says now is shown here. Your text is still below, not saved. If you still mean it, send it once more.
kept-signed-out = You were signed out
kept-do-signed-out = Nothing was saved. Sign in, go back to the page, and paste what is below.
kept-damaged = This holds bytes that are no text
kept-do-damaged = Nothing was saved. Try another browser, or type the places marked “�” again.
kept-other-session = This form was not opened in this session
kept-do-other-session = Nothing was saved. Perhaps you signed in again in another window. Open the page anew and paste what is below.
kept-typed = What you wrote (not saved)
kept-go-on = To my desk
wrong-password-short = The password needs at least { $min } characters.
wrong-password-differs = The two new passwords differ.
wrong-password-old = This is not your present password.
wrong-login-name = This name cannot be used: at most 40 Latin letters, digits, dots and dashes, and nobody else may have it.
wrong-campaign-closed = The campaign has ended and takes no more opinions.
wrong-too-many = Too many tries. Please wait { $seconds } seconds.
wrong-disk-full = The server's disk is full and nothing was saved. Your text is still below: send it again once the administrator has made space.

# What was just done.
done-sorted = Put into the problem.
done-answer = Answered. Whoever holds the receipt can read it.
done-refer = Passed on; the receipt says to whom.
done-refuse = Not taken; the receipt says why.
done-release = Taken out of the problem; it waits again.
done-reconsider = It waits in the inbox again.
done-erase = The words are erased; the public log keeps a mark without content.
done-listed = The problem is listed.
done-rename = The title is changed.
done-label = The category is changed.
done-assign = Assigned.
done-merge = Merged into this problem.
done-split = The problem is split: this is the new one.
done-apart = Noted: the two are not the same. The machine does not suggest it again.
done-kept-apart = Noted: it is not about that problem. The machine does not suggest it again.
done-picture-shown = Everyone sees the picture with the problem now.
done-picture-hidden = The picture is shown no longer.
done-claim = Claimed. Next: plan what will be done.
done-refer-unit = Passed on to the unit you named.
done-close = The people are being asked.
done-planned = Planned.
done-revise = Rewritten.
done-progress = Progress noted.
done-evidence = Evidence added.
done-deadline = The deadline is changed; how often, and why, is public.
done-finish = Reported as done.
done-resume = Work goes on.
done-spoken = Written down, without a receipt.
done-password = Password changed. Please sign in with the new one.
done-user-added = The user is added.
done-user-role = Role and unit are changed.
done-user-password = The new password is set; older sign-ins have ended.
done-user-disable = This user can no longer sign in.
done-user-enable = This user can sign in again.
done-unit-added = The unit is added.
done-unit-rename = The name is changed.
done-unit-move = The unit above is changed.
