# Rules: new, revised, repealed
rules-title = Register of rules
rule-revises = Revises the older rule
rules-lead = What units set, revised or repealed so that problems do not come again. Each rule says from which day it holds, whose it is, and which problems it is to end; whether it does shows in the problems themselves.
rules-none = No rule is registered yet.
rules-number = No.
rules-name = Name
rules-owner = Set by
rules-state = State
rules-from = Holds from
rule-new = New
rule-revised = Revised
rule-to-come = Does not hold yet
rule-repealed = Repealed
rule-repealed-from = Repealed
rule-text = Text
rule-problems = Problems it is to end
rule-no-problems = It names no problem.
rule-came-back = It came back after it was closed: open again { $n ->
    [one] once
   *[other] { $n } times
}.
rule-before = What it said before
rule-why-revised = Why it was revised
staff-rules-lead-unit = The rules of your unit. What an item of the ledger names must stand here in full, or the third stage is not passed.
staff-rules-lead-office = The rules that units registered. Each unit revises and repeals its own.
staff-rules-lead-supervisor = The rules that units registered. See whether what is written is what is done.
act-rule-new = Register a rule
act-why-rule-new = Its whole text is public at once.
act-do-rule-new = Register
act-rule-revise = Revise
act-why-rule-revise = What it said before, and why it was revised, stays for everyone to read.
act-do-rule-revise = Save
act-rule-repeal = Repeal
act-why-rule-repeal = It cannot be brought back; a new one can be set. Its text stays readable.
act-do-rule-repeal = Repeal
done-rule-new = Registered; everyone can read it.
done-rule-revise = The revision is public.
done-rule-repeal = Repealed.
ask-rule-title = Name of the rule
ask-rule-revises = Revises an older rule
ask-hint-rule-revises = Its name, where this changes a rule from before; otherwise leave it empty.
ask-rule-words = Whole text
ask-hint-rule-words = Who does what and when, and what happens if it is not done.
ask-rule-from = From which day
ask-rule-problems = Problems it is to end
ledger-to-rules = Register of rules
condition-rules-registered = Every rule that an item names stands in the register
