import type { Sender } from './sender.ts'
import { goOn, record, type Story } from './story.ts'

const office = 'van-phong-1'
const taster = 'hoi-dong-3'

/** The demo round whose results are agreed and signed. */
const ready = `select d.round_id as id from dossier d join result r on r.dossier_id = d.id
  where d.is_demo and d.status = 'result' order by d.id limit 1`
/** The demo sitting that tastes blind and has not begun. */
const convened = `select id from sitting where blind_tasting and status = 'convened' order by id limit 1`

interface Sample {
  readonly code: string
  /** Criteria with what may be ticked, and what is. */
  readonly criteria: readonly { name: string; options: readonly string[]; ticked: number }[]
}

/** The first sample on a member's page of the tasting. */
function sampleOn(page: string): Sample {
  const form = page.split('<form').find((part) => part.includes('name="sampleCode"'))!
  const found = new Map<string, { options: string[]; ticked: number }>()
  for (const [tag] of form.matchAll(/<input[^>]*type="radio"[^>]*>/g)) {
    const name = /name="(a\.[^"]+)"/.exec(tag)?.[1]
    const value = /value="([^"]*)"/.exec(tag)?.[1]
    if (!name || value === undefined || value === 'none') continue
    const one = found.get(name) ?? { options: [], ticked: -1 }
    if (/\schecked/.test(tag)) one.ticked = one.options.length
    one.options.push(value)
    found.set(name, one)
  }
  const code = /name="sampleCode"[^>]*value="([^"]+)"/.exec(form)![1]!
  return { code, criteria: [...found].map(([name, one]) => ({ name, ...one })) }
}

/** What is tasted is a number of this many: its places are the ticks of the criteria. */
const tastes = 24
const tasteOf = (key: string) => {
  const [, , round = 0, n = 0] = key.split('-').map(Number)
  return (round * 7 + n) % tastes
}

async function tasting(sender: Sender) {
  const { id } = await record(sender, convened)
  const url = `/lam-viec/phien-hop/${id}/nem-thu`
  return { url, sample: sampleOn(await sender.page(taster, url)) }
}

/** What the council's day leaves beside its sheets. */
export const council: readonly Story[] = [
  {
    // The agreed results are laid before the Chairman, and taken back with a reason.
    feature: 'proposals',
    tell: (key, sender) =>
      goOn(key, sender, async () => {
        const { id: round } = await record(sender, ready)
        const [done] = await sender.find('select id from proposal where withdrawal_reason = $1', key)
        if (done) return null
        const [standing] = await sender.find(
          'select id from proposal where round_id = $1 and withdrawn_at is null order by id limit 1',
          round,
        )
        const base = '/lam-viec/to-trinh'
        return standing
          ? ['back', { login: office, url: `${base}/${standing.id}/rut`, fields: { reason: key } }]
          : ['make', { login: office, url: `${base}/dot/${round}` }]
      }),
    sql: `select p.withdrawal_reason as key, count(distinct p.id)::int as times from proposal p
      join proposal_item i on i.proposal_id = p.id and i.withdrawn
      where p.withdrawal_reason like 'crash-%' and p.withdrawn_at is not null group by 1`,
  },
  {
    // What a member tasted by the code on the glass, encrypted; until the product is scored it may be changed.
    feature: 'tasting',
    async tell(key, sender) {
      const { url, sample } = await tasting(sender)
      let rest = tasteOf(key)
      const fields: Record<string, string> = { sampleCode: sample.code }
      for (const { name, options } of sample.criteria) {
        fields[name] = options[rest % options.length]!
        rest = Math.floor(rest / options.length)
      }
      await sender.send(key, { login: taster, url, fields })
    },
    token: (key) => String(tasteOf(key)),
    async stands(sender) {
      const { criteria } = (await tasting(sender)).sample
      if (criteria.some(({ ticked }) => ticked < 0)) return undefined
      const number = criteria.reduceRight((sum, { options, ticked }) => sum * options.length + ticked, 0)
      return String(number)
    },
  },
]
