import type { RequestContext } from '../../../../platform/http/index.ts'
import { localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  PageHead,
  RadioGroup,
  Select,
  TextInput,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { words } from '../../words.ts'

export interface PlanPageProps {
  ctx: RequestContext
  council: { readonly id: string; readonly name: string }
  rounds: readonly { readonly id: string; readonly title: string }[]
  errors?: readonly FormError[]
  typed?: FormValues
}

/** Planning a sitting: form, day, place, round. */
export function PlanPage({ ctx, council, rounds, errors = [], typed = {} }: PlanPageProps) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/hoi-dong/${council.id}`)
  return (
    <WorkPage
      ctx={ctx}
      title={w.plan}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: council.name, href: here },
        { label: w.plan },
      ]}
    >
      <PageHead title={w.plan} above={council.name} />
      <Form action={`${here}/lap-phien`} errors={errors} values={typed} autosave={`sitting:${council.id}`}>
        <RadioGroup
          name="mode"
          label={w.mode}
          hint={w.modeHint}
          value="meeting"
          choices={Object.entries(w.modes).map(([value, label]) => ({ value, label }))}
        />
        <DateInput name="heldOn" label={w.heldOn} value={ctx.today} required />
        <TextInput name="venue" label={w.venue} />
        <DateInput name="deadline" label={w.deadline} optional />
        <Select
          name="round"
          label={w.round}
          empty={w.noRound}
          choices={rounds.map((round) => ({ value: round.id, label: round.title }))}
        />
        <FormActions>
          <Button kind="primary" icon="calendar">
            {w.plan}
          </Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
