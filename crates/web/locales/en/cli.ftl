# The command line.
cli = From the people, to the people: hear, condense into problems, rectify, and let the people judge.
cli-arg-data = Data directory
cli-arg-database = PostgreSQL to use instead of the database in the data directory
cli-arg-listen = Address and port to listen on
cli-arg-campaign = Short name of the campaign

cli-demo = Builds a complete sample campaign and serves it
cli-demo-example = Example: massline demo --listen 127.0.0.1:8080
cli-demo-data = Keep the sample here instead of in a temporary directory
cli-demo-building = Building the sample county in { $dir } …
cli-demo-accounts = Sign in as (login, password, role):
cli-demo-receipt = A receipt that decides a verdict:  { $code }
cli-demo-receipt-waiting = A receipt of an opinion that waits: { $code }

cli-init = Makes a new data directory with a campaign, a unit and an administrator
cli-init-example = Example: massline init /srv/massline --charter mass-line --name-en "Listening to the county"
cli-init-dir = The new directory
cli-init-charter = A charter that ships (mass-line, city-services) or a file
cli-init-name-zh = Name of the campaign in Chinese
cli-init-name-en = Name of the campaign in English
cli-init-unit = Name of the unit above all others
cli-init-origin = Host name under which people will reach the log
cli-init-open = Seal every second; without it, entries are sealed hourly so that time does not tell who spoke
cli-init-default-name = Listening campaign
cli-init-default-unit = Our organisation
cli-init-done = { $dir } is ready. Sign in with the name and password below; they are shown once.

cli-serve = Serves a campaign
cli-serve-example = Example: massline serve --data /srv/massline --listen 127.0.0.1:8080
cli-serve-flood-after = Voices in ten minutes from which on forms ask for a proof of work, or to wait in a line; 600 where nothing is said, 0 always
cli-serve-https = People reach the server over https: cookies are sent only there
cli-serve-zh = 中文      { $url }
cli-serve-en = English  { $url }
cli-serve-stopped = Stopped; everything acknowledged is stored.

cli-import = Takes in data from files
cli-import-opinions = Takes in opinions from csv, xlsx or jsonl; can be run again after a stop
cli-import-opinions-example = Example: massline import opinions messages.xlsx --campaign main --map text=Message,time=Date
cli-import-opinions-file = The file
cli-import-opinions-map = Which column is which, where the guess is wrong: text, title, id, time, place, unit, channel, group, language
cli-import-opinions-source = Name of the source; together with the id it makes a row known
cli-import-opinions-channel = Channel of all rows that do not name one
cli-import-opinions-bad-rows = Where rows that cannot be taken go, with the reason (default: beside the file)
cli-import-opinions-receipts = Write the receipt codes here, to be handed to the speakers; without it nobody holds them
cli-import-mapping = Columns:
cli-import-column = { $field } ← { $column } ({ $why })
cli-import-done = { $taken ->
    [one] One opinion
   *[other] { $taken } opinions
} taken in, { $known } known already, { $bad } not taken ({ $rows ->
    [one] one row
   *[other] { $rows } rows
}).
cli-import-bad-file = Rows not taken, with the reasons: { $file }
cli-import-receipts-file = Receipt codes: { $file } — whoever reads this file can act as the speakers; hand them out and delete it.

