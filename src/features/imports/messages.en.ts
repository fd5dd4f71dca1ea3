import type { problems as vi } from './messages.vi.ts'

/** Words of why a list or a row is refused, in doubt, or worth a remark. */
export const problems = {
  'import-kind-unknown': 'There is no import of “{kind}”. Kinds: {known}.',
  'list-not-found': 'There is no file {path}.',
  'list-encoding':
    'The file is not UTF-8 text, so Vietnamese accents would be lost. Save it from Excel as “CSV UTF-8” or .xlsx and send it again.',
  'list-broken-quote':
    'The CSV file is broken at line {line}: a quote is opened and not closed, or stands in the wrong place. Nothing was written.',
  'list-record-too-long':
    'Line {line} is unusually long, perhaps because a quote is not closed. Nothing was written.',
  'list-too-long': 'The list has more than {maximum} rows. Divide it into several files.',
  'list-too-wide': 'The list has text in more than {maximum} columns.',
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
  'import-in-use':
    'It cannot be undone: since the import some of it was edited or is in use: {names}. Nothing was taken back.',
  'status-unknown': 'The status “{text}” is not understood; the source’s word is kept.',
  'star-unknown': 'The stars “{text}” cannot be read; 3, 4 or 5 is needed.',
  'star-below-three': 'Fewer than three stars are not recognised; kept as the source’s information only.',
  'year-unknown': 'The year “{text}” cannot be read; from {first} to this year is needed.',
  'day-unknown': 'The day “{text}” cannot be read; it needs the form day/month/year and must exist.',
  'day-in-future': 'The day lies in the future.',
  'day-before-programme': 'The day lies before the OCOP programme began (07/05/2018).',
  'day-is-no-issue':
    'The day given is not that of a decision ({kind}); it is not taken as the day of recognition.',
  'set-unknown': 'There is no such product set.',
  'score-unknown': 'The score “{text}” is not within 0–100; the source’s text is kept.',
  'name-pictograph': 'The name has a pictograph or a broken character, which a certificate cannot print.',
  'name-without-letter': 'The name has no letter.',
  'capitals-shown-otherwise':
    'The source prints the name in capitals; shown in small letters, kept as printed: “{printed}”.',
  'owner-not-stated': 'The source does not name the producer.',
  'owner-ambiguous':
    'There are {count} producers named “{name}” in the province; the commune is needed to tell which.',
  'place-not-stated': 'The source does not state the place.',
  'place-not-of-day': 'Code {code} is no commune code on this day (of another year, or of none).',
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
    '{count} products “{name}” stand in this place already, but nothing proves that they are one; kept as a product of its own.',
  'same-name-elsewhere': '{count} products of this name belong to other producers or places.',
  'edited-here-since': '“{name}” was edited here since the last import; it stays as it is.',
  'recognition-has-history': 'A recognition was changed since the import, so it cannot be taken back.',
} satisfies Record<keyof typeof vi, string>
