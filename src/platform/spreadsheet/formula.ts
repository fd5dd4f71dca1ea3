/** One CSV field; what a spreadsheet would take for a formula is made text (OWASP, CSV injection). A negative number stays one. */
export function csvField(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(value) ? `'${value}` : value
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Lines as CSV with the mark that makes spreadsheets read UTF-8. */
export function csvText(lines: Iterable<readonly (string | number | boolean | null)[]>): string {
  const out: string[] = []
  for (const line of lines) out.push(line.map(csvField).join(','))
  return `\ufeff${out.join('\r\n')}\r\n`
}
