import { sql } from 'kysely'
import { failed, ok, type Problem } from '../../platform/command/index.ts'
import { matchKey, tidy } from '../../rules/vietnamese/index.ts'
import { columnOf, type ImportKind, rowKind } from '../imports/index.ts'
import type { Places } from '../places/index.ts'
import { addUnit, type UnitInput } from './commands.ts'
import { communesOf } from './queries.ts'

/** The directory of supporting units as a list. */
export function unitImport(
  purge: (tags: readonly string[]) => Promise<void>,
  placeCode: string,
  places: Places,
  today: () => string,
): ImportKind {
  /** Names of communes, of today or of before, between commas or semicolons; a former one stands for what it became. */
  const served = (written: string, problems: Problem[]) => {
    const day = today()
    const codes = written
      .split(/[,;\n]/)
      .map((name) => tidy(name))
      .filter(Boolean)
      .flatMap((commune) => {
        const found = places.find({ commune, province: places.unit(placeCode, day)?.name ?? null }, day)
        const codesNow = found.ok ? communesOf(places, found.value.place.code, found.value.day, day) : []
        if (codesNow.length === 0)
          problems.push({ code: 'unit-commune-unknown', field: 'serves', data: { name: commune } })
        return codesNow
      })
    return [...new Set(codes)]
  }
  return rowKind<UnitInput>({
    id: 'units',
    subject: 'support-unit',
    label: { vi: 'Đơn vị hỗ trợ', en: 'Support units' },
    hint: {
      vi: 'Mỗi dòng một đơn vị: tên, việc hỗ trợ, địa chỉ, điện thoại, thư điện tử, trang mạng, xã phường phục vụ (để trống: toàn tỉnh).',
      en: 'One unit to a line: name, what it helps with, address, telephone, e-mail, website, communes served (none: the whole province).',
    },
    columns: [
      columnOf('nameVi', 'Tên đơn vị', 'Name', ['đơn vị', 'đơn vị hỗ trợ', 'tên'], true),
      columnOf('nameEn', 'Tên tiếng Anh', 'Name in English', ['english name']),
      columnOf('servicesVi', 'Việc hỗ trợ', 'Services', ['dịch vụ', 'lĩnh vực', 'nội dung hỗ trợ']),
      columnOf('servicesEn', 'Việc hỗ trợ, tiếng Anh', 'Services in English', []),
      columnOf('address', 'Địa chỉ', 'Address', []),
      columnOf('phone', 'Điện thoại', 'Telephone', ['số điện thoại', 'sđt', 'đt']),
      columnOf('email', 'Thư điện tử', 'E-mail', ['email']),
      columnOf('hours', 'Giờ làm việc', 'Opening hours', []),
      columnOf('hoursEn', 'Giờ làm việc, tiếng Anh', 'Opening hours in English', []),
      columnOf('website', 'Trang mạng', 'Website', ['web', 'trang web']),
      columnOf('serves', 'Xã, phường phục vụ', 'Communes served', ['địa bàn', 'địa bàn phục vụ']),
    ],
    identity: (values) => [values.nameVi ?? ''],
    read: (values) => {
      const problems: Problem[] = []
      const text = (field: string, most: number) => {
        const written = tidy(values[field] ?? '')
        if (written.length > most) problems.push({ code: 'too-long', field, data: { maximum: most } })
        return written
      }
      const input = {
        nameVi: text('nameVi', 300),
        nameEn: text('nameEn', 300),
        servicesVi: text('servicesVi', 2000),
        servicesEn: text('servicesEn', 2000),
        address: text('address', 300),
        phone: text('phone', 60),
        email: text('email', 254).toLowerCase(),
        hours: text('hours', 300),
        hoursEn: text('hoursEn', 300),
        website: text('website', 300),
        serves: served(text('serves', 2000), problems),
      }
      if (input.nameVi === '') problems.push({ code: 'required', field: 'nameVi' })
      if (input.email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email))
        problems.push({ code: 'email-invalid', field: 'email' })
      if (input.website !== '' && !/^https?:\/\/[^\s]+$/.test(input.website))
        problems.push({ code: 'website-invalid', field: 'website' })
      return problems.length > 0 ? failed(...problems) : ok(input)
    },
    name: ({ nameVi }) => nameVi,
    likely: async (ctx, { nameVi }) => {
      const known = await ctx.db
        .selectFrom('support_unit')
        .select('name')
        .where('removed_at', 'is', null)
        .execute()
      return known
        .filter(({ name }) => matchKey(name.vi) === matchKey(nameVi))
        .map(({ name }) => ({ code: 'row-maybe-same', data: { name: name.vi } }))
    },
    create: (ctx, input, isDemo) => addUnit(ctx, input, placeCode, purge, isDemo),
    takeBack: async (ctx, made) => {
      const ids = made.map(({ id }) => id)
      const held = await ctx.db
        .selectFrom('support_unit')
        .select(['name', 'version'])
        .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
        .execute()
      const edited = held.filter(({ version }) => version !== 1).map(({ name }) => name.vi)
      if (edited.length > 0) return edited
      await ctx.db.deleteFrom('support_unit').where(sql<boolean>`id = ANY(${ids}::uuid[])`).execute()
      ctx.after(() => purge(['units']))
      return []
    },
  })
}
