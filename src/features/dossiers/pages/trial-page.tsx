import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import type { ClassifiedSet, Sheet } from '../../../rules/criteria/index.ts'
import type { Band } from '../../../rules/regimes/index.ts'
import type { Answer } from '../../../rules/scoring/index.ts'
import { Button, Form, FormActions, LinkButton, Message, Section } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { StarMeter } from '../star-meter.client.tsx'
import { words } from '../words.ts'
import { SheetForm } from './sheet-form.tsx'

/** The 26 sets, to choose one and try it. */
export function TrialListPage({ ctx, sets }: { ctx: RequestContext; sets: readonly ClassifiedSet[] }) {
  const { lang } = ctx
  const said = words(lang).trial
  const groups = [...new Set(sets.map((set) => set.sector.name))]
  return (
    <PublicPage ctx={ctx} title={said.title} description={said.lead} breadcrumbs={[{ label: said.title }]}>
      <h1>{said.title}</h1>
      <p class="page-lead">{said.lead}</p>
      {groups.map((group) => (
        <Section title={group}>
          <ul class="plain-list" lang="vi">
            {sets
              .filter((set) => set.sector.name === group)
              .map((set) => (
                <li>
                  <a href={localPath(lang, `/thu-cham/${set.set}`)}>
                    {set.set}. {set.name}
                  </a>{' '}
                  <span class="muted small">{set.group.name}</span>
                </li>
              ))}
          </ul>
        </Section>
      ))}
    </PublicPage>
  )
}

export interface TrialPageProps {
  ctx: RequestContext
  sheet: Sheet
  bands: readonly Band[]
  answers: Readonly<Record<string, Answer>>
  problem?: string | undefined
}

const FORM = 'phieu'

/** Any product on the real sheet, without filing: nothing is kept. */
export function TrialPage({ ctx, sheet, bands, answers, problem }: TrialPageProps) {
  const { lang } = ctx
  const all = words(lang)
  const said = all.trial
  return (
    <PublicPage
      ctx={ctx}
      title={fill(said.titleOf, { name: sheet.name })}
      description={said.lead}
      breadcrumbs={[{ label: said.title, href: localPath(lang, '/thu-cham') }, { label: sheet.name }]}
    >
      <h1>{fill(said.titleOf, { name: sheet.name })}</h1>
      <p class="page-lead">{said.note}</p>
      {problem && <Message tone="error">{problem}</Message>}
      <div class="sheet-layout">
        <aside class="sheet-side">
          <StarMeter
            sheet={{
              regime: sheet.regime,
              set: sheet.set,
              ref: sheet.ref,
              parts: sheet.parts,
              starMarks: sheet.starMarks,
            }}
            bands={bands}
            answers={answers}
            words={all.meter}
            form={FORM}
          />
        </aside>
        <Form id={FORM} action={localPath(lang, `/thu-cham/${sheet.set}`)} autosave={`trial:${sheet.set}`}>
          <SheetForm lang={lang} sheet={sheet} answers={answers} />
          <FormActions sticky>
            <Button kind="primary">{said.count}</Button>
            <LinkButton kind="quiet" href={localPath(lang, '/thu-cham')}>
              {said.again}
            </LinkButton>
            <LinkButton kind="quiet" href={localPath(lang, '/lam-viec/ho-so/moi')}>
              {said.file}
            </LinkButton>
          </FormActions>
        </Form>
      </div>
    </PublicPage>
  )
}
