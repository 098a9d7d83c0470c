# Speaking.
speak-title = Speak up
speak-lead = A few words are enough. Only the first question needs an answer. The body you speak about never learns who spoke.
speak-words = What do you want to say?
speak-words-hint = What, where, when, and what it did to you. Any order will do.
speak-place = Where is it?
speak-place-hint = A street, an office, a bus stop, a school.
speak-pictures = Pictures
speak-pictures-hint = Up to three. What the camera wrote into them (place, time, device) is taken out before they are kept. Mind what they show: faces, number plates, the view from your own window.
speak-show-pictures = Others may see my pictures
speak-show-pictures-hint = If you tick this, the office may show them to everyone together with the problem, and so to the body you speak about. Whoever knows from where they were taken may guess who took them. If you do not, only the office sees them.
speak-pictures-again = Nothing was sent. Your words are still here; please choose the pictures again.
pictures-media = Only JPEG, PNG and WebP pictures are taken here.
pictures-large = A picture may have up to { $n } MB. Take it with a lower resolution, or cut out what matters.
pictures-many = Up to { $n } pictures are taken. Choose those that show it best.
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
care-kept = We keep your words, the place, the body and the group if you name them, pictures if you add them, the language, and the day. Nothing else.
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

flood-title = Nothing is sent yet, and nothing is lost
flood-wait = Very much is coming in just now, perhaps from a machine. Your words are in the form below. Please press the button again in { $seconds } seconds; your place in the line is kept for an hour.
flood-full = Very much is coming in just now, perhaps from a machine, and the line is full. Your words are in the form below: keep them, and try again in half an hour, with a browser that runs scripts at once, or speak by telephone or in person.
flood-what = Very much is coming in just now. Your browser proves by a few seconds of computing that you are no machine that sends thousands; if it runs no scripts, you wait a little instead. Nothing about you is asked or kept for it.
flood-working = One moment, your browser is still computing. It sends by itself.