cli-condense = Condenses voices from a file into problems, without a server
cli-condense-example = Example: massline condense messages.csv --text subject,message --id number --time date --out result
cli-condense-file = csv, xlsx or jsonl
cli-condense-text = Columns of the words; guessed where not given
cli-condense-id = Column of the id; the row number where not given
cli-condense-time = Column of the date
cli-condense-place = Column of the place: a name, an address or a point; or two columns, latitude and longitude in degrees
cli-condense-weight = Column of the weight
cli-condense-names = Names of places and bodies that only you know, one a line, such as an estate called “Dawn”: voices that name different ones stay apart; lines that begin with # are remarks. Example: --names names.txt
cli-condense-previous = Directory of an earlier result: problems keep their names; give --id with it, unless rows were only added at the end
cli-condense-decisions = What people decided, one JSON object a line: {"{"}"id": "17", "problem": "p3"{"}"} puts a voice into a problem (a new name makes a new one), {"{"}"id": "17", "not": "p3"{"}"} keeps it out, {"{"}"problem": "p3", "title": "…"{"}"} renames it; later lines win
cli-condense-out = Directory for assignments.jsonl, problems.jsonl, themes.jsonl and summary.json
cli-condense-done = { $rows ->
    [one] One voice
   *[other] { $rows } voices
}, { $problems ->
    [0] no problem
    [one] one problem with { $assigned } of them
   *[other] { $problems } problems with { $assigned } of them
}; written to { $dir }.
cli-condense-repeated = { $count ->
    [one] The id { $id } stands on several rows.
   *[other] { $count } ids stand on several rows, { $id } among them.
} Every row is kept; decisions and an earlier result are about the first.
cli-interrupted = Stopped. Nothing was written; an earlier result is as it was.
cli-phase-input = reading the file
cli-phase-output = writing the result
cli-phase-reading = reading words
cli-phase-comparing = comparing
cli-phase-grouping = finding groups
cli-phase-describing = writing titles
cli-bad-row = Row { $row } (line { $line }) could not be read and stays without a problem: { $reason }
cli-bad-rows-more = { $rows ->
    [one] One more row could not be read and stays without a problem.
   *[other] { $rows } more rows could not be read and stay without a problem.
}

cli-condense-evaluate = Judges a division into problems by one that people made
cli-condense-evaluate-example = Example: massline condense evaluate result/assignments.jsonl gold.csv --id number --label problem --apart apart.csv --out figures.json
cli-condense-evaluate-assignments = assignments.jsonl as condense writes it
cli-condense-evaluate-gold = csv, xlsx or jsonl with an id and a group for each voice; rows without a group are not marked
cli-condense-evaluate-id = Column of the id; guessed where not given
cli-condense-evaluate-label = Column of the group; guessed where not given
cli-condense-evaluate-apart = csv with two ids in each row that must not be in one problem
cli-condense-evaluate-out = Write the figures here as well as to standard output
cli-evaluated =
    { $voices } marked voices in { $groups } groups; here they have { $problems } problems, and { $alone } have none.
    B³: precision { $precision }, recall { $recall }, F { $f }. Found (F ≥ 0.5): { $found } of { $all } groups with two or more voices.
cli-evaluated-alone = NMI { $nmi }, AMI { $ami }, ARI { $ari } (a voice without a problem counts as alone)
cli-evaluated-together = NMI { $nmi }, AMI { $ami }, ARI { $ari } (all voices without a problem count as one group)
cli-evaluated-missing = { $voices ->
    [one] One marked voice is not in the assignments and is left out.
   *[other] { $voices } marked voices are not in the assignments and are left out.
}
cli-evaluated-unmarked = { $voices ->
    [one] One voice in the assignments is not marked and is left out.
   *[other] { $voices } voices in the assignments are not marked and are left out.
}
cli-evaluated-apart = Of { $pairs } pairs to be kept apart, { $joined } are in one problem.{ $unknown ->
    [0] {""}
   *[other] { " " }{ $unknown } name a voice that is not in the assignments.
 }

