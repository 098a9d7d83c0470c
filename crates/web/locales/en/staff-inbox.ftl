# The inbox.
inbox-title = Inbox
inbox-waiting = { $n ->
    [one] { $n } opinion waits
   *[other] { $n } opinions wait
  }; each is to have a place within { $days }.
inbox-empty = There are no opinions here.
inbox-sort = Sort it
inbox-otherwise = Somewhere else
inbox-look = Look at it
inbox-late = { $days ->
    [one] { $days } day
   *[other] { $days } days
  } late
to-proposals = Look at proposals
to-speak-for = Write down for someone
to-import = Import a spreadsheet
words-erased = (the words are erased)
holds-receipt = holds a receipt
no-receipt = no receipt
names-unit = The speaker names:
letter-title = One opinion
letter-suggested = Where it may belong
letter-no-suggestion = The machine finds no problem that is close.
letter-other-problem = Put it into another problem
letter-search = Number, or words of the title
letter-search-do = Search
letter-nothing-found = No such problem was found.
letter-accept = Put into this problem
letter-other-ways = Other ways
letter-new-problem = Make a new problem
letter-answer = Answer it
letter-refer = Pass it on to a body outside
letter-refuse = Do not take it
letter-release = Take it out of this problem
letter-erase = Erase the words by law
machine-suggests = The machine suggests; you decide:
machine-suggests-weakly = The machine found this to be near, which may be another matter:
letter-opens-again = This problem is closed. If the opinion was spoken after that, putting it in opens the problem again.
machine-similarity = Similarity { $similarity }.
machine-words = Words in common: { $words }
act-answer = Answer this opinion
act-why-answer = For what needs no rectification but a clear word.
act-do-answer = Send the answer
act-refer = Pass it on to a body outside
act-why-refer = For what no unit of this campaign can decide. The speaker is told where it went.
act-do-refer = Pass it on
act-refuse = Do not take this opinion
act-why-refuse = This needs a reason, which the speaker reads on the receipt. The daily books count it.
act-do-refuse = Do not take it
act-release = Take it out of its problem
act-why-release = If it was put into the wrong problem. It waits in the inbox again.
act-do-release = Take it out
letter-reconsider = Take it up again
act-reconsider = Take this opinion up again
act-why-reconsider = For what was answered, passed on or not taken by mistake: it waits in the inbox again. What was done before stays on record.
act-do-reconsider = Take it up again
act-erase = Erase the words by law
act-why-erase = The words are removed from the server for good. The public log keeps a mark without content, and the books count the opinion as erased. Speakers who want their own words erased do it with their receipt, not here.
act-do-erase = Erase for good
authority-legal = A law or a court demands it
authority-third-party = It protects the rights of others
authority-means-third-party = For instance, the words reveal somebody's private life.
authority-illegal = The content is illegal
authority-expiry = The time for keeping it is over

# Proposals.
proposals-title = Proposals
proposals-why = The machine groups waiting opinions that sound alike, the most people first. It only proposes: what is one matter, and what it is called, is yours to say.
proposals-empty = There is nothing to group. Single opinions are sorted in the inbox.
proposals-more = { $n ->
    [one] { $n } more group appears
   *[other] { $n } more groups appear
  } once those above are done.
proposals-hidden = { $n ->
    [one] { $n } more voice of this group is
   *[other] { $n } more voices of this group are
  } not shown; they are suggested again once the problem is listed.
proposals-none-ticked = Please tick at least one voice.
act-propose = Make one problem of these voices
act-why-propose = Put the title right, tick what belongs to the matter, and list it.
act-do-propose = List the problem

# Writing down for someone.
act-speak = Write down an opinion for someone
act-why-speak = Someone called, came, wrote a letter or used the box: write down what they said, in their words.
act-do-speak = Write it down
speak-for-care = Do not write who said it. The system does not keep which member of staff wrote it down either, and the unit complained about never sees the speaker.
handed-title = Please hand over the receipt
handed-first = The opinion is received
handed-do = Print it now, or let the speaker copy or photograph it. The code is shown only this once and kept nowhere.
handed-where = Follow it at
handed-next = Write down another one
# Why the machine suggests a problem, and saying no.
machine-places = Both speak of: { $places }.
machine-nearest = The nearest voice there
letter-move = Move into this problem
letter-not-about = Not about this
picture-alt = Picture { $n } of a person who spoke
pictures-show-title = Pictures with the problem
pictures-agreed = Who gave these pictures agreed that everyone may see them with the problem.
pictures-look = Look first: no face, no name, no number plate, nothing that only one person can see from their window. What is shown can be taken back, but not from those who have seen it.
pictures-not-agreed = Who gave these pictures did not agree that others see them. They stay with the office.
picture-show = Show picture { $n } to everyone
picture-hide = Show picture { $n } no longer
letter-said-not-about = Somebody decided that it is not about these; the machine does not suggest them again:
keys = Keys:
key-next = next
key-previous = previous
key-accept = accept the suggestion
key-move = another problem
key-new = new problem
key-not = not about this
inbox-problem = Problem no.
inbox-no-suggestion = The machine has no clear suggestion.

# The opinions table.
opinions-table = Download the opinions table, narrowed as above:
opinions-title = Table of opinions
opinions-keep = As heard, not a word changed. For the campaign's office alone: never pass it on to the unit or the person it is about.
opinions-erased = (the words were erased, as the speaker or the law asked)
opinions-column-number = No.
opinions-column-said = Said on
opinions-column-channel = Channel
opinions-column-group = Group
opinions-column-unit = Unit named
opinions-column-place = Place
opinions-column-words = Opinion, in the speaker's words
opinions-column-state = Where it went
opinions-column-problem = Problem it is in
