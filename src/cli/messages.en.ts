import type { cliMessages as vi } from './messages.vi.ts'

/** Words of the command line. `{…}` is filled in when printed. */
export const cliMessages = {
  title: 'Sao Làng — command line. Usage: npx saolang <verb> [arguments]',
  verbs: 'Verbs:',
  more: 'About one verb: npx saolang <verb> --help. Every verb takes --json (for machines) and --lang vi|en.',
  codes: 'Exit codes: 0 good, 1 something wrong was found or could not be done, 2 wrong use.',
  'broken-off': 'Broken off as asked.',
  usage: 'Usage: {usage}',
  options: 'Options:',
  'option-json': 'print one JSON object',
  'option-help': 'print this',
  'unknown-verb': 'There is no verb “{verb}”.',
  'wrong-arguments': 'An argument is missing or too many were given.',
  'option-deep': 'read every file again and compare its hash',
  'option-check': 'only check the backup, restore nothing',
  'option-drill': 'restore into a temporary place, check it, and throw it away',

  'migrate-about':
    'Brings the database to the structure of this version. The server does the same when it starts.',
  'migrate-none': 'The database is up to date.',
  'migrate-done': 'Applied: {name}',

  'option-dry-run': 'try only, write nothing',
  'import-about':
    'Imports a list (CSV UTF-8 or .xlsx): all of it or nothing. The same file again changes nothing. The server may be running.',
  'export-about': 'write everything in open formats (CSV, files, dictionary, hashes) into a new folder',
  'export-done':
    'Exported {tables} {tables|table|tables}, {rows} {rows|row|rows}, {files} {files|file|files} into {path}. Content: {digest}. It holds personal data: keep it secret.',
  'import-instance-done':
    'Imported {tables} {tables|table|tables}, {rows} {rows|row|rows}, {files} {files|file|files}. Content: {digest}',
  'import-kinds': 'There is no import of “{kind}”. Kinds: {known}.',
  'import-tried':
    'Tried, nothing written: {rows} {rows|row|rows} — new {created}, updated {updated}, known {unchanged}.',
  'import-done': 'Imported {rows} {rows|row|rows} — new {created}, updated {updated}, known {unchanged}.',
  'import-understood': 'Understood {understood}, in doubt {doubtful}, refused {refused}.',
  'import-refused': 'Refused (line, name: why):',
  'import-doubtful': 'In doubt (line, name: why):',
  'import-remark': 'Remark on {count} {count|row|rows}, for example: {text}',
  'import-ignored': 'Columns not used: {columns}',

  'check-about':
    'Checks what must always hold on live data: the audit chain, the stored files, the state of every record and the rules of each part. Changes nothing.',
  'check-good': '✓ {name}',
  'check-bad': '✗ {name}: wrong in {count} {count|place|places}',
  'check-violation': '    {subject}: {message}',
  'check-more': '    … and {count} more (see --json)',
  'check-total-good': 'Everything holds ({count} {count|check|checks}).',
  'check-total-bad': '{bad} of {count} {count|check|checks} found something wrong.',

  'audit-verify-about':
    'Recomputes the whole audit chain and every day’s seal; points at the first entry that was changed or is missing.',
  'audit-good':
    'The audit log is whole: {entries} {entries|entry|entries}, {roots} sealed {roots|day|days}. Head of the chain: {head}',
  'audit-missing': 'Entry {seq} is missing from the log.',
  'audit-changed': 'Entry {seq} was changed: its content does not match its hash.',
  'audit-unlinked': 'Entry {seq} does not continue the entry before it.',
  'audit-head': 'The log was cut off from entry {seq} on.',
  'audit-root': 'The seal of {day} does not match the log (from entry {seq} on).',

  'backup-about':
    'Writes everything (the database as of one moment, files, the instance’s keys) into one tar file while the server goes on. Keep it as secret as the keys.',
  'backup-done':
    'Backed up to {path}: {tables} {tables|table|tables}, {rows} {rows|row|rows}, {files} {files|file|files}, {size} MB. Digest of the content: {digest}',

  'restore-about':
    'Restores a backup into an empty place (a new DATA_DIR or DATABASE_URL). Every part is compared with its hash before anything is written.',
  'restore-checked':
    'The backup is whole: {tables} {tables|table|tables}, {rows} {rows|row|rows}, {files} {files|file|files}. Digest of the content: {digest}',
  'restore-done':
    'Restored {tables} {tables|table|tables}, {rows} {rows|row|rows}, {files} {files|file|files}. Digest of the content: {digest}',
  'restore-drilled':
    'The drill went well: restored in {seconds} {seconds|second|seconds}, equal content (digest {digest}), audit log whole.',
  'restore-drill-failed': 'The drill failed: {reason}',

  'verify-about':
    'Checks a certificate: verify <.pdf or picture | number | text of a QR code>. Ends with 0 when it is genuine and in force, with 1 when not.',
  'verify-unreadable': '{path} cannot be read.',
  'verify-original': 'The very paper that was issued.',
  'verify-copy': 'The code is genuine.',
  'verify-altered': 'The file or code was altered.',
  'verify-unknown-key': 'Signed under a key that was never published.',
  'verify-nothing-found': 'No certificate found.',
  'verify-package-good': 'The package is whole: {count} {count|file|files}, product {product}.',
  'verify-package-bad': '{path}: {problem}',
  'verify-register':
    'Register: {number}, {product}, {producer}, {star} {star|star|stars}, {status}, to the end of {validUntil}',
  'verify-signature': 'Digital signature: {verdict}, signer {signer}',
  'score-about':
    'Scores a sheet by the law: score <regime>/<set> <answers.json>, such as score qd26-2026/1 answers.json. The file is {"answers": {"<criterion code>": <option from 0>}, "findings": ["<code>"]}.',
  'score-unknown': 'There is no sheet {sheet}. Regimes on file: {regimes}.',
  'score-unreadable': '{path} cannot be read: a JSON file is needed.',
  'score-points': '{points} {points|point|points} ({parts}); by points: {starByPoints}; result: {star}',
  'score-no-star': 'no star',
  'score-star': '{star} {star|star|stars}',
  'score-out': 'Knocked out: {criterion} — {text}',
  'score-block': 'Keeps from {star} {star|star|stars}: {criterion} needs option {option} or better',
  'score-next': 'Cheapest way to {star} {star|star|stars}: {path}',

  'keys-rotate-about':
    'Change the key that signs certificates: a new one signs from now on, the old one goes on verifying.',
  'keys-rotated': 'Key {retired} signs no more; key {id} signs from now on. Back up the folder keys.',
  'keys-just-made': 'The key in use was made just now; there is no need to rotate it.',
  'user-add-about':
    'Create an account, give it a role if one is named, and print the invitation link by which the person sets the password (7 days). Without --place the role holds everywhere.',
  'user-add-missing': '--username and --name are needed.',
  'user-add-role': 'There is no role “{role}”. Roles: {roles}.',
  'user-add-day': '“{day}” is no day (dd/mm/yyyy or yyyy-mm-dd).',
  'user-added': 'Account {username} created.',
  'user-invitation': 'Invitation link, shown this one time; send it privately:',
  'user-reset-factor-about':
    'Removes two-step sign-in and all passkeys of an account: a phone was lost and no administrator can come in, or the sign-in key of the machine was changed. All sessions and access tokens of the account end.',
  'user-reset-factor-missing': '--username and --reason are needed.',
  'user-unknown': 'There is no account {username}.',
  'user-factor-reset':
    'Two-step sign-in and passkeys of {username} are removed; the person signs in with the password and turns them on again.',
  'option-reason': 'why, for the audit log',
  'option-username': 'username',
  'option-name': 'full name',
  'option-role': 'role (producer, commune-officer, provincial-office, …)',
  'option-place': 'code of the province or commune in which the role holds',
  'option-agency': 'id of the agency, for the role agency',
  'option-producer': 'id of the producer, for the role producer',
  'option-from': 'first day (default: today)',
  'option-to': 'last day',
  'option-email': 'e-mail',
  'option-phone': 'telephone',
} satisfies Record<keyof typeof vi, string>
