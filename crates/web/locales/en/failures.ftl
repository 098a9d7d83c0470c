# What went wrong, and what to do.
failure-home = To the front page
failure-refused = This cannot be done
failure-do-refused = Please go back and look at what you entered.
failure-forbidden = You may not do this
failure-do-forbidden = Your role has no right to it. Sign in with another account, or ask your administrator.
failure-not-found = There is no such page
failure-do-not-found = The address may be mistyped, or what was here belongs to another campaign. Start again from the front page.
failure-stale = Someone else changed this meanwhile
failure-do-stale = Nothing was changed. Open the page again, look at what it says now, and decide again.
failure-code = This code cannot be read
failure-do-code = Please compare it with your receipt.
failure-unknown-receipt = No opinion belongs to this code.
failure-do-unknown-receipt = The code is well written, but it is not from this service. Please compare it with your receipt, and look whether the receipt names this site.
failure-wrong-login = Name or password is wrong
failure-do-wrong-login = Please try again. Capitals matter in the password.
failure-too-many = Too many tries from your connection.
failure-do-too-many = { $minutes ->
    [one] Please wait a minute and try again. Nothing was lost.
   *[other] Please wait { $minutes } minutes and try again. Nothing was lost.
  }
failure-campaign-closed = This campaign has ended.
failure-do-campaign-closed = It takes no more opinions. Your receipts still work.
failure-weak-password = This password is too short
failure-do-weak-password = Please take at least { $min } characters; a sentence is good.
failure-bad-login = This name cannot be used
failure-do-bad-login = It is taken, or holds other signs than Latin letters, digits, hyphen, dot and underscore.
failure-full = The disk of this service is full.
failure-do-full = What was acknowledged is safe; nothing new can be taken in at the moment. Please try again later, and keep your text.
failure-unreachable = The database does not answer.
failure-do-unreachable = What was acknowledged is safe. Please try again in a few minutes, and keep your text.
failure-broken = Something went wrong on our side.
failure-do-broken = It is not your fault. Please try again; if it stays, tell whoever runs this service what you wanted to do.
failure-method = This page is reached in another way
failure-do-method = Perhaps you reloaded a page that belongs to a form. Start again from the front page.
failure-foreign = This form was not sent from this site
failure-do-foreign = Another page tried to send something in your name, and we did not take it. If it was you, open the form here and send it again.
failure-too-large = This is more than a form can hold
failure-do-too-large = Nothing was sent. Go back: your text should still be there. Shorten it, or send it in parts.
failure-not-a-form = This could not be read
failure-do-not-a-form = What was sent is not a form of this site. Open the page again and try once more.
failure-document = The file was not made
failure-do-document = There is too much for one file. Narrow the list and download again.
failure-too-slow = The answer took too long
failure-do-too-slow = We do not know whether it went through. Look first whether it is there, and only then send it again.
failure-busy = Too many pictures are coming in at the moment
failure-do-busy = Nothing was sent. Go back, your words are still in the form: send them without pictures now, or try again in a few minutes.
