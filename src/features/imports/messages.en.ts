import type { ImportWords, problems as vi } from './messages.vi.ts'

/** Words of the imports' part. */
export const messages = {
  title: 'Imports',
  lead: 'Import a list from Excel (.xlsx) or CSV UTF-8. It is checked first; nothing is written until you press “Write”.',
  upload: 'Check a list',
  kind: 'Kind of list',
  file: 'File',
  fileHint:
    'At most 64 MB and 200,000 rows. A few lines of title above are fine; a merged cell counts for every row it covers.',
  check: 'Check',
  columns: 'Columns that are understood',
  columnRequired: 'required',
  runs: 'Imports',
  runsNone: 'There is no import yet',
  runsNoneHint: 'Choose a file above to check a first list.',
  when: 'When',
  who: 'By',
  state: 'State',
  states: {
    waiting: 'Waiting to be checked',
    checking: 'Being checked',
    checked: 'Checked, not written yet',
    writing: 'Being written',
    written: 'Written',
    undone: 'Undone',
    refused: 'Not accepted',
  },
  working: '{rows} {rows|row|rows} so far. This page refreshes by itself; you may leave and come back.',
  rows: 'Rows',
  created: 'New',
  updated: 'Renewed',
  unchanged: 'Known',
  refusedCount: 'Refused',
  doubtfulCount: 'In doubt',
  understood: 'Understood',
  checkedTitle: 'Checked; nothing has been written',
  checkedWords:
    'Writing adds {created} new {created|row|rows} and renews {updated}; {refused} refused {refused|row is|rows are} left out.',
  commit: 'Write',
  writtenWords: 'Written at {when}. It can be undone as long as nothing rests on it.',
  undo: 'Undo the whole import',
  undoneWords: 'Undone at {when} by {who}.',
  refusedTitle: 'This list cannot be taken',
  leftTitle: 'This work was cut off',
  leftWords:
    'No row of the list was written. You can have it checked again from the start; if it is cut off again, tell whoever runs the system.',
  checkAgain: 'Check again',
  show: 'Show',
  tabs: { attention: 'To look at', refused: 'Refused', doubtful: 'In doubt', all: 'All' },
  line: 'Line',
  name: 'Name',
  outcome: 'Outcome',
  outcomes: { created: 'New', updated: 'Renewed', unchanged: 'Known', refused: 'Refused' },
  why: 'Why, remarks',
  printed: 'As printed',
  explain: 'Columns not understood',
  explainLead: 'Say what each column means, then check again; the next list will be understood.',
  explained: 'Understood: {columns}.',
  explainNot: 'Leave this column out',
  explainSave: 'Remember and check again',
  mend: 'Mend this row',
  mendSave: 'Save and check again',
  rowsNone: 'No row needs a look',
  rowsNoneHint: 'Every row was understood.',
  download: 'Download the report (CSV)',
  page: 'Page {page}',
  next: 'Next page',
  previous: 'Previous page',
} satisfies ImportWords

