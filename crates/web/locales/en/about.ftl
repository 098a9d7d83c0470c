# About the service.
about-title = About this service
about-lead = This is where { $campaign } listens, works and is judged.
about-people = Anyone can speak, in a minute, without an account. What many say on one matter becomes a problem. A body claims it, names the cause, a measure, an office and a date, shows evidence, and makes a rule so that it lasts.
about-close = No problem is closed by the word of the body that has it. Those who raised it judge. If it comes back, it opens again.
about-charter = The charter: what this campaign is decided by

# What is kept.
privacy-title = What we know about you
privacy-kept = What is kept
privacy-kept-words = Your words, the place, the body and the group if you name them, the language of the page, the channel, and the day.
privacy-kept-code = A number computed from your receipt code, by which the code finds its opinion. The code itself is not kept.
privacy-kept-ballot = Your answer when you judge, under a number that is new for each round and says nothing of your opinion.
privacy-kept-log = In the public log: that somebody spoke, in a batch with others, with a closed envelope over your words.
privacy-never = What is never kept
privacy-never-who = Your name, telephone or e-mail. We do not ask for them.
privacy-never-address = Your network address, not even scrambled. To slow down floods the server holds a scrambled form in its memory for at most an hour.
privacy-never-cookie = Cookies, counters of visits, pictures or scripts from others. Only staff who sign in get a cookie.
privacy-never-time = The time of day. A day is enough, and a time could give you away.
privacy-who-sees = Who sees what
privacy-office = The campaign office reads your words as you wrote them, to sort them. It does not know who you are.
privacy-unit = The body you speak about sees the problem, with a few typical voices from which names and numbers are taken out. It never sees who said what.
privacy-public = The public sees the same. Numbers of people under { $k } are not shown.
privacy-limits = What we cannot promise
privacy-limit-words = Your words can give you away by what only you can know. Names and numbers are taken out by a program, which can miss some.
privacy-limit-device = Whoever controls the device or the network you use may see that you came here. Use one you trust.
privacy-limit-code = Whoever finds your receipt can act in your place.
privacy-erase = You can erase your words at any time:

# Machine and source.
about-machine = What the machine does, and what it does not
about-machine-does = A program suggests which voices speak of the same thing and picks typical ones. A person decides; it can be seen and undone. No machine closes a problem, rates a person or ranks one.
about-source = The source
about-source-offer = massline, version { $version }, is free software under the GNU Affero General Public License, version 3 or later. Whoever runs this service must give you the source of exactly this version, free of charge, when you ask.
