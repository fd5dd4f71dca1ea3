import { type CommandContext, failed, ok, type Result, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { ROLES, type Role } from '../../rules/permissions/index.ts'
import { hashPassword, openSecretCost } from './auth/password.ts'
import { createAccount } from './create-account.ts'
import { type GrantInput, grantRole } from './grants.ts'
import type { Territory } from './places.ts'
import { roleName } from './role-names.ts'

/** One for all demo accounts, printed at start and shown on the sign-in page. Without DEMO none of them opens. */
export const demoPassword = 'saolang-demo-2026'

let demoHash: Promise<string> | undefined

/** An account of the demo province: anybody may sign in with the demo password. */
export async function createDemoAccount(
  ctx: CommandContext,
  input: { readonly username: string; readonly name: string },
): Promise<Result<{ accountId: string }>> {
  demoHash ??= hashPassword(demoPassword, openSecretCost)
  return createAccount(ctx, { ...input, isDemo: true, passwordHash: await demoHash })
}

interface DemoPerson {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly place?: string
}

/** Invented people. Producers are made where their cooperatives are, in the producers' part of the demo province. */
const people: readonly DemoPerson[] = [
  { username: 'can-bo-thuy-xuan', name: 'Trần Thị Thanh Xuân', role: 'commune-officer', place: '19813' },
  { username: 'can-bo-a-luoi-2', name: 'Hồ Văn Dút', role: 'commune-officer', place: '20044' },
  { username: 'van-phong-1', name: 'Nguyễn Thị Hoài Phương', role: 'provincial-office' },
  { username: 'van-phong-2', name: 'Lê Văn Quốc Soạn', role: 'provincial-office' },
  { username: 'to-tu-van-1', name: 'Phan Đình Minh Khảo', role: 'advisory-team' },
  { username: 'to-tu-van-2', name: 'Võ Thị Diệu Sương', role: 'advisory-team' },
  { username: 'chu-tich-hd', name: 'Nguyễn Hữu An Chính', role: 'chair' },
  { username: 'thu-ky-hd', name: 'Trương Thị Minh Thư', role: 'secretary' },
  { username: 'thu-ky-hd-2', name: 'Phan Văn Nhị Ký', role: 'secretary' },
  { username: 'hoi-dong-1', name: 'Đặng Nhất Nguyên', role: 'council-member' },
  { username: 'hoi-dong-2', name: 'Bùi Thị Nhị Hà', role: 'council-member' },
  { username: 'hoi-dong-3', name: 'Đỗ Tam Giang', role: 'council-member' },
  { username: 'hoi-dong-4', name: 'Hoàng Thị Tứ Hạ', role: 'council-member' },
  { username: 'hoi-dong-5', name: 'Dương Ngũ Phong', role: 'council-member' },
  { username: 'hoi-dong-6', name: 'Lý Thị Lục Bình', role: 'council-member' },
  { username: 'hoi-dong-7', name: 'Tôn Thất Bình An', role: 'council-member' },
  { username: 'chu-tich-khieu-nai', name: 'Lê Công Phúc Thẩm', role: 'chair' },
  { username: 'thu-ky-khieu-nai', name: 'Ngô Thị Lại Xét', role: 'secretary' },
  { username: 'hoi-dong-khieu-nai-1', name: 'Đinh Văn Khách Quan', role: 'council-member' },
  { username: 'hoi-dong-khieu-nai-2', name: 'Mai Thị Công Tâm', role: 'council-member' },
  { username: 'lanh-dao', name: 'Phạm Quang Lãng', role: 'leader' },
  { username: 'so-nnmt', name: 'Cao Thị Hạ Vy', role: 'agency' },
  { username: 'kiem-tra', name: 'Huỳnh Công Liêm', role: 'inspector' },
  { username: 'bien-tap', name: 'Mai Thị Ngọc Biên', role: 'editor' },
  { username: 'giam-sat', name: 'Châu Viết Trực', role: 'auditor' },
  { username: 'quan-tri', name: 'Lâm Thế Quản', role: 'administrator' },
]

/** Somebody for every role, so that each has a first sign-in. */
export async function loadDemoAccounts(kernel: Kernel, territory: Territory): Promise<void> {
  const loaded = await kernel.run(system, async (ctx) => {
    for (const person of people) {
      const account = await createDemoAccount(ctx, person)
      if (!account.ok) return account
      const grant = await grantRole(ctx, territory, grantOf(ctx, territory, account.value.accountId, person))
      if (!grant.ok)
        return failed(...grant.problems.map((each) => ({ ...each, data: { ...each.data, person } })))
    }
    return ok()
  })
  if (!loaded.ok) throw new Error(`the demo accounts do not load: ${JSON.stringify(loaded.problems)}`)
}

function grantOf(
  ctx: CommandContext,
  territory: Territory,
  accountId: string,
  { role, place }: DemoPerson,
): GrantInput {
  const grant = {
    accountId,
    role,
    place: place ?? territory.home,
    from: '2026-01-01',
    reason: 'Dữ liệu minh họa',
  }
  if (role !== 'agency') return grant
  const agencies = territory.agencies(ctx.today)
  const department = agencies.find((agency) => /Nông nghiệp và Môi trường/i.test(agency.name)) ?? agencies[0]
  return { ...grant, agencyId: department?.id }
}

export interface DemoSignIn {
  readonly username: string
  readonly name: string
  readonly role: Role
}

/** Demo accounts that can be signed in with, in the order of the roles. */
export async function demoSignIns(kernel: Kernel): Promise<readonly DemoSignIn[]> {
  if (!kernel.config.demo) return []
  const rows = await kernel.db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.username', 'a.name', 'g.role'])
    .where('a.is_demo', '=', true)
    .where('a.locked_at', 'is', null)
    .where('g.ended_at', 'is', null)
    .orderBy('a.username')
    .execute()
  return rows
    .map((row) => ({ ...row, role: row.role as Role }))
    .filter((row, index, all) => all.findIndex((other) => other.username === row.username) === index)
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
}

/** For the terminal: a line a role, and the password. */
export async function demoLines(kernel: Kernel): Promise<readonly string[]> {
  const accounts = await demoSignIns(kernel)
  if (accounts.length === 0) return []
  const roles = [...new Set(accounts.map((account) => account.role))]
  return [
    `Tài khoản minh họa, mật khẩu chung: ${demoPassword} / Demo accounts, one password for all:`,
    ...roles.map((role) => {
      const names = accounts.filter((account) => account.role === role).map((account) => account.username)
      return `  ${roleName(role, 'vi')} / ${roleName(role, 'en')}: ${names.join(', ')}`
    }),
  ]
}
