import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { leaves, type Sheet } from '../../../rules/criteria/index.ts'
import type { Regime } from '../../../rules/regimes/index.ts'
import { PageHead, Section, StarRow, Table } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { Regulation } from '../regulation.ts'
import { words } from '../words.ts'
import { ErrataTable } from './errata-table.tsx'
import { decreeOf } from './naming.ts'

type Ctx = Pick<RequestContext, 'lang' | 'path' | 'url'>
interface Props {
  ctx: Ctx
  regulation: Regulation
  regime: Regime
}

/** The sets of the regime in force by sector, how stars come about, known misprints, and what was in force before. */
export function ListPage({ ctx, regulation, regime }: Props) {
  const w = words(ctx.lang)
  const sheets = regulation.sets(regime.id).map((set) => regulation.sheet(regime.id, set)!)
  const sectors = [...new Set(sheets.map(({ sector }) => sector))]
  const lead = fill(w.listLead, {
    sets: sheets.length,
    decree: decreeOf(regime),
    from: formatDay(regime.inForce.from),
  })
  return (
    <PublicPage
      ctx={ctx}
      title={w.listTitle}
      description={w.listDescription}
      breadcrumbs={[{ label: w.listTitle }]}
    >
      <PageHead title={w.listTitle} lead={lead} note={w.officialWording || undefined} />
      {sectors.map((sector) => (
        <Section title={capitalised(sector)} titleLang={ctx.lang === 'vi' ? undefined : 'vi'}>
          <SetTable ctx={ctx} sector={sector} sheets={sheets.filter((sheet) => sheet.sector === sector)} />
        </Section>
      ))}
      <Section title={w.howTitle}>
        <div class="flow">
          <p class="measure">{w.howPoints}</p>
          <BandTable ctx={ctx} regime={regime} />
          <p class="measure">{w.howMinimums}</p>
          <p class="measure">{w.howKnockOuts}</p>
        </div>
      </Section>
      <ErrataSection ctx={ctx} regulation={regulation} regime={regime} />
      <FormerSection ctx={ctx} regulation={regulation} regime={regime} />
    </PublicPage>
  )
}

function SetTable({ ctx, sector, sheets }: { ctx: Ctx; sector: string; sheets: readonly Sheet[] }) {
  const w = words(ctx.lang)
  return (
    <Table
      caption={fill(w.setsOf, { sector: capitalised(sector) })}
      captionHidden
      rows={sheets}
      compact
      columns={[
        {
          key: 'name',
          head: w.setName,
          main: true,
          cell: ({ set, name }) => (
            <a href={localPath(ctx.lang, `/bo-tieu-chi/${set}`)} lang="vi">
              {set}. {name}
            </a>
          ),
        },
        { key: 'group', head: w.setGroup, cell: ({ group }) => <span lang="vi">{group}</span> },
        {
          key: 'agencies',
          head: w.setAgencies,
          cell: ({ leadAgencies }) => <span lang="vi">{leadAgencies?.join('; ') ?? w.notStated}</span>,
        },
        {
          key: 'leaves',
          head: w.setLeaves,
          cell: (sheet) => leaves(sheet).length,
          numeric: true,
          tight: true,
        },
      ]}
    />
  )
}

function BandTable({ ctx, regime }: { ctx: Ctx; regime: Regime }) {
  const w = words(ctx.lang)
  return (
    <Table
      caption={w.bandsCaption}
      captionHidden
      rows={regime.bands ?? []}
      compact
      columns={[
        {
          key: 'star',
          head: w.bandStar,
          main: true,
          cell: ({ star }) => <StarRow count={star} label={fill(w.stars, { count: star })} />,
        },
        { key: 'points', head: w.bandPoints, cell: ({ printed }) => <span lang="vi">{printed}</span> },
        {
          key: 'recogniser',
          head: w.bandRecogniser,
          cell: ({ recogniser }) => (recogniser ? <span lang="vi">{recogniser}</span> : w.notCertified),
        },
        { key: 'article', head: w.bandArticle, cell: ({ ref }) => <span lang="vi">{ref}</span> },
      ]}
    />
  )
}

function ErrataSection({ ctx, regulation, regime }: Props) {
  const w = words(ctx.lang)
  const errata = regulation.errata(regime.id)
  const open = errata.filter(({ applied }) => !applied)
  const lead = fill(w.errataLead, {
    all: errata.length,
    applied: errata.length - open.length,
    open: open.length,
  })
  return (
    <Section title={w.errataTitle} id="loi-in">
      <div class="flow">
        <p class="measure">{lead}</p>
        <ErrataTable lang={ctx.lang} caption={w.errataOpenCaption} errata={open} withSet />
      </div>
    </Section>
  )
}

function FormerSection({ ctx, regulation, regime }: Props) {
  const w = words(ctx.lang)
  const former = regulation.regimes.regimes.filter(({ id }) => id !== regime.id).toReversed()
  const days = ({ inForce }: Regime) =>
    inForce.to === null
      ? fill(w.fromOn, { from: formatDay(inForce.from) })
      : fill(w.fromTo, { from: formatDay(inForce.from), to: formatDay(inForce.to) })
  return (
    <Section title={w.formerTitle}>
      <p class="measure">{w.formerLead}</p>
      <Table
        caption={w.formerCaption}
        captionHidden
        rows={former}
        columns={[
          {
            key: 'name',
            head: w.regimeName,
            main: true,
            cell: (one) => <span lang="vi">{decreeOf(one)}</span>,
          },
          { key: 'days', head: w.regimeDays, cell: days },
          {
            key: 'sheets',
            head: w.regimeSheets,
            cell: (one) => (
              <div class="flow">
                {regulation.sets(one.id).map((set) => (
                  <p>
                    <a href={localPath(ctx.lang, `/bo-tieu-chi/${set}?van-ban=${one.id}`)}>
                      {fill(w.sheetLink, { set })}
                    </a>
                  </p>
                ))}
                {regulation.sets(one.id).length === 0 && <p>{w.noSheets}</p>}
                {one.sheets.missing && (
                  <p class="small muted" lang="vi">
                    {one.sheets.missing}
                  </p>
                )}
              </div>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** The decree prints sector names in capitals; headings of a page do not shout. */
function capitalised(name: string): string {
  const small = name.toLocaleLowerCase('vi')
  return small.charAt(0).toLocaleUpperCase('vi') + small.slice(1)
}
