# Speaking.
speak-title = Speak up
speak-lead = A few words are enough. Only the first question needs an answer. The body you speak about never learns who spoke.
speak-words = What do you want to say?
speak-words-hint = What, where, when, and what it did to you. Any order will do.
speak-place = Where is it?
speak-place-hint = A street, an office, a bus stop, a school.
speak-unit = Which body is it about?
speak-unit-hint = Leave it open if you do not know. We find out.
speak-unit-unknown = I do not know
speak-group = You speak as
speak-group-hint = It helps us see who has not been heard yet.
speak-group-none = I would rather not say
speak-send = Send it and get a receipt
speak-about-problem = About problem no. { $n }, “{ $title }”:

# What is kept and what is not.
care-title = What we keep, and what we never keep
care-kept = We keep your words, the place, the body and the group if you name them, the language, and the day. Nothing else.
care-never = We never keep your name, your address on the network, your device, or the time of day. There is no account and no cookie.
care-unit = The body you speak about never learns who spoke. It sees redacted words, and only once enough people have spoken.
care-words = Your own words can give you away. Leave out names, numbers and details that only you can know, unless the matter needs them.
care-urgent = Is someone in danger now? Call the emergency number. Nobody reads this page around the clock.
care-more = More about what is stored

# The receipt.
receipt-page-title = We have it. Thank you.
receipt-once = This code is shown only once
receipt-once-why = Learn it, write it down, or print this page now (“Print” in your browser's menu). Whoever holds the code can follow, judge and erase in your place. We do not store it and cannot replace it.
receipt-follow-at = Follow up at
receipt-file-why = The proof file carries our signed promise that your opinion will be in the public log. It holds neither your words nor your code.
receipt-file = Save the proof file
receipt-next = What happens now
receipt-next-read = The office reads it and sorts it, within { $days }.
receipt-next-follow = With your code you can see at any time where it stands.
receipt-next-judge = When the body says it is fixed, you are asked. Without the people's word nothing is closed.
receipt-see-problems = See what others say

# A form that comes back.
trouble-expired = This page was open for too long, or the server was started anew. Nothing was sent; everything you typed is still here. Please send it again.
trouble-damaged = Some characters arrived damaged; they are shown as �. Nothing was sent. Please check your text and send it again.
