import { sql } from 'kysely'
import { type Problem, refuse } from '../../platform/command/index.ts'
import { matchKey, parseDay, tidy } from '../../rules/vietnamese/index.ts'
import { columnOf, type ImportKind, type LineReport, type ListLine, refused } from '../imports/index.ts'
import { nameField } from './input.ts'
import { type ListedOwner, takeListedOwners, undoListedOwners } from './listed.ts'
import type { ProducerSurroundings } from './surroundings.ts'

const nameOf = nameField()

/** Facts a list of producers gives beside the name; written only where nothing is on file. */
interface Facts {
  readonly registrationNo: string | null
  readonly registeredOn: string | null
  readonly taxCode: string | null
  readonly phone: string | null
  readonly email: string | null
}

/** The office's list of producers (chủ thể), a portion in a few statements. */
export function producerImport(around: ProducerSurroundings): ImportKind {
  return {
    id: 'producers',
    label: { vi: 'Chủ thể', en: 'Producers' },
    hint: {
      vi: 'Mỗi dòng một chủ thể: tên, loại hình, xã, địa chỉ, mã số thuế, số đăng ký, điện thoại. Chủ thể đã có được nhận ra, không tạo hai lần.',
      en: 'One producer to a line: name, kind, commune, address, tax code, registration, telephone. One on file is recognised, not made twice.',
    },
    columns: [
      columnOf(
        'name',
        'Tên chủ thể',
        'Producer',
        ['chủ thể', 'tên', 'chủ thể ocop', 'owner_name', 'cơ sở sản xuất'],
        true,
      ),
      columnOf('kind', 'Loại hình', 'Kind', ['loại hình chủ thể', 'owner_kind']),
      columnOf('commune', 'Xã, phường', 'Commune', ['xã', 'phường', 'xã phường', 'xã/phường']),
      columnOf('district', 'Huyện', 'District', ['quận huyện', 'huyện thị xã thành phố']),
      columnOf('province', 'Tỉnh, thành phố', 'Province', ['tỉnh', 'tỉnh/thành phố']),
      columnOf('address', 'Địa chỉ', 'Address', ['địa chỉ chi tiết', 'thôn']),
      columnOf('registrationNo', 'Số đăng ký', 'Registration', ['số đăng ký kinh doanh', 'số đkkd', 'gpkd']),
      columnOf('registeredOn', 'Ngày đăng ký', 'Registered on', ['ngày cấp']),
      columnOf('taxCode', 'Mã số thuế', 'Tax code', ['mst']),
      columnOf('phone', 'Điện thoại', 'Telephone', ['số điện thoại', 'sđt', 'đt']),
      columnOf('email', 'Thư điện tử', 'E-mail', ['email']),
    ],
    identity: (values) =>
      ['name', 'province', 'district', 'commune', 'taxCode'].map((field) => values[field] ?? ''),
    take: async (ctx, lines, session) => {
      const reports: LineReport[] = []
      const read: { line: ListLine; owner: ListedOwner; facts: Facts; doubts: Problem[] }[] = []
      for (const line of lines) {
        const row = readProducer(line, around, ctx.today)
        if ('problems' in row) reports.push(refused(line, line.values.name ?? '', ...row.problems))
        else read.push({ line, ...row })
      }
      const taken = await takeListedOwners(
        ctx,
        around,
        read.map(({ owner }) => owner),
        session.isDemo,
      )
      const born = read.flatMap(({ facts }, index) =>
        taken[index]?.isNew ? [{ id: taken[index]!.id, ...facts }] : [],
      )
      await sql`
        UPDATE producer p SET registration_no = f."registrationNo", registered_on = f."registeredOn", tax_code = f."taxCode",
          phone = f.phone, email = f.email
        FROM jsonb_to_recordset(${JSON.stringify(born)}::jsonb) AS f(id uuid, "registrationNo" text, "registeredOn" date,
          "taxCode" text, phone text, email text) WHERE f.id = p.id`.execute(ctx.db)
      read.forEach(({ line, owner, doubts }, index) => {
        const { id, version, isNew, problem } = taken[index]!
        if (problem || id === null) {
          reports.push(refused(line, owner.name, problem ?? { code: 'owner-ambiguous' }))
          return
        }
        const record = { kind: 'producer', id, version }
        reports.push({
          line,
          outcome: isNew ? 'created' : 'unchanged',
          doubts,
          remarks: isNew ? [] : [{ code: 'row-known', data: { name: owner.name } }],
          problems: [],
          label: owner.name,
          subject: record,
          made: isNew ? [record] : [],
        })
      })
      return reports
    },
    undo: async (ctx, made) => {
      const done = await undoListedOwners(ctx, made)
      return done.ok ? done : refuse(done.problems[0]!.code, done.problems[0])
    },
  }
}

function readProducer(
  line: ListLine,
  around: ProducerSurroundings,
  today: string,
): { owner: ListedOwner; facts: Facts; doubts: Problem[] } | { problems: Problem[] } {
  const { values } = line
  const problems: Problem[] = []
  const doubts: Problem[] = []
  const name = nameOf.safeParse(values.name ?? '')
  if (!name.success)
    problems.push({ code: values.name ? 'too-long' : 'required', field: 'name', data: { maximum: 300 } })
  const text = (field: string) => (values[field] ? tidy(values[field]).slice(0, 300) : null)
  const digits = (field: string) => values[field]?.replace(/[\s.\-()']/g, '') || null
  const taxCode = digits('taxCode')
  if (taxCode !== null && !/^(\d{10}|\d{12}|\d{13})$/.test(taxCode))
    problems.push({ code: 'tax-code-shape', field: 'taxCode' })
  const registeredOn = values.registeredOn ? parseDay(values.registeredOn) : null
  if (values.registeredOn && registeredOn === null)
    problems.push({ code: 'row-day-unreadable', field: 'registeredOn', data: { text: values.registeredOn } })
  const stated = {
    commune: text('commune') ?? '',
    district: text('district') ?? '',
    province: text('province') ?? '',
  }
  const asked =
    stated.province === ''
      ? { ...stated, province: around.places.unit(around.places.home, today)?.name ?? '' }
      : stated
  const found = around.places.find(asked, today)
  if (!found.ok) doubts.push(...found.problems)
  const place = found.ok ? found.value : null
  if (problems.length > 0 || !name.success) return { problems }
  const printed = [stated.commune, stated.district].filter(Boolean).join(', ') || null
  const isProvince = place?.place.level === 'province'
  return {
    doubts,
    facts: {
      registrationNo: text('registrationNo'),
      registeredOn,
      taxCode,
      phone:
        digits('phone')
          ?.replace(/^(\+|00)84/, '0')
          .slice(0, 20) ?? null,
      email: text('email')?.toLowerCase() ?? null,
    },
    owner: {
      name: name.data,
      printedName: null,
      kind: values.kind ? matchKey(values.kind).replaceAll(' ', '_') : null,
      provinceCode: place ? (around.places.unit(place.place.code, place.day)?.provinceCode ?? null) : null,
      placeCode: place && !isProvince ? place.place.code : null,
      placeDay: place && !isProvince ? place.day : null,
      printedPlace: printed,
      printedProvince: null,
      commune: stated.commune ? matchKey(stated.commune) : null,
      district: stated.district ? matchKey(stated.district) : null,
      address: text('address'),
      source: { url: '', kind: 'list', rowId: line.key },
    },
  }
}
