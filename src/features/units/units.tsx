import { z } from 'zod'
import { today as todayOf } from '../../platform/clock/index.ts'
import { type Problem, system } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import {
  api,
  DayText,
  form,
  goTo,
  json,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { type Lang, localPath } from '../../platform/i18n/index.ts'
import { isValidOn } from '../../rules/places/index.ts'
import { foldedWords } from '../../rules/vietnamese/index.ts'
import type { FormValues } from '../../web/index.ts'
import { problemText } from '../frame/index.ts'
import { labelOf, type Places } from '../places/index.ts'
import { addUnit, changeUnit, type UnitInput } from './commands.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { UnitEditPage, UnitsDeskPage, UnitsPage, words } from './pages.tsx'
import { allUnits, communesOf, servedToday, serves, type UnitLine } from './queries.ts'

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
  hoursEn: text.default(''),
  website: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'website-invalid' })]),
  serves: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((codes) => [codes].flat().filter((code) => /^\d{5}$/.test(code))),
  version: z.coerce.number().int().min(0),
})

/** Whose units are asked for: a commune of today, or one of another day read on that day. */
const listQuery = z.object({
  xa: z.string().catch('').default(''),
  q: z.string().max(10_000).catch('').default(''),
  ngay: DayText.optional().catch(undefined),
})

/** One who helps, as other pages name it. */
export interface Supporter {
  readonly name: string
  readonly path: string
}

export interface Units {
  readonly feature: Feature
  /** Who helps producers of a commune of today: those that name it first, then those of the whole province. */
  serving(commune: string, today: string, lang: Lang): Promise<readonly Supporter[]>
}

/** Directory “Đơn vị hỗ trợ”: public list, kept by the office. */
export function createUnits(kernel: Kernel, provinceCode: string, places: Places): Units {
  const all = () => allUnits(kernel.db)
  const near = (units: readonly UnitLine[], commune: string, today: string) =>
    units
      .filter((unit) => serves(places, unit, commune, today))
      .sort((a, b) => Number(a.serves.length === 0) - Number(b.serves.length === 0))
  const edit = (
    ctx: RequestContext,
    action: string,
    values: FormValues,
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
        communes={places.communes(places.home, ctx.today)}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  const one = async (id: string) => (await all()).find((unit) => unit.id === id)
  const routes: Route[] = [
    page({
      path: '/don-vi-ho-tro',
      permission: 'portal.read',
      audit: null,
      query: listQuery,
      handler: async (ctx) => {
        const { xa, ngay = ctx.today } = ctx.query
        const q = ctx.query.q.trim().slice(0, 200)
        const wanted = xa === '' ? [] : communesOf(places, xa, ngay, ctx.today)
        const sought = foldedWords(q)
        const units = (await all()).filter((unit) => {
          const has = new Set(unit.folded.split(' '))
          return sought.every((word) => has.has(word))
        })
        const shown = wanted.length > 0 ? wanted.flatMap((code) => near(units, code, ctx.today)) : units
        return show(
          <UnitsPage
            ctx={ctx}
            places={places}
            units={[...new Set(shown)]}
            commune={wanted.length > 0 ? (places.unit(xa, ngay)?.name ?? null) : null}
            chosen={wanted[0] ?? ''}
            q={q}
            isUnknown={xa !== '' && wanted.length === 0}
            communes={communeChoices(places, ctx.today, ctx.lang)}
          />,
          { cache: ['units'] },
        )
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/support-units',
      permission: 'portal.read',
      audit: null,
      summary:
        'Supporting units with how to reach them and the communes they serve; `commune` may be of any day, read on `date`',
      query: z.object({
        commune: z
          .string()
          .regex(/^\d{5}$/)
          .optional(),
        date: DayText.optional(),
      }),
      answer: z.object({ items: z.array(UnitAnswer) }),
      handler: async (ctx) => {
        const { commune, date = ctx.today } = ctx.query
        const wanted = commune === undefined ? null : communesOf(places, commune, date, ctx.today)
        const units = (await all()).filter(
          (unit) => wanted === null || wanted.some((code) => serves(places, unit, code, ctx.today)),
        )
        return json({ items: units.map((unit) => answerOf(unit, places, ctx.today)) }, { cache: ['units'] })
      },
    }),
    page({
      path: desk,
      permission: 'support-unit.edit',
      audit: null,
      handler: async (ctx) => show(<UnitsDeskPage ctx={ctx} places={places} units={await all()} />),
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
        return unit
          ? edit(ctx, `${desk}/${unit.id}`, valuesOf(unit, places, ctx.today), unit.version)
          : notFound()
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
  const feature: Feature = {
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
      const upland = places
        .communes(provinceCode, todayOf(kernel.clock))
        .filter(({ name }) => name.startsWith('Xã A Lưới'))
        .map(({ code }) => code)
      for (const unit of [...demoUnits, { ...uplandUnit, serves: upland }])
        await kernel.run(system, (ctx) => addUnit(ctx, unit, provinceCode, kernel.purge, true))
    },
  }
  return {
    feature,
    serving: async (commune, today, lang) =>
      near(await all(), commune, today).map((unit) => ({
        name: unit.name[lang] || unit.name.vi,
        path: localPath(lang, `/don-vi-ho-tro?xa=${commune}#${unit.slug}`),
      })),
  }
}

const UnitAnswer = z.object({
  name: z.string(),
  nameEn: z.string().nullable(),
  services: z.string().nullable(),
  servicesEn: z.string().nullable(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  hours: z.string(),
  website: z.string(),
  communes: z
    .array(z.object({ code: z.string(), name: z.string() }))
    .describe('Communes of today; empty: the whole province'),
})

function answerOf(unit: UnitLine, places: Places, today: string): z.input<typeof UnitAnswer> {
  const { address, phone, email, hours, website } = unit
  return {
    name: unit.name.vi,
    nameEn: unit.name.en ?? null,
    services: unit.services.vi ?? null,
    servicesEn: unit.services.en ?? null,
    address,
    phone,
    email,
    hours,
    website,
    communes: servedToday(places, unit, today).map((code) => ({
      code,
      name: places.unit(code, today)?.name ?? code,
    })),
  }
}

/** Communes of today, each with what it was before: who knows only the old name finds it too. */
function communeChoices(places: Places, today: string, lang: Lang) {
  return places.communes(places.home, today).map(({ code, name }) => {
    const place = places.book.byCode.get(code)?.find((each) => isValidOn(each, today))
    return { value: code, label: place ? labelOf(places.book, place, words(lang).before) : name }
  })
}

function valuesOf(unit: UnitLine, places: Places, today: string): FormValues {
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
    hoursEn: unit.hours_en,
    website,
    serves: servedToday(places, unit, today),
  }
}

const blank = {
  address: '',
  phone: '',
  email: '',
  hours: 'Thứ Hai – Thứ Sáu, 7:30–11:30, 13:30–17:00',
  hoursEn: '',
  website: '',
  serves: [],
}
const uplandUnit = {
  ...blank,
  nameVi: 'Trạm khuyến nông vùng cao (minh họa)',
  nameEn: 'Upland extension station (demo)',
  servicesVi: 'Hướng dẫn trồng, dệt, chế biến; thông dịch tiếng Tà Ôi, Pa Cô, Cơ Tu.',
  servicesEn: 'Advice on growing, weaving and processing; interpreters for Tà Ôi, Pa Cô and Cơ Tu.',
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
