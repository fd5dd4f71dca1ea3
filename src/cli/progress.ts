/** A line on the terminal that is drawn over; elsewhere (a pipe, a log) nothing is printed. */
export function progressLine(title: string) {
  const out = process.stderr
  let drawn = 0
  let last = 0
  return {
    move(done: number, of: number): void {
      const now = Date.now()
      if (!out.isTTY || (now - last < 100 && done < of)) return
      last = now
      const share = of > 0 ? Math.floor((done / of) * 100) : 100
      const text = `${title.split(' ')[0]} ${done}/${of} (${share} %)`
      out.write(`\r${text.padEnd(drawn)}`)
      drawn = text.length
    },
    clear(): void {
      if (drawn > 0) out.write(`\r${' '.repeat(drawn)}\r`)
      drawn = 0
    },
  }
}
