import type { RequestContext } from '../../../../platform/http/index.ts'
import { localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  type ButtonKind,
  Details,
  Form,
  type FormError,
  type FormValues,
  type IconName,
  TextInput,
} from '../../../../web/index.ts'
import { words } from '../../words.ts'

export interface StepProps {
  ctx: RequestContext
  sittingId: string
  step: string
  itemId?: string
  /** Which page is shown again after the step. */
  from: 'sitting' | 'item' | 'agenda'
  label?: string
  /** For a row of a list: which thing is meant. */
  about?: string
  kind?: ButtonKind
  icon?: IconName
  small?: boolean
  /** Asked for in a fold: the words become part of the minutes. */
  reason?: 'required' | 'optional'
  errors?: readonly FormError[]
  typed?: FormValues
}

/** One step as a form of its own: a button, or a fold with the reason it needs. */
export function StepButton(props: StepProps) {
  const {
    ctx,
    sittingId,
    step,
    itemId = '',
    from,
    kind,
    icon,
    small,
    reason,
    errors = [],
    typed = {},
  } = props
  const w = words(ctx.lang)
  const label = props.label ?? w.steps[step] ?? step
  const spoken = props.about ? `${label}: ${props.about}` : undefined
  const own = typed.step === step && (typed.itemId ?? '') === itemId
  const action = localPath(ctx.lang, `/lam-viec/phien-hop/${sittingId}/buoc`)
  const hidden = { step, itemId, from }
  const button = (
    <Button kind={kind ?? 'secondary'} icon={icon} small={small} label={spoken}>
      {label}
    </Button>
  )
  if (!reason)
    return (
      <Form action={action} hidden={hidden} class="row">
        {button}
      </Form>
    )
  return (
    <Details summary={label} open={own}>
      <Form
        action={action}
        hidden={hidden}
        prefix={`${step}-${itemId}`}
        errors={own ? errors : []}
        values={own ? typed : {}}
      >
        <TextInput name="reason" label={w.reason} hint={w.reasonHint} required={reason === 'required'} />
        {button}
      </Form>
    </Details>
  )
}
