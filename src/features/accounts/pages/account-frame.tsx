import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { Message, PageHead, Tabs } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { twoFactorPath } from '../own-path.ts'
import { roleName } from '../role-names.ts'
import { words } from '../words.ts'

const parts = [
  ['profile', '/lam-viec/tai-khoan'],
  ['changePassword', '/lam-viec/tai-khoan/mat-khau'],
  ['twoFactor', '/lam-viec/tai-khoan/hai-lop'],
  ['passkeys', '/lam-viec/tai-khoan/passkey'],
  ['openId', '/lam-viec/tai-khoan/lien-ket'],
  ['sessions', '/lam-viec/tai-khoan/phien'],
  ['loans', '/lam-viec/tai-khoan/giao-thay'],
  ['tokens', '/lam-viec/tai-khoan/ma-truy-cap'],
] as const

export type AccountPart = (typeof parts)[number][0]

let hasProvider = false
/** The tab of the provider stands only where one is configured; said once, when the house is composed. */
export function showProviderTab(shown: boolean): void {
  hasProvider = shown
}
const shownParts = () => parts.filter(([name]) => hasProvider || name !== 'openId')

/** Which roles wait for a second factor, and the ways to it. */
function WithheldRoles({ ctx }: { ctx: RequestContext }) {
  const { lang } = ctx
  const withheld = ctx.actor.withheld ?? []
  if (withheld.length === 0) return null
  const w = words(lang)
  const roles = [...new Set(withheld.map(({ role }) => roleName(role, lang)))].join(', ')
  const to = (path: string) => localPath(lang, path)
  return (
    <Message tone="warning" title={fill(w.withheldTitle, { roles })}>
      <div class="flow">
        <p>{w.withheldLead}</p>
        <ul>
          <li>
            <a href={to(twoFactorPath)}>{w.withheldByCode}</a>
          </li>
          <li>
            <a href={to('/lam-viec/tai-khoan/passkey')}>{w.withheldByPasskey}</a>
          </li>
        </ul>
        <p>{w.withheldHasKey}</p>
      </div>
    </Message>
  )
}

/** The pages of one's own account, each a tab. */
export function AccountFrame({
  ctx,
  part,
  lead,
  notice,
  isSettled = false,
  children,
}: {
  ctx: RequestContext
  part: AccountPart
  lead: string
  notice?: string | undefined
  /** What a role waited for was done by this very request. */
  isSettled?: boolean
  children: ComponentChildren
}) {
  const w = words(ctx.lang)
  return (
    <WorkPage ctx={ctx} title={`${w[part]} – ${w.account}`} breadcrumbs={[{ label: w.account }]}>
      <PageHead title={w.account} />
      <Tabs
        label={w.account}
        items={shownParts().map(([name, path]) => ({
          href: localPath(ctx.lang, path),
          label: w[name],
          current: name === part,
        }))}
      />
      <div class="flow">
        {!isSettled && <WithheldRoles ctx={ctx} />}
        <h2>{w[part]}</h2>
        <p class="page-lead">{lead}</p>
        {notice && (
          <Message tone="success" announce>
            {notice}
          </Message>
        )}
        {children}
      </div>
    </WorkPage>
  )
}
