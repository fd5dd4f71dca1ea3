import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import { EmptyState, LinkButton, StarRow, StatusMark, Table } from '../../../../web/index.ts'
import { meanText } from '../../results/figures.ts'
import { phaseTone } from '../../tones.ts'
import { words } from '../../words.ts'
import type { ItemView, SittingView } from '../view.ts'
import { ItemLinks, SheetsIn } from './current-item.tsx'

/** The agenda as this reader may see it, in its order. */
export function AgendaTable({ ctx, view }: { ctx: RequestContext; view: SittingView }) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  const keeps = view.may.run || view.may.phase
  const over = ['closed', 'cancelled'].includes(view.status)
  return (
    <Table
      caption={w.agenda}
      captionHidden
      rows={view.items}
      rowId={(item) => `muc-${item.position}`}
      empty={
        <EmptyState
          icon="list"
          title={keeps ? w.agendaEmpty : w.agendaNothing}
          actions={
            keeps &&
            !over && (
              <LinkButton icon="plus" href={`${here}/chuong-trinh`}>
                {w.addDossiers}
              </LinkButton>
            )
          }
        >
          {keeps ? w.agendaEmptyHint : undefined}
        </EmptyState>
      }
      columns={[
        { key: 'n', head: '#', numeric: true, tight: true, cell: (item: ItemView) => item.position },
        {
          key: 'product',
          head: w.product,
          main: true,
          cell: (item: ItemView) => (
            <>
              <a href={`${here}/san-pham/${item.id}`}>{item.product}</a>
              <span class="muted small">
                {' '}
                {item.producer} · {fill(w.set, { set: item.setNo })} · {w.kindsOfDossier[item.kind]}
              </span>
            </>
          ),
        },
        {
          key: 'sample',
          head: w.sampleCode,
          tight: true,
          cell: (item: ItemView) => item.sampleCode ?? '–',
        },
        {
          key: 'phase',
          head: w.phase,
          cell: (item: ItemView) => (
            <>
              <StatusMark tone={phaseTone(item.phase)}>{w.phases[item.phase]!}</StatusMark>{' '}
              <SheetsIn item={item} lang={ctx.lang} />
              {item.round > 1 && <span class="small"> {fill(w.secondRound, { round: item.round })}</span>}
              {item.result && (
                <p class="row small">
                  <StarRow
                    count={item.result.star ?? 0}
                    size="small"
                    label={
                      item.result.star === null ? w.noStar : fill(w.starLabel, { star: item.result.star })
                    }
                  />
                  <span class="figures">{meanText(item.result, ctx.lang)}</span>
                </p>
              )}
            </>
          ),
        },
        ...(view.may.score
          ? [
              {
                key: 'own',
                head: w.sheetTitle,
                cell: (item: ItemView) => (item.phase === 'waiting' ? '–' : w.own[item.own]),
              },
            ]
          : []),
        {
          key: 'links',
          head: w.toDossier,
          headHidden: true,
          cell: (item: ItemView) => <ItemLinks ctx={ctx} view={view} item={item} />,
        },
      ]}
    />
  )
}
