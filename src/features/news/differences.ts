/** A run of words that two versions share, or that only one of them has. */
export interface Run {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Words of an edit beyond which only whole paragraphs are compared, to stay quick on the longest article. */
const mostWords = 1_500

/** What changed from one text to another: first by lines, then inside changed lines by words. */
export function differences(before: string, after: string): readonly Run[] {
  const lines = compare(before.split('\n'), after.split('\n'))
  const runs: Run[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const next = lines[at + 1]
    if (line.kind === 'gone' && next?.kind === 'new') {
      runs.push(...words(line.parts.join('\n'), next.parts.join('\n')), { kind: 'same', text: '\n' })
      at++
    } else runs.push({ kind: line.kind, text: `${line.parts.join('\n')}\n` })
  }
  return joined(runs)
}

/** Words, the space between them, and signs by themselves. */
const parts = /(\s+|[.,;:!?()“”"])/

function words(before: string, after: string): Run[] {
  const [left, right] = [before.split(parts), after.split(parts)]
  if (left.length > mostWords || right.length > mostWords)
    return [
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ]
  return compare(left, right).map(({ kind, parts }) => ({ kind, text: parts.join('') }))
}

interface Block {
  readonly kind: Run['kind']
  readonly parts: string[]
}

/** Longest common subsequence over what is left between equal beginnings and ends. */
function compare(before: readonly string[], after: readonly string[]): Block[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++
  const left = before.slice(head, before.length - tail)
  const right = after.slice(head, after.length - tail)
  const width = right.length + 1
  const common = new Uint32Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      common[i * width + j] =
        left[i] === right[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const blocks: Block[] = []
  const add = (kind: Run['kind'], part: string) => {
    const last = blocks.at(-1)
    if (last?.kind === kind) last.parts.push(part)
    else blocks.push({ kind, parts: [part] })
  }
  for (const part of before.slice(0, head)) add('same', part)
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      add('same', left[i]!)
      i++
      j++
    } else if (
      j >= right.length ||
      (i < left.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      add('gone', left[i]!)
      i++
    } else {
      add('new', right[j]!)
      j++
    }
  }
  for (const part of before.slice(before.length - tail)) add('same', part)
  return blocks
}

function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs) {
    if (run.text === '') continue
    const last = result.at(-1)
    if (last?.kind === run.kind) result[result.length - 1] = { kind: run.kind, text: last.text + run.text }
    else result.push(run)
  }
  return result
}
