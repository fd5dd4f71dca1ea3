import { encode } from 'uqr'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CopyButton,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  Section,
  StatusMark,
  TextInput,
} from '../../../web/index.ts'
import { twoFactorPath } from '../own-path.ts'
import type { BackupCodes } from '../second-factor.ts'
import { words } from '../words.ts'
import { AccountFrame } from './account-frame.tsx'
import { CurrentPassword } from './current-password.tsx'

const path = twoFactorPath

export interface TwoFactorPageProps {
  readonly ctx: RequestContext
  readonly on: boolean
  /** Given while enrolment is under way. */
  readonly enrolment?: string | null
  /** Errors, and which of the page's forms they belong to. */
  readonly errors?: readonly FormError[]
  readonly of?: 'start' | 'confirm' | 'disable' | 'renew'
  readonly notice?: string | undefined
  /** Of somebody whose second factor is on; null: it cannot be read any more, and must be turned off. */
  readonly codes?: BackupCodes | null | undefined
  /** A role of this person asks for a second factor; `exempt` where the account is of the demo province. */
  readonly asked?: 'needed' | 'exempt' | undefined
}

/** Off: turn it on. Under way: scan and prove. On: new backup codes, turn it off. */
export function TwoFactorPage(props: TwoFactorPageProps) {
  const { ctx, on, enrolment, notice, asked } = props
  const w = words(ctx.lang)
  return (
    <AccountFrame ctx={ctx} part="twoFactor" lead={w.twoFactorLead} notice={notice}>
      <p>
        <StatusMark tone={on ? 'good' : 'neutral'}>{on ? w.twoFactorOn : w.twoFactorOff}</StatusMark>
      </p>
      {asked && <p class="muted">{asked === 'exempt' ? w.twoFactorExempt : w.twoFactorNeeded}</p>}
      {on ? (
        <WhenOn {...props} />
      ) : enrolment ? (
        <Enrolment {...props} uri={enrolment} />
      ) : (
        <WhenOff {...props} />
      )}
    </AccountFrame>
  )
}

function WhenOff({ ctx, errors }: TwoFactorPageProps) {
  const w = words(ctx.lang)
  return (
    <Form action={localPath(ctx.lang, `${path}/bat-dau`)} errors={errors}>
      <CurrentPassword label={w.currentPassword} />
      <FormActions>
        <Button kind="primary" icon="shield">
          {w.twoFactorStart}
        </Button>
      </FormActions>
    </Form>
  )
}

function Enrolment({ ctx, uri, errors, of }: TwoFactorPageProps & { uri: string }) {
  const w = words(ctx.lang)
  const key = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <Section title={w.twoFactorScan} lead={w.twoFactorScanHint}>
      <QrCode text={uri} label={w.twoFactorQr} />
      <p>
        {w.twoFactorKey}: <code class="figures">{key.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p>
        <CopyButton text={key} />
      </p>
      <Form action={localPath(ctx.lang, `${path}/xac-nhan`)} errors={of === 'confirm' ? errors : undefined}>
        <TextInput
          name="code"
          label={w.twoFactorFirstCode}
          required
          width="short"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={7}
        />
        <FormActions>
          <Button kind="primary">{w.twoFactorConfirm}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function WhenOn(props: TwoFactorPageProps) {
  const { ctx, errors, of, codes } = props
  const w = words(ctx.lang)
  return (
    <>
      {codes === null ? (
        <Message tone="warning">{w.twoFactorUnreadable}</Message>
      ) : (
        <BackupCodesLeft {...props} />
      )}
      <Section title={w.twoFactorDisable}>
        <Form
          action={localPath(ctx.lang, `${path}/tat`)}
          prefix="disable-"
          errors={of === 'disable' ? errors : undefined}
        >
          <CurrentPassword label={w.currentPassword} />
          <FormActions>
            <Button kind="danger">{w.twoFactorDisable}</Button>
          </FormActions>
        </Form>
      </Section>
    </>
  )
}

function BackupCodesLeft({ ctx, errors, of, codes }: TwoFactorPageProps) {
  const w = words(ctx.lang)
  return (
    <Section title={w.backupCodes} lead={codes ? fill(w.backupCodesLeft, { count: codes.left }) : undefined}>
      {codes?.areOld && <Message tone="warning">{w.backupCodesOld}</Message>}
      <p>{w.backupCodesRenewLead}</p>
      <Form
        action={localPath(ctx.lang, `${path}/ma-du-phong`)}
        prefix="renew-"
        errors={of === 'renew' ? errors : undefined}
      >
        <CurrentPassword label={w.currentPassword} />
        <FormActions>
          <Button>{w.backupCodesRenew}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Shown once: right after the second factor was turned on, or new codes were made. */
export function BackupCodesPage({
  ctx,
  codes,
  notice,
}: {
  ctx: RequestContext
  codes: readonly string[]
  notice?: string
}) {
  const w = words(ctx.lang)
  const next = ctx.actor.withheld?.length ? '/lam-viec' : path
  return (
    <AccountFrame ctx={ctx} part="twoFactor" lead={w.twoFactorLead} notice={notice} isSettled>
      <Section title={w.backupCodes}>
        <Message tone="warning">{w.backupCodesLead}</Message>
        <ul class="figures">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p class="row no-print">
          <LinkButton href={localPath(ctx.lang, next)} kind="primary">
            {w.done}
          </LinkButton>
          <CopyButton text={codes.join('\n')} />
        </p>
      </Section>
    </AccountFrame>
  )
}

/** Black on white in either theme: scanners want it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width="240" height="240" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
