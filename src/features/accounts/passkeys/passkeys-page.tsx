import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { asset, Button, EmptyState, Message, Section, Table, TextInput } from '../../../web/index.ts'
import { AccountFrame } from '../pages/account-frame.tsx'
import { CurrentPassword } from '../pages/current-password.tsx'
import { words } from '../words.ts'
import type { PasskeyLine } from './passkeys.ts'

export const passkeysPath = '/lam-viec/tai-khoan/passkey'

/** The keys of this account, and the way to make one more on this device. */
export function PasskeysPage({
  ctx,
  keys,
  notice,
}: {
  ctx: RequestContext
  keys: readonly PasskeyLine[]
  notice?: string | undefined
}) {
  const w = words(ctx.lang)
  const path = localPath(ctx.lang, passkeysPath)
  return (
    <AccountFrame ctx={ctx} part="passkeys" lead={w.passkeysLead} notice={notice}>
      <Table
        caption={w.passkeys}
        captionHidden
        rows={keys}
        empty={<EmptyState title={w.noPasskeys} />}
        columns={[
          { key: 'name', head: w.passkeyName, main: true, cell: (key) => key.name },
          { key: 'made', head: w.passkeyMade, cell: (key) => formatInstant(key.createdAt) },
          {
            key: 'used',
            head: w.passkeyUsed,
            cell: (key) => (key.usedAt ? formatInstant(key.usedAt) : w.passkeyNever),
          },
          {
            key: 'remove',
            head: w.passkeyRemove,
            headHidden: true,
            cell: (key) => (
              <form method="post" action={`${path}/xoa`}>
                <input type="hidden" name="passkey" value={key.id} />
                <Button small label={fill(w.passkeyRemoveOf, { name: key.name })}>
                  {w.passkeyRemove}
                </Button>
              </form>
            ),
          },
        ]}
      />
      <Section title={w.passkeyNew} lead={w.passkeyNewLead}>
        <form
          class="form only-script"
          data-passkey="new"
          data-passkey-next={`${path}?da=them`}
          data-passkey-cancelled={w.passkeyCancelled}
        >
          <p class="message error" role="alert" data-passkey-says hidden />
          <TextInput
            name="name"
            label={w.passkeyName}
            hint={w.passkeyNameHint}
            required
            maxLength={100}
            width="medium"
          />
          <CurrentPassword label={w.currentPassword} />
          <div class="form-actions">
            <Button kind="primary" icon="key">
              {w.passkeyNew}
            </Button>
          </div>
        </form>
        <noscript>
          <Message tone="info">{w.passkeyNeedsScript}</Message>
        </noscript>
      </Section>
      <script type="module" src={asset('passkey.js')} />
    </AccountFrame>
  )
}

/** On the sign-in page: a press instead of a password. Shown where there is script. */
export function PasskeySignIn({ ctx, next }: { ctx: RequestContext; next: string | null }) {
  const w = words(ctx.lang)
  return (
    <div
      class="flow only-script"
      data-passkey="sign-in"
      data-passkey-next={next ?? ''}
      data-passkey-cancelled={w.passkeyCancelled}
    >
      <button class="button secondary" type="button">
        {w.passkeySignIn}
      </button>
      <p class="field-error" role="alert" data-passkey-says hidden />
      <script type="module" src={asset('passkey.js')} />
    </div>
  )
}