cli-classify = Labels texts as people labelled others, and says nothing where it is not sure
cli-classify-train = Learns labels from people's decisions
cli-classify-train-example = Example: massline classify train decided.csv --text subject --label department --out department.model
cli-classify-train-file = csv, xlsx or jsonl of texts with their labels
cli-classify-train-text = Columns of the words; guessed where not given
cli-classify-train-label = Column of the label; rows without one are left out
cli-classify-train-id = Column of the id, to find rows that stand there twice
cli-classify-train-out = The model to write
cli-classify-predict = Labels texts with a model
cli-classify-predict-example = Example: massline classify predict new.csv --model department.model --text subject --id number --out result
cli-classify-predict-file = csv, xlsx or jsonl of texts
cli-classify-predict-model = A model that “classify train” wrote
cli-classify-predict-text = Columns of the words; guessed where not given
cli-classify-predict-id = Column of the id; the row number where not given
cli-classify-predict-threshold = Give a label from this probability on, instead of the model's own threshold
cli-classify-predict-out = Directory for predictions.jsonl and summary.json
cli-classify-evaluate = Says how good labels are: learned and judged on one file by turns, or with a model
cli-classify-evaluate-example = Example: massline classify evaluate decided.csv --text subject --label department --out figures
cli-classify-evaluate-file = csv, xlsx or jsonl of texts with their true labels
cli-classify-evaluate-text = Columns of the words; guessed where not given
cli-classify-evaluate-label = Column of the true label
cli-classify-evaluate-id = Column of the id, to find rows that stand there twice
cli-classify-evaluate-model = Judge this model, which must not have learned from FILE
cli-classify-evaluate-train = Learn from this file and judge on FILE
cli-classify-evaluate-folds = Parts of the file by turns, where neither --model nor --train is given
cli-classify-evaluate-threshold = Give a label from this probability on, instead of the model's own threshold
cli-classify-evaluate-out = Directory for figures.json, confusion.csv and reliability.svg
cli-classify-learning = learning
cli-classify-validating = learning and judging by turns
cli-classify-bad-row = Row { $row } (line { $line }) could not be read and gets no label: { $reason }
cli-classify-trained = { $file }: learned { $labels } labels from { $examples } examples ({ $left } rows without text or label left out). On examples held back, the most probable label was right for { $accuracy }.
cli-classify-threshold = From probability { $threshold } on a label is given: for { $coverage } of the examples held back, of which { $right } were right.
cli-classify-never-sure = These examples do not show from which probability on labels are right { $target } of the time, so every row stays without a label; the best guesses are in “labels”. More examples help; --threshold gives labels all the same.
cli-classify-predicted = { $rows } rows: { $labelled } labelled, { $withheld } left to a person; written to { $dir }.
cli-classify-figures = { $rows } rows, { $how ->
    [model] judged with the model
    [train] judged after learning from the other file
   *[folds] learned and judged in { $folds } parts by turns
 }: accuracy { $accuracy }, macro-F1 { $f1 }.
cli-classify-figures-given = { $any ->
    [yes] A label was given for { $coverage }, and { $right } of these were right.
   *[no] No label was given: the model was never sure enough.
 } Calibration error { $error }, Brier score { $brier }; written to { $dir }.
cli-reliability-title = How probable answers were said to be, and how often they were right
cli-reliability-error = Mean distance { $error }.
cli-reliability-bin = { $rows } answers said to be { $said } probable: { $right } right.
cli-reliability-x = Probability said (number of answers above each bar)
cli-reliability-y = Share that was right

cli-consensus = Finds opinion groups in agree/disagree votes, without a server
cli-consensus-example = Example: massline consensus votes.csv --comments comments.csv --out result
cli-consensus-file = votes.csv or participants-votes.csv as Polis exports them
cli-consensus-comments = comments.csv as Polis exports it; without this option, the comments.csv beside the votes, if there is one
cli-consensus-fewest-shown = Nothing about fewer people is shown in report.html and published.json
cli-consensus-out = Directory for report.html, published.json, participants.jsonl, statements.jsonl and summary.json
cli-consensus-done = { $people ->
    [one] One participant
   *[other] { $people } participants
}, { $statements ->
    [one] one statement
   *[other] { $statements } statements
}; written to { $dir }.
cli-consensus-beside = Words and moderation of the statements from { $file }, which stands beside the votes.
cli-consensus-beside-bad = The comments beside the votes are not used: { $error }
cli-votes-error-empty = the file is empty; export the votes again
cli-votes-error-web-page = this is a web page, not a CSV file; download the export again and check the address
cli-votes-error-unknown-header = the first line is not the header of votes.csv (comment-id, voter-id, vote), of participants-votes.csv (participant, then one column per statement) or of comments.csv; it reads: { $found }
cli-votes-error-missing-column = the column { $column } is missing; add it to the first line
cli-votes-error-repeated-column = the column { $column } occurs twice in the first line; remove or rename one
cli-votes-error-repeated-header = line { $line } repeats the header: two files were joined; pass one conversation only
cli-votes-error-row-width = line { $line } has { $found } cells where the header has { $expected }; correct the line
cli-votes-error-bad-vote = line { $line }, column { $column }: { $value } is not a vote; 1 is agree, -1 disagree, 0 pass
cli-votes-error-bad-time = line { $line }: the timestamp { $value } is not a number of milliseconds
cli-votes-error-empty-id = line { $line }: the cell { $column } is empty; every row must name it
cli-votes-error-repeated-participant = line { $line }: participant { $participant } has an earlier row; keep one of the two
cli-votes-error-bad-moderation = line { $line }: moderated is { $value }; 1 is accepted, 0 not yet seen, -1 taken out
cli-votes-error-not-utf8 = line { $line } is not UTF-8; save the file as UTF-8 and try again
cli-votes-error-no-votes = the file holds no vote; export it again after somebody has voted
cli-votes-error-csv = the file is not well-formed CSV: { $detail }

