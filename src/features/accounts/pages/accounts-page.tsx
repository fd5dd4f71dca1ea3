import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { ROLES } from '../../../rules/permissions/index.ts'
import {
  Button,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  langOf,
  PageHead,
  Pagination,
  Select,
  StatusMark,
  Table,
  Tag,
  TextInput,
  Toolbar,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { AccountWords } from '../messages.vi.ts'
import { type AccountLine, type AccountPage, type AccountState, accountsPerPage } from '../queries.ts'
import { roleName } from '../role-names.ts'
import { words } from '../words.ts'
import { type GrantNames, roleText, scopeText } from './grant-words.tsx'

export const administrationPath = '/lam-viec/quan-tri/tai-khoan'

export interface AccountFilter {
  readonly search: string
  readonly role: string
  readonly state: string
  readonly page: number
}

/** Everybody within an administrator's reach. */
export function AccountsPage({
  ctx,
  filter,
  found,
  names,
}: {
  ctx: RequestContext
  filter: AccountFilter
  found: AccountPage
  names: GrantNames
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const hrefOf = (page: number) =>
    `${to(administrationPath)}?${new URLSearchParams({
      q: filter.search,
      'vai-tro': filter.role,
      'tinh-trang': filter.state,
      trang: String(page),
    })}`
  return (
    <WorkPage ctx={ctx} title={w.accounts} breadcrumbs={[{ label: w.accounts }]}>
      <PageHead
        title={w.accounts}
        lead={w.accountsLead}
        actions={
          <LinkButton href={to(`${administrationPath}/moi`)} kind="primary" icon="plus">
            {w.newAccount}
          </LinkButton>
        }
      />
      <Filter ctx={ctx} filter={filter} />
      <Toolbar>{fill(w.accountsFound, { count: formatNumber(found.total, ctx.lang) })}</Toolbar>
      <Table
        caption={w.accounts}
        captionHidden
        rows={found.items}
        empty={<EmptyState title={w.accountsNone} icon="users" children={w.accountsNoneHint} />}
        columns={[
          {
            key: 'name',
            head: w.name,
            main: true,
            cell: (each) => <a href={to(`${administrationPath}/${each.id}`)}>{each.name}</a>,
          },
          { key: 'username', head: w.username, cell: (each) => <span class="nowrap">{each.username}</span> },
          {
            key: 'roles',
            head: w.grants,
            cell: (each) => <Roles line={each} names={names} lang={ctx.lang} />,
          },
          {
            key: 'state',
            head: w.state,
            cell: (each) => (
              <span class="row">
                <StateMark state={each.state} w={w} />
                {each.isDemo && <Tag>{w.demoMark}</Tag>}
              </span>
            ),
          },
        ]}
      />
      <Pagination page={filter.page} pages={Math.ceil(found.total / accountsPerPage)} hrefOf={hrefOf} />
    </WorkPage>
  )
}

function Filter({ ctx, filter }: { ctx: RequestContext; filter: AccountFilter }) {
  const w = words(ctx.lang)
  return (
    <Form method="get" action={localPath(ctx.lang, administrationPath)} label={w.find}>
      <FieldRow>
        <TextInput name="q" type="search" label={w.find} placeholder={w.findHint} value={filter.search} />
        <Select
          name="vai-tro"
          label={w.role}
          value={filter.role}
          empty={w.anyRole}
          choices={ROLES.filter((role) => role !== 'public').map((role) => ({
            value: role,
            label: roleName(role, ctx.lang),
          }))}
        />
        <Select
          name="tinh-trang"
          label={w.state}
          value={filter.state}
          empty={w.anyState}
          choices={[
            { value: 'active', label: w.stateActive },
            { value: 'invited', label: w.stateInvited },
            { value: 'locked', label: w.stateLocked },
          ]}
        />
      </FieldRow>
      <FormActions>
        <Button icon="search">{w.find}</Button>
      </FormActions>
    </Form>
  )
}

function Roles({ line, names, lang }: { line: AccountLine; names: GrantNames; lang: 'vi' | 'en' }) {
  if (line.grants.length === 0) return <>–</>
  return (
    <ul class="plain">
      {line.grants.map((grant) => (
        <li>
          {roleText(grant, lang)}{' '}
          <span class="muted" lang={langOf(scopeText(grant, names, lang), lang)}>
            ({scopeText(grant, names, lang)})
          </span>
        </li>
      ))}
    </ul>
  )
}

const tones = { active: 'good', invited: 'warn', locked: 'bad' } as const

export function StateMark({ state, w }: { state: AccountState; w: AccountWords }) {
  const label = { active: w.stateActive, invited: w.stateInvited, locked: w.stateLocked }[state]
  return <StatusMark tone={tones[state]}>{label}</StatusMark>
}
