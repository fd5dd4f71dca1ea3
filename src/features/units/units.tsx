import { z } from 'zod'
import { type Problem, system } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import {
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { problemText } from '../frame/index.ts'
import { addUnit, changeUnit, type UnitInput } from './commands.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { UnitEditPage, type UnitLine, UnitsDeskPage, UnitsPage, words } from './pages.tsx'

const desk = '/lam-viec/don-vi-ho-tro'
const byId = z.object({ id: z.uuid() })
const text = z.string().max(300)
const unitForm = z.object({
  nameVi: text.min(1, 'required'),
  nameEn: text,
  servicesVi: z.string().max(2000),
  servicesEn: z.string().max(2000),
  address: text,
  phone: z.string().max(60),
  email: z.union([z.literal(''), z.email('email-invalid')]),
  hours: text,
  website: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'website-invalid' })]),
  version: z.coerce.number().int().min(0),
})

/** Directory “Đơn vị hỗ trợ”: public list, kept by the office. */
export function createUnits(kernel: Kernel, provinceCode: string): Feature {
  const all = (): Promise<UnitLine[]> =>
    kernel.db
      .selectFrom('support_unit')
      .selectAll()
      .where('removed_at', 'is', null)
      .orderBy('ordinal')
      .orderBy('slug')
      .execute()
  const edit = (
    ctx: RequestContext,
    action: string,
    values: Record<string, string>,
    version: number,
    failed: readonly Problem[] = [],
  ) =>
    show(
      <UnitEditPage
        ctx={ctx}
        action={localPath(ctx.lang, action)}
        values={failed.length > 0 ? ctx.form.fields : values}
        errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
        version={version}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  const one = async (id: string) => (await all()).find((unit) => unit.id === id)
  const routes: Route[] = [
    page({
      path: '/don-vi-ho-tro',
      permission: 'portal.read',
      audit: null,
      handler: async (ctx) => show(<UnitsPage ctx={ctx} units={await all()} />, { cache: ['units'] }),
    }),
    page({
      path: desk,
      permission: 'support-unit.edit',
      audit: null,
      handler: async (ctx) => show(<UnitsDeskPage ctx={ctx} units={await all()} />),
    }),
    page({
      path: `${desk}/moi`,
      permission: 'support-unit.edit',
      audit: null,
      handler: (ctx) => edit(ctx, `${desk}/moi`, {}, 0),
    }),
    form({
      path: `${desk}/moi`,
      permission: 'support-unit.edit',
      audit: 'support-unit.added',
      handler: async (ctx) => {
        const read = readForm(unitForm, ctx.form)
        if (!read.ok) return edit(ctx, `${desk}/moi`, {}, 0, read.problems)
        const { version: _version, ...input } = read.value
        const done = await ctx.run((inner) => addUnit(inner, input, provinceCode, kernel.purge))
        return done.ok ? goTo(localPath(ctx.lang, desk)) : edit(ctx, `${desk}/moi`, {}, 0, done.problems)
      },
    }),
    page({
      path: `${desk}/:id`,
      permission: 'support-unit.edit',
      audit: null,
      params: byId,
      handler: async (ctx) => {
        const unit = await one(ctx.params.id)
        return unit ? edit(ctx, `${desk}/${unit.id}`, valuesOf(unit), unit.version) : notFound()
      },
    }),
    form({
      path: `${desk}/:id`,
      permission: 'support-unit.edit',
      audit: 'support-unit.changed',
      params: byId,
      handler: async (ctx) => {
        const unit = await one(ctx.params.id)
        if (!unit) return notFound()
        const read = readForm(unitForm, ctx.form)
        if (!read.ok) return edit(ctx, `${desk}/${unit.id}`, {}, unit.version, read.problems)
        const { version, ...input } = read.value
        const done = await ctx.run((inner) => changeUnit(inner, unit.id, input, version, kernel.purge))
        return done.ok
          ? goTo(localPath(ctx.lang, desk))
          : edit(ctx, `${desk}/${unit.id}`, {}, unit.version, done.problems)
      },
    }),
    form({
      path: `${desk}/:id/bo`,
      permission: 'support-unit.edit',
      audit: 'support-unit.removed',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => changeUnit(inner, ctx.params.id, 'remove', null, kernel.purge))
        return done.ok ? goTo(localPath(ctx.lang, desk)) : notFound()
      },
    }),
  ]
  return {
    name: 'units',
    routes,
    problems: { vi, en },
    menu: [
      {
        path: desk,
        label: { vi: words('vi').units, en: words('en').units },
        icon: 'building',
        permission: 'support-unit.edit',
        order: 430,
      },
    ],
    sitemap: async () => [{ path: '/don-vi-ho-tro' }],
    demo: async () => {
      for (const unit of demoUnits)
        await kernel.run(system, (ctx) => addUnit(ctx, unit, provinceCode, kernel.purge, true))
    },
  }
}

function valuesOf(unit: UnitLine): Record<string, string> {
  const { address, phone, email, hours, website } = unit
  return {
    nameVi: unit.name.vi,
    nameEn: unit.name.en ?? '',
    servicesVi: unit.services.vi ?? '',
    servicesEn: unit.services.en ?? '',
    address,
    phone,
    email,
    hours,
    website,
  }
}

const blank = {
  address: '',
  phone: '',
  email: '',
  hours: 'Thứ Hai – Thứ Sáu, 7:30–11:30, 13:30–17:00',
  website: '',
}
const demoUnits: readonly UnitInput[] = [
  {
    ...blank,
    nameVi: 'Bộ phận hướng dẫn hồ sơ OCOP (minh họa)',
    nameEn: 'OCOP dossier help desk (demo)',
    servicesVi: 'Hướng dẫn lập hồ sơ, chấm thử, chụp tài liệu minh chứng.',
    servicesEn: 'Helps to prepare dossiers, try the score sheet and photograph evidence.',
  },
  {
    ...blank,
    nameVi: 'Phòng kiểm nghiệm chất lượng (minh họa)',
    nameEn: 'Quality testing laboratory (demo)',
    servicesVi: 'Kiểm nghiệm chỉ tiêu chất lượng, an toàn thực phẩm theo tiêu chuẩn công bố.',
    servicesEn: 'Tests quality and food safety against the declared standard.',
  },
  {
    ...blank,
    nameVi: 'Tổ tư vấn nhãn hiệu và truy xuất nguồn gốc (minh họa)',
    nameEn: 'Trademark and tracing advice (demo)',
    servicesVi: 'Đăng ký nhãn hiệu, mã số mã vạch, tem truy xuất nguồn gốc.',
    servicesEn: 'Trademark registration, bar codes, tracing stamps.',
  },
]
