import type { Problem } from '../../../platform/command/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, type Lang } from '../../../platform/i18n/index.ts'
import type { LostAnswer, RemappedAnswers } from '../../../rules/classification/index.ts'
import type { ClassifiedSet } from '../../../rules/criteria/index.ts'
import { Button, Form, FormActions, LinkButton, Message, Section, Select, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierLaw } from '../law.ts'
import { at } from '../paths.ts'
import type { SetChange } from '../set-change.ts'
import { words } from '../words.ts'
import { errorsOf } from './parts.tsx'

export interface SetChangePageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  sets: readonly ClassifiedSet[]
  chosen: number | null
  preview: RemappedAnswers | null
  latest: SetChange | null
  problems?: readonly Problem[] | undefined
}

/** Another set for the product: what comes along, what is lost, before anything is changed. */
export function SetChangePage(props: SetChangePageProps) {
  const { ctx, dossier, law, sets, chosen, preview, latest, problems = [] } = props
  const { lang } = ctx
  const said = words(lang).setChange
  const here = at(lang, dossier.id, '/doi-bo')
  const name = (set: number) => `${set}. ${law.sheet(set)?.name ?? ''}`
  const undoable = latest !== null && !latest.undone && latest.toSet === dossier.setNo
  return (
    <WorkPage
      ctx={ctx}
      title={`${said.title} – ${dossier.product.name}`}
      breadcrumbs={[
        { label: words(lang).menu, href: at(lang, '').replace(/\/$/, '') },
        { label: dossier.product.name, href: at(lang, dossier.id) },
        { label: said.title },
      ]}
    >
      <header class="page-head">
        <h1>{said.title}</h1>
        <p class="page-lead">{fill(said.now, { set: name(dossier.setNo) })}</p>
      </header>
      {undoable && (
        <Message
          tone="success"
          title={fill(said.done, { from: name(latest.fromSet), to: name(latest.toSet) })}
        >
          <Lost lost={latest.lost} lang={lang} />
          <form method="post" action={`${here}/lui`} class="form-actions">
            <input type="hidden" name="changeId" value={latest.id} />
            <Button>{said.undo}</Button>
            <LinkButton href={at(lang, dossier.id, '/tu-danh-gia')}>{said.goOn}</LinkButton>
          </form>
        </Message>
      )}
      <Form method="get" action={here} errors={errorsOf(problems, lang)}>
        <Select
          name="bo"
          label={said.choose}
          hint={said.chooseHint}
          value={chosen === null ? undefined : String(chosen)}
          empty={said.none}
          choices={groupsOf(sets, dossier.setNo)}
          required
        />
        <FormActions>
          <Button kind={preview ? 'secondary' : 'primary'}>{said.preview}</Button>
        </FormActions>
      </Form>
      {preview && chosen !== null && (
        <Section title={fill(said.to, { set: name(chosen) })}>
          <p>{fill(said.kept, { kept: preview.kept, lost: preview.lost.length })}</p>
          <Lost lost={preview.lost} lang={lang} />
          <p class="muted">{said.papersStay}</p>
          <form method="post" action={here} class="form-actions">
            <input type="hidden" name="setNo" value={String(chosen)} />
            <Button kind="primary">{fill(said.change, { set: chosen })}</Button>
          </form>
        </Section>
      )}
    </WorkPage>
  )
}

function Lost({ lost, lang }: { lost: readonly LostAnswer[]; lang: Lang }) {
  const said = words(lang).setChange
  if (lost.length === 0) return <p>{said.nothingLost}</p>
  return (
    <Table
      caption={fill(said.lost, { count: lost.length })}
      phone="cards"
      rows={lost}
      columns={[
        { key: 'criterion', head: said.criterion, main: true, cell: (one) => `${one.code} ${one.title}` },
        {
          key: 'option',
          head: said.option,
          cell: (one) =>
            one.option &&
            `${one.option.label} (${fill(words(lang).assessment.points, { points: one.option.points })})`,
        },
        { key: 'note', head: said.note, cell: (one) => one.note },
      ]}
    />
  )
}

function groupsOf(sets: readonly ClassifiedSet[], now: number) {
  const sectors = new Map<string, { value: string; label: string }[]>()
  for (const { sector, set, name } of sets) {
    if (set === now) continue
    const held = sectors.get(sector.name) ?? []
    held.push({ value: String(set), label: `${set}. ${name}` })
    sectors.set(sector.name, held)
  }
  return [...sectors].map(([label, choices]) => ({ label, choices }))
}