cli-verify = Checks a proof file, offline
cli-verify-example = Example: massline verify receipt.json --vkey "$(curl -s https://opinions.example.gov/log/vkey | head -1)"
cli-verify-file = The proof file: receipt.json
cli-verify-vkey = The log's verifier key, from a source you trust
cli-verify-opening = A file that opens the words
cli-verify-promise = Promised on { $day }: this opinion will be in the log.
cli-verify-sealed = In the log { $origin }: entry { $index } of { $size }, sealed on { $day }.
cli-verify-not-sealed = Not sealed yet: the promise is good; fetch the proof file again tomorrow.
cli-verify-trusted = Signed by the key you gave: { $vkey }
cli-verify-own-key = Signed by the key in the file; compare it with the one the campaign publishes: { $vkey }
cli-verify-bad = { $file }: the proof does not hold: { $error }

cli-audit = Replays log, events, vault and views, and names every row that does not fit
cli-audit-example = Example: massline audit --data /srv/massline
cli-audit-clean = Everything fits: { $events } events, { $entries } log entries, { $documents } public documents, { $private } private parts, { $views } rows of views, { $checkpoints } checkpoints.
cli-audit-findings = { $findings } rows do not fit (listed above) among { $events } events, { $entries } log entries, { $documents } public documents, { $private } private parts, { $views } rows of views, { $checkpoints } checkpoints.

cli-rebuild = Drops the views and builds them again from the events
cli-rebuild-example = Example: massline rebuild --data /srv/massline
cli-rebuild-done = The views are rebuilt.

cli-user = Manages users as the operator
cli-user-add = Adds a user; the password is made and shown once
cli-user-add-example = Example: massline user add housing --role unit --unit housing --name "Housing Bureau"
cli-user-add-login = Name to sign in with
cli-user-add-role = administrator, office, supervisor, unit or inspector
cli-user-add-unit = Code of the unit
cli-user-add-name = Name to show: an office rather than a person
cli-user-added = { $login } can sign in with the password below; it is shown once.
cli-user-list = Lists the users
cli-user-list-example = Example: massline user list --data /srv/massline
cli-user-password = Gives a user a new password and shows it once
cli-user-password-example = Example: massline user password housing
cli-user-password-login = Name to sign in with

cli-charter = Checks and shows charters
cli-charter-check = Checks a charter and names file, line and key where it is wrong
cli-charter-check-example = Example: massline charter check my-charter.toml
cli-charter-check-file = The charter
cli-charter-good = { $file }: “{ $name }” is a good charter.
cli-charter-show = Prints a charter that ships, to start one's own from
cli-charter-show-example = Example: massline charter show city-services > my-charter.toml
cli-charter-show-name = mass-line or city-services

