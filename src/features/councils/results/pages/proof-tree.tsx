import { fill, formatDecimal } from '../../../../platform/i18n/index.ts'
import type { ProofNode } from '../../../../rules/scoring/index.ts'
import { StatusMark } from '../../../../web/index.ts'
import { words } from '../../words.ts'

export interface ProofTreeProps {
  lang: 'vi' | 'en'
  tree: ProofNode
  /** What a member is called: the name, or for the producer only a number. */
  memberName: (id: string) => string
  /** Named once above the tree, and only pointed to within it. */
  citation: string | null
}

/** The proof of a star, step below step: what is claimed, whether it holds, on which article it rests. */
export function ProofTree({ tree, ...about }: ProofTreeProps) {
  return (
    <ol class="proof">
      <Node {...about} node={tree} depth={0} />
    </ol>
  )
}

function Node({ node, depth, ...about }: Omit<ProofTreeProps, 'tree'> & { node: ProofNode; depth: number }) {
  const { lang, memberName, citation } = about
  const w = words(lang)
  const judged = !['mean', 'total', 'left-out', 'rounding'].includes(node.claim)
  const good = node.claim === 'knock-out' ? !node.holds : node.holds
  const line = (
    <span class="proof-line">
      <span class="proof-claim">{claimText(lang, node, memberName)}</span>{' '}
      {judged && (
        <StatusMark tone={good ? 'good' : 'bad'}>{node.holds ? w.proof.holds : w.proof.fails}</StatusMark>
      )}
      {node.article && (
        <span class="proof-article muted small" lang="vi">
          {node.article === citation ? w.rulesAbove : node.article}
        </span>
      )}
    </span>
  )
  return (
    <li class={`proof-step ${node.claim}`}>
      {node.because.length === 0 ? (
        <p>{line}</p>
      ) : (
        <details class="details" open={depth < 1 || !node.holds}>
          <summary>{line}</summary>
          <ol class="proof">
            {node.because.map((below) => (
              <Node {...about} node={below} depth={depth + 1} />
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}

/** The sentence of a step, its figures filled in. */
function claimText(lang: 'vi' | 'en', node: ProofNode, memberName: (id: string) => string): string {
  const w = words(lang)
  const { data } = node
  const p = w.proof
  const text = (value: unknown) => (value === null || value === undefined ? '–' : String(value))
  const printed =
    typeof data.printed === 'string' && node.claim === 'mean'
      ? formatDecimal(data.printed, lang)
      : data.printed
  const filled = Object.fromEntries(
    Object.entries({ ...data, printed }).map(([key, value]) => [key, text(value)]),
  )
  switch (node.claim) {
    case 'star':
      return data.star === null ? p.starNone : fill(p.star, filled)
    case 'band':
      return data.star === null ? p.bandNone : fill(p.band, filled)
    case 'total':
      return fill(p.total, { ...filled, member: memberName(String(data.memberId)) })
    case 'left-out':
      return fill(p['left-out'], { member: memberName(String(data.memberId)), why: p.why[String(data.why)] })
    case 'knock-out':
      return fill(p['knock-out'], { ...filled, effect: w.effects[String(data.effect)] })
    case 'mean':
    case 'tried':
    case 'minimum':
    case 'spread':
    case 'rounding':
      return fill(p[node.claim], filled)
  }
}
