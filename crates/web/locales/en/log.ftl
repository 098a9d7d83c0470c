# About the public log.
log-title = Check for yourself
log-lead = Nothing that was said here can disappear or be altered without anyone being able to see it. Here is how, and how you check it yourself.
log-plain = In plain words
log-plain-chain = Think of a bound book with numbered lines. Each thing that happens becomes a line, and again and again a seal is pressed over all lines so far. Take a line out or change a word, and the seal no longer fits: neither today's nor any that somebody has kept.
log-plain-receipt = Your receipt leads to your line and to the seal over it. With the proof file you can show that your line was in the book, even where the keepers of the book say otherwise.
log-plain-secret = The line says nothing about you. It holds a day, a number and a closed envelope, and only your code opens the envelope.
log-plain-limits = What the log cannot do: it cannot make anybody write a line. That is why you get a signed promise at once, and why the books below are in the open.
log-state = The log now
log-origin = Its name
log-size = Entries
log-last = see the last one
log-empty = none yet
log-root = Root hash
log-day = Last sealed on
log-key = Key of its seals
log-promise-key = Key of its promises
log-checkpoint = The signed checkpoint as machines read it

# Verifying.
verify-title = How to check your receipt
verify-why = Do not take our word for it. The check runs on your own machine, without asking us.
verify-get-file = Save the proof file RECEIPT.json with the code of your receipt:
verify-with-program = With the program massline:
verify-with-python = Or with a second checker, one file in Python, written from the formats and not from our program:
verify-says = Both say whether promise and proof hold, in which entry your opinion stands, and on which day it was sealed.
verify-key = Compare the key with one that came to you by another way: a printed notice, a newspaper, what a friend got from { $address }.

# For machines.
machine-title = For machines
machine-lead = The formats are open: C2SP signed notes, tlog-checkpoint and tlog-tiles, a Merkle tree as in RFC 6962.
machine-checkpoint = size and root, signed
machine-vkey = the two verifier keys, one per line
machine-tile = hashes of the tree
machine-entries = entries, 128 bytes each
machine-doc = the public document of an entry, by its hash

# One entry.
entry-day = Sealed on
entry-commitment = Closed envelope (commitment)
entry-reference = Hash of its document
entry-aux = Belongs to
entry-count = Count
entry-document = Its public document
entry-of = The log has { $size } entries.
entry-before = Entry before
entry-after = Entry after
log-kind-submission = Somebody said something. What, and who, is not in the log.
log-kind-disposition = Where a batch of opinions went.
log-kind-problem = A problem, or something that happened to it.
log-kind-dispatch = A problem was sent to a unit, with a date.
log-kind-reply = A unit answered.
log-kind-round-open = The people are asked.
log-kind-draw = A panel was drawn.
log-kind-issuance = The right to a ballot was given out.
log-kind-ballots = A batch of ballots, in no telling order.
log-kind-tally = What the people said, counted.
log-kind-erasure = Words were erased. Their envelope stays closed for ever.
log-kind-key = A key came into use, or went out of it.
log-kind-policy = A rule or a setting of the campaign.
log-kind-campaign = A campaign began or ended.
log-kind-balance = The books of a day.
log-kind-opened = Sealed evidence was opened.
log-kind-consultation = A consultation, or a statement that people vote on.
log-kind-other = An entry of a kind that came later.
