import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { Round } from '../../../rules/procedure/index.ts'
import {
  Button,
  Card,
  DateInput,
  DescriptionList,
  EmptyState,
  Form,
  type FormError,
  type FormValues,
  LinkButton,
  Select,
  StatusMark,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { meanText } from '../decisions/paper.ts'
import { words } from '../words.ts'
import type { MinistryDossier } from './queries.ts'
import type { OfTheMinister } from './revocation.ts'

interface Props {
  ctx: RequestContext
  rows: readonly MinistryDossier[]
  /** Standing recognitions that only the Minister may take back (Điều 8 khoản 2 điểm b). */
  revocable: readonly OfTheMinister[]
  grounds: readonly { id: string; text: string }[]
  /** The Ministry's next round (Điều 5 khoản 2). */
  round: Round | null
  errors: readonly FormError[]
  /** The dossier whose form was refused; `revocation`: that form. */
  about?: string | undefined
  typed?: FormValues | undefined
  placeLabel(code: string, day: string): string
}

const tone = { 'result-approved': 'warn', 'at-ministry': 'neutral', 'ministry-result': 'warn' } as const

/** Products of 90 points and more: what to send, what is awaited, what came back. */
export function MinistryPage(props: Props) {
  const { ctx, rows, round } = props
  const w = words(ctx.lang)
  return (
    <WorkPage ctx={ctx} title={w.ministryTitle} breadcrumbs={[{ label: w.ministryTitle }]}>
      <header class="page-head">
        <h1>{w.ministryTitle}</h1>
        <p class="page-lead">{w.ministryLead}</p>
        {round && <p>{fill(w.ministryRound, { ...round })}</p>}
      </header>
      {rows.length === 0 && <EmptyState title={w.ministryEmpty}>{w.ministryEmptyHint}</EmptyState>}
      {rows.map((row) => (
        <Card
          title={row.product}
          above={<StatusMark tone={tone[row.status]}>{w.ministryStatus[row.status]}</StatusMark>}
        >
          <DescriptionList
            items={[
              { term: w.producer, value: row.producer },
              { term: w.place, value: props.placeLabel(row.placeCode, ctx.today) },
              { term: w.mean, value: meanText(row) },
              { term: w.ministrySentOn, value: row.sentOn ? formatDay(row.sentOn) : undefined },
            ]}
          />
          <Steps {...props} row={row} />
        </Card>
      ))}
      {props.revocable.length > 0 && <Revocation {...props} />}
    </WorkPage>
  )
}

/** What the Minister decided is written down here; nobody of the province decides it again. */
function Revocation({ ctx, revocable, grounds, errors, about, typed }: Props) {
  const w = words(ctx.lang)
  const mine = about === 'revocation'
  return (
    <Card title={w.ministerRevocation}>
      <p class="muted">{w.ministerRevocationHint}</p>
      <Form
        action={localPath(ctx.lang, '/lam-viec/gui-bo/thu-hoi')}
        errors={mine ? errors : []}
        values={mine ? typed : undefined}
        prefix="thu-hoi-"
      >
        <Select
          name="recognitionId"
          label={w.product}
          required
          choices={revocable.map(({ id, product, star, decisionNo }) => ({
            value: id,
            label: [product, fill(w.stars, { star }), decisionNo].filter(Boolean).join(' – '),
          }))}
        />
        <TextInput name="decisionNo" label={w.ministerDecisionNo} required width="medium" />
        <DateInput name="revokedOn" label={w.ministryPaperOn} required />
        <Select
          name="ground"
          label={w.ground}
          required
          choices={grounds.map((each) => ({ value: each.id, label: `${each.id}) ${each.text}` }))}
        />
        <TextArea name="reason" label={w.reason} required rows={3} />
        <Button kind="danger">{w.ministerRevocationRecord}</Button>
      </Form>
    </Card>
  )
}

function Steps({ ctx, row, errors, about, typed }: Props & { row: MinistryDossier }) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/gui-bo/${row.id}`)
  const mine = about === row.id
  const form = {
    errors: mine ? errors : [],
    values: mine ? typed : undefined,
    prefix: `${row.id.slice(-6)}-`,
  }
  if (row.status === 'result-approved')
    return (
      <>
        <LinkButton href={`/lam-viec/gui-bo/${row.id}/ho-so.zip`} kind="secondary" icon="download">
          {w.ministryPackage}
        </LinkButton>
        <p class="muted">{w.ministryPackageHint}</p>
        <Form action={`${here}/da-gui`} {...form}>
          <TextInput name="paperNo" label={w.ministryLetterNo} required width="medium" />
          <Button kind="primary" icon="send">
            {w.ministrySend}
          </Button>
        </Form>
      </>
    )
  if (row.status === 'at-ministry')
    return (
      <Form action={`${here}/ket-qua`} {...form}>
        <TextInput name="mean" label={w.ministryMean} hint={w.ministryMeanHint} required width="short" />
        <Select
          name="star"
          label={w.ministryStar}
          required
          choices={[5, 4, 3, 2, 1].map((star) => ({ value: String(star), label: fill(w.stars, { star }) }))}
        />
        <TextInput name="paperNo" label={w.ministryPaperNo} required width="medium" />
        <DateInput name="paperOn" label={w.ministryPaperOn} required />
        <Button kind="primary">{w.ministryRecord}</Button>
      </Form>
    )
  return (
    <>
      <p>
        {fill(w.ministryBack, { star: row.star ?? '–' })}{' '}
        <a href={localPath(ctx.lang, '/lam-viec/quyet-dinh')}>{w.decisions}</a>
      </p>
      <Form action={`${here}/danh-gia-lai`} {...form}>
        <TextArea name="reason" label={w.ministryAgainReason} hint={w.ministryAgainHint} required rows={2} />
        <Button kind="secondary">{w.ministryAgain}</Button>
      </Form>
    </>
  )
}