cli-disclosure = Keys and envelopes of the sealed channel, for the authority on its own machine
cli-disclosure-key = Makes a pair of keys: writes the secret one to a file, prints the public one for the charter
cli-disclosure-key-example = Example: massline disclosure key inspectorate.key
cli-disclosure-key-file = Where the secret key is written; the file must not be there yet
cli-disclosure-key-made = The secret key is written. Keep it off this network; without it nothing can be opened. The public key, for [sealed_channel] in the charter:
cli-disclosure-open = Opens envelopes that were taken away, one JSON object a line
cli-disclosure-open-example = Example: massline disclosure open --key inspectorate.key envelopes.jsonl
cli-disclosure-open-key = The file of the secret key
cli-disclosure-open-envelopes = The file of envelopes
cli-disclosure-seal = Seals words on your own machine: prints the envelope, which you paste into the page of the sealed channel, and says the code with which you follow it
cli-disclosure-seal-example = Example: massline disclosure seal --origin opinions.example.org/log --key 8520f009…4e6a words.txt > envelope.json
cli-disclosure-seal-origin = The name of the server's log, as the page of the sealed channel says it
cli-disclosure-seal-key = The public key of the authority, as the page of the sealed channel says it
cli-disclosure-seal-file = The file with your words, UTF-8
cli-disclosure-no-key = This is no public key: 64 hexadecimal digits, as they stand on the page of the sealed channel.
cli-disclosure-code = Keep this code; it stands nowhere else, and with it you follow what is done: { $code }
cli-disclosure-no-envelopes = This is no file of envelopes; take it away again from the page of disclosures.
cli-disclosure-closed = { $n } envelopes cannot be opened: they are for another key, or were changed.

cli-bench = Measures this machine: intake, import, pages, audit, each beside something plain
cli-bench-example = Example: massline bench intake audit --rows 20000
cli-bench-what = intake, import, pages, audit; all where none is given
cli-bench-dir = Directory to measure in (its disk is what is measured)
cli-bench-rows = Rows for import and audit

cli-error-io = { $what }: { $error }
cli-error-file = { $file }: { $error }
cli-error-other = { $error }
cli-error-refused = Not done: { $reason } { $field }
cli-error-store = The database: { $error }
cli-error-full = The disk is full; nothing acknowledged was lost. Make space and try again. ({ $error })
cli-error-newer = A newer version of massline wrote this; use that version or a newer one. ({ $error })
cli-error-dir-exists = { $dir } holds data already; choose another directory, or serve it: massline serve --data { $dir }
cli-error-no-dir = { $dir } is not a massline data directory; make one: massline init { $dir }
cli-error-settings = { $file }: { $error }
cli-error-key = { $file }: this is not a key; restore the file from your backup
cli-error-locked = Another massline is using { $dir }; stop it first.
cli-error-port = { $address } is in use; stop the other program or choose another port with --listen.
cli-error-listen = Cannot listen on { $address }: { $error }
cli-error-charter = { $file }, line { $line }, { $key }: { $error }
cli-error-no-charter = No charter is called { $name }; these ship: { $known }
cli-error-role = { $role } is not a role; choose one of { $known }
cli-error-no-user = No user is called { $login }
cli-error-column = { $file } has no column “{ $column }”; its columns are: { $known }
cli-error-no-text = { $file }: which column holds the words? Name it with --text; the columns are: { $known }
cli-error-map = --map: { $error }
cli-error-repeated-id = { $file }: the id “{ $id }” stands on rows { $first } and { $second }; give each row its own, or leave out --id.
cli-error-no-examples = { $file }: no row has both a text and a label in “{ $column }”; name the right columns with --text and --label.
cli-error-one-label = { $file }: all rows have the label “{ $label }”; give examples of at least two labels.
cli-error-few-examples = { $file }: the label “{ $label }” has { $count } example; add another, join it with a label that is close, or empty the cell.
cli-error-many-labels = { $file }: “{ $column }” has { $count } different labels, too many to learn; is it the right column?
cli-error-model-foreign = { $file } is not a model; make one: massline classify train
cli-error-model-version = { $file } was written by another version of massline; train the model again.
cli-error-model-damaged = { $file } is cut off or damaged; copy it again or train the model again.
cli-error-model-meaning = { $file } was trained with another table of word meanings than this massline has; train the model again.
cli-error-nothing-common = { $file } and { $other } have no marked id in common; are the ids the same, and is --id the right column?
cli-error-assignments = { $file }, line { $line }: not an object with "id" and "problem", as condense writes it to assignments.jsonl
cli-error-assignment-twice = { $file }, line { $line }: this id stands there before; each voice is to have one line
cli-error-gold-twice = { $file }, row { $row }: the id “{ $id }” has another group before; a voice can be in one group only
cli-error-which-column = { $file }: which column is it? Name it with { $option }; the columns are: { $known }
cli-error-apart = { $file }: two columns are needed, with an id in each
cli-error-place = --place { $columns }: name one column, or two with latitude and longitude
cli-error-coordinates = --place { $columns }: these two columns must be latitude and longitude in degrees, such as 41.88 and -87.63; found: { $found }
cli-error-foreign-result = { $file }: none of these ids stands in the file to condense; is this the result of another file, or another --id?
cli-error-no-names = { $file }: there is no name in it; write one name a line.
cli-error-line = { $file }, line { $line }: { $reason }
cli-line-unreadable = this is not a JSON object of the kind that is expected here
cli-line-problem-twice = the problem { $problem } stands here a second time
cli-line-no-such-problem = there is no problem { $problem }
cli-line-no-such-id = no voice has the id { $id }
cli-line-not-utf8 = bytes that are no text; save the file as UTF-8
cli-line-no-decision = this decides nothing; write an id with a problem, an id with not, or a problem with a title
sheet-file-missing = There is no such file; check the name and the directory.
sheet-file-is-directory = This is a directory; give the file inside it.

