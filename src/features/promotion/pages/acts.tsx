import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { type FairAction, fairMayDo } from '../../../rules/promotion/index.ts'
import {
  Button,
  Details,
  Form,
  FormActions,
  type FormError,
  Message,
  Section,
  TextArea,
  VersionedForm,
} from '../../../web/index.ts'
import { deskPath } from '../paths.ts'
import type { Application } from '../queries.ts'
import { words } from '../words.ts'
import type { FairPageProps } from './fair.tsx'

export type ActName = Exclude<FairAction, 'draft' | 'amend'>

/** Where each act is posted. */
export const actPaths: Readonly<Record<ActName, string>> = {
  call: 'cong-bo',
  allot: 'phan-gian',
  recall: 'thu-hoi-phan-gian',
  hold: 'da-to-chuc',
  cancel: 'huy',
}

export interface Acts {
  /** What was refused, and why. */
  readonly of?: string | undefined
  readonly errors: readonly FormError[]
}

/** What may be done to a fair now, each with its own small form. */
export function FairActs(props: FairPageProps) {
  const { ctx, fair } = props
  const { lang, today } = ctx
  const w = words(lang)
  const offered: Readonly<Record<ActName, boolean>> = {
    call: true,
    allot: today > fair.apply_until,
    recall: today < fair.starts_on,
    hold: today >= fair.starts_on,
    cancel: true,
  }
  const now = (act: ActName) => fairMayDo(fair.status, act)
  const shown = [
    now('call') && <Act {...props} act="call" hint={w.callHint} primary />,
    now('allot') &&
      (offered.allot ? (
        <Act {...props} act="allot" hint={w.allotHint} primary />
      ) : (
        <p class="muted">{fill(w.allotFrom, { day: formatDay(fair.apply_until) })}</p>
      )),
    now('hold') && offered.hold && (
      <Act {...props} act="hold" hint={w.holdHint} primary>
        <TextArea name="words" label={w.holdWords} rows={2} maxLength={2000} />
      </Act>
    ),
    now('recall') && offered.recall && (
      <Details summary={w.actions.recall} open={props.of === 'recall'}>
        <Act {...props} act="recall" hint={w.recallHint}>
          <TextArea name="words" label={w.recallReason} rows={2} maxLength={2000} required />
        </Act>
      </Details>
    ),
    now('cancel') && (
      <Details summary={w.actions.cancel} open={props.of === 'cancel'}>
        <Act {...props} act="cancel" hint={w.cancelHint}>
          <TextArea name="words" label={w.cancelReason} rows={2} maxLength={2000} required />
        </Act>
      </Details>
    ),
  ].filter(Boolean)
  // Refused, and its form is gone or not there yet: the reason stands above.
  const refused = props.of !== undefined && props.of in actPaths ? (props.of as ActName) : null
  const lost = refused !== null && !(now(refused) && offered[refused])
  if (shown.length === 0 && !lost) return null
  return (
    <Section title={w.next}>
      {lost && (
        <Message tone="warning" announce>
          {props.errors.map((each) => each.text).join(' ')}
        </Message>
      )}
      <div class="flow">{shown}</div>
    </Section>
  )
}

function Act(
  props: FairPageProps & {
    act: ActName
    hint: string
    primary?: boolean
    children?: preact.ComponentChildren
  },
) {
  const { ctx, fair, act } = props
  const refused = props.of === act
  return (
    <VersionedForm
      action={localPath(ctx.lang, `${deskPath}/${fair.id}/${actPaths[act]}`)}
      prefix={`${act}-`}
      version={fair.version}
      refused={refused}
      typed={ctx.form.fields}
      errors={props.errors}
    >
      <p class="muted">{props.hint}</p>
      {props.children}
      <FormActions>
        <Button kind={props.primary ? 'primary' : 'secondary'}>{words(ctx.lang).actions[act]}</Button>
      </FormActions>
    </VersionedForm>
  )
}

/** What a producer does with its application: claims its stall while that is due, or gives it back. */
export function Withdraw({ lang, of, today }: { lang: Lang; of: Application; today: string }) {
  const w = words(lang)
  const claims =
    of.status === 'stall' && of.claimed_at === null && of.claim_by !== null && today <= of.claim_by
  return (
    <div class="row">
      {claims && (
        <Form action={localPath(lang, `${deskPath}/dang-ky/${of.id}/nhan`)} prefix={`claim-${of.id}-`}>
          <Button kind="primary" small>
            {w.claim}
          </Button>
        </Form>
      )}
      <Form action={localPath(lang, `${deskPath}/dang-ky/${of.id}/rut`)} prefix={`${of.id}-`}>
        <Button kind="secondary" small>
          {of.status === 'stall' ? w.withdrawStall : w.withdraw}
        </Button>
      </Form>
    </div>
  )
}
