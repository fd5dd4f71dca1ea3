import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import { asset, langOf, Page, StatusMark } from '../../../../web/index.ts'
import { sittingTitle } from '../../sittings/pages/sitting-page.tsx'
import type { SittingView } from '../../sittings/view.ts'
import { words } from '../../words.ts'
import { liveState } from '../live-state.ts'

/** The hall's screen: product, sample code, who is present, who has sealed, clock; nothing else. */
export function HallPage({
  ctx,
  view,
  since,
}: {
  ctx: RequestContext
  view: SittingView
  /** When scoring of the present product was opened. */
  since: Date | null
}) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  const { current: item } = view
  const sealed = new Set(item?.sheets.filter((sheet) => sheet.sealed).map((sheet) => sheet.member.id))
  const expected = new Set(item?.sheets.map((sheet) => sheet.member.id))
  const scoring = item?.phase === 'scoring'
  return (
    <Page lang={ctx.lang} title={w.hall} siteName={view.councilName} noIndex class="hall">
      <noscript>
        <meta http-equiv="refresh" content="5" />
      </noscript>
      <main
        id="main"
        class="hall-screen"
        tabindex={-1}
        data-live={`${here}/luong`}
        data-page={`${here}/man-hinh`}
        data-mark={liveState(view).mark}
      >
        <div data-live-part="hall" class="hall-part">
          <header class="hall-head">
            <p lang={langOf(view.councilName, ctx.lang)}>{view.councilName}</p>
            <p>{sittingTitle(view, ctx.lang)}</p>
          </header>
          {item ? (
            <section class="hall-item">
              <p class="hall-number">
                {item.position}/{view.items.length}
              </p>
              {item.sampleCode && (
                <p class="hall-code">
                  {w.sampleCode} <strong>{item.sampleCode}</strong>
                </p>
              )}
              <h1>{item.product}</h1>
              {!item.sampleCode && <p class="hall-producer">{item.producer}</p>}
              <p class="hall-phase">{w.phases[item.phase]}</p>
              {scoring && since && (
                <p class="hall-clock">
                  <span class="hidden-visually">{w.hallElapsed}</span>
                  <time
                    datetime={since.toISOString()}
                    data-since={since.toISOString()}
                    data-minutes={view.rules.minutesPerProduct ?? undefined}
                  >
                    {clockText(ctx.now.getTime() - since.getTime())}
                  </time>
                  {view.rules.minutesPerProduct && (
                    <span class="hall-limit"> / {view.rules.minutesPerProduct}:00</span>
                  )}
                </p>
              )}
            </section>
          ) : (
            <section class="hall-item">
              <h1>{view.status === 'open' ? w.hallWaiting : w.statuses[view.status]}</h1>
            </section>
          )}
          <footer class="hall-foot">
            <p class="hall-quorum">
              {fill(w.quorumText, { ...view.quorum })}
              {scoring && ` · ${fill(w.sheetsIn, { sealed: sealed.size, expected: expected.size })}`}
            </p>
            <ul class="hall-members">
              {view.members
                .filter((member) => member.present)
                .map((member) => (
                  <li>
                    <StatusMark
                      tone={sealed.has(member.id) ? 'good' : 'neutral'}
                      icon={
                        sealed.has(member.id) ? 'seal' : expected.has(member.id) && scoring ? 'edit' : 'user'
                      }
                    >
                      {member.name}
                    </StatusMark>
                    <span class="hidden-visually">
                      {sealed.has(member.id) ? w.hallSealed : w.hallPresent}
                    </span>
                  </li>
                ))}
            </ul>
          </footer>
        </div>
      </main>
      <script type="module" src={asset('sitting-live.js')} />
    </Page>
  )
}

function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