bad-row-empty-text = the words are missing
bad-row-too-long = the words are too many
bad-row-invalid-encoding = bytes that are no text; save the file as UTF-8
bad-row-wrong-date = the date cannot be read
bad-row-wrong-weight = the weight is not a number above zero
bad-row-wrong-number-of-cells = more or fewer cells than columns
bad-row-unclosed-quote = a quotation mark opens a cell and does not close it
bad-row-row-too-large = the row is too large
bad-row-invalid-json = this line is not JSON
bad-row-not-an-object = this line is not a JSON object
bad-row-unknown-unit = the campaign has no such unit
bad-row-unknown-code = the charter has no such code
bad-row-repeated-id = the id stands on another row with other words
bad-row-broken-off = the file cannot be read further
bad-row-heading-row = row
bad-row-heading-line = line
bad-row-heading-code = code
bad-row-heading-reason = reason
bad-row-heading-raw = as written

field-text = words
field-title = subject
field-id = id
field-time = date
field-place = place
field-unit = unit
field-channel = channel
field-group = group
field-weight = weight
field-language = language
field-contact = contact (not taken in)
field-speaker = speaker (not taken in)
field-reply = reply (not taken in)
mapping-why-name-is = by its name
mapping-why-name-has = by a word in its name
mapping-why-most-words = it has the most words
mapping-why-holds-dates = it holds dates
mapping-why-only-column = the only column
mapping-why-given = as you said
cli-error-bench = { $what } cannot be measured; choose from { $known }

audit-what-unreadable = its content cannot be read
audit-what-missing = it should be there and is not
audit-what-unexpected = it is there and nothing accounts for it
audit-what-chain = the chain of events breaks here: this row, or one before it, was edited, deleted, inserted or moved
audit-what-contradiction = its columns contradict its content
audit-what-not-as-events = it is not what its events say it must be
audit-what-cover = the events it covers and it do not agree
audit-what-hash = its hash is not that of its content
audit-what-root = the root does not fit the entries
audit-what-signature = the signature is missing or wrong
audit-what-order = it does not follow the one before it
audit-what-edited = the code over the row does not fit: it was edited or moved
audit-what-commitment = it does not open the commitment in the events
audit-what-erasure = words that were erased are there, or words that were not are gone
audit-what-balance = the books of the day do not fit the events