/** Words of why a list or a row is refused, in doubt, or worth a remark. */
export const problems = {
  'import-nothing-explained': 'Say what at least one column means.',
  'list-password':
    'The workbook is protected by a password and cannot be read. Take the password off and send it again.',
  'row-day-unreadable': '“{text}” is not a day (day/month/year).',
  'row-day-ahead': 'This day lies ahead.',
  'row-word-unknown': '“{text}” is not understood; the default is taken.',
  'row-maybe-same': 'May be on file already: {name}. Please check before writing.',
  'row-known': 'On file already: {name}.',
  'source-row-changed':
    'The source has changed this row since it was imported; “{name}” stays as it is here.',
  'import-kind-unknown': 'There is no import of “{kind}”. Kinds: {known}.',
  'list-not-found': 'There is no file {path}.',
  'list-encoding':
    'The file is not UTF-8 text, so Vietnamese accents would be lost. Save it from Excel as “CSV UTF-8” or .xlsx and send it again.',
  'list-broken-quote':
    'The CSV file is broken at line {line}: a quote is opened and not closed, or stands in the wrong place. Nothing was written.',
  'list-record-too-long':
    'Line {line} is unusually long, perhaps because a quote is not closed. Nothing was written.',
  'list-too-long': 'The list has more than {maximum} {maximum|row|rows}. Divide it into several files.',
  'list-too-wide': 'The list has text in more than {maximum} {maximum|column|columns}.',
  'list-too-complex': 'The workbook is too complex to open. Save the sheet by itself, or as CSV UTF-8.',
  'list-not-workbook': 'The workbook is broken or no .xlsx file. Open it in Excel and save it as .xlsx.',
  'list-old-workbook': 'This is an old workbook (.xls). Save it as .xlsx or CSV UTF-8.',
  'list-not-list': 'This file is no list. An .xlsx or CSV UTF-8 file is needed.',
  'list-without-heading': 'No line of headings was found in the first 20 lines. Missing columns: {missing}.',
  'cell-without-heading':
    'The cell in column {column} (“{text}”) lies beyond the headings: the cells of this row may be shifted.',
  'row-repeated': 'This row is the same as row {line}; it counts once.',
  'key-twice': 'This row has the key of row {line} but says something else ({key}).',
  'import-not-written': 'This import was not written, or was undone already.',
  'import-not-checked': 'This import is not checked yet, or was dealt with already.',
  'import-broke-off': 'Checking or writing the list broke off on its last try.',
  'import-at-work': 'This list is being checked or written. Wait a few minutes.',
  'import-before-not-kept':
    'This list was written before the software kept what its rows replaced, so it cannot be undone. Import the earlier list again to return to what stood there.',
  'import-in-use':
    'It cannot be undone: since the import some of it was edited or is in use: {names}. Nothing was taken back.',
  'status-unknown': 'The status “{text}” is not understood; the source’s word is kept.',
  'star-unknown': 'The stars “{text}” cannot be read; 3, 4 or 5 is needed.',
  'star-below-three': 'Fewer than three stars are not recognised; kept as the source’s information only.',
  'year-unknown': 'The year “{text}” cannot be read; from {first} to this year is needed.',
  'day-before-programme': 'The day lies before the OCOP programme began (07/05/2018).',
  'day-is-no-issue':
    'The day given is not that of a decision ({kind}); it is not taken as the day of recognition.',
  'set-unknown': 'There is no such product set.',
  'score-unknown': 'The score “{text}” is not within 0–100; the source’s text is kept.',
  'name-pictograph': 'The name has a pictograph or a broken character, which a certificate cannot print.',
  'capitals-shown-otherwise':
    'The source prints the name in capitals; shown in small letters, kept as printed: “{printed}”.',
  'owner-not-stated': 'The source does not name the producer.',
  'owner-ambiguous':
    'There {count|is|are} {count} {count|producer|producers} named “{name}” in the province; the commune is needed to tell which.',
  'place-not-stated': 'The source does not state the place.',
  'commune-name-differs': 'The code means {unit}, but the commune is written {stated}.',
  'province-assumed': 'The list has no province column; read as {province}.',
  'province-unknown': 'There is no province “{text}”.',
  'place-unknown': '“{text}” was not found; the source’s text is kept.',
  'place-ambiguous': '“{text}” may be several places; the source’s text is kept.',
  'place-of-another-time': 'The name {name} belongs to another time; read as that unit.',
  'commune-as-printed':
    'The commune is kept as printed ({commune}): the communes of this province are not on file.',
  'not-public': 'The source says that it was not recognised: kept on file, not shown to the public.',
  'product-other-name':
    'Read as the known product “{name}” (another name by the same producer). Please check.',
  'product-near': 'Read as the known product “{name}” (one letter differs). Please check.',
  'product-said-again':
    'The source says recognised again and names no producer; read as the known product “{name}”. Please check.',
  'product-maybe-same':
    '{count} {count|product|products} “{name}” {count|stands|stand} in this place already, but nothing proves that they are one; kept as a product of its own.',
  'same-name-elsewhere':
    '{count} {count|product|products} of this name {count|belongs|belong} to other producers or places.',
  'edited-here-since': '“{name}” was edited here since the last import; it stays as it is.',
  'recognition-has-history': 'A recognition was changed since the import, so it cannot be taken back.',
} satisfies Record<keyof typeof vi, string>
