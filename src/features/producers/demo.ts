import { type CommandContext, type Result, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { createProducer } from './commands.ts'
import { producerForm } from './input.ts'
import type { ProducerSurroundings } from './surroundings.ts'

/** What the producers' demo needs of the accounts: people who act for two of them. */
export interface DemoPeople {
  createDemoAccount(
    ctx: CommandContext,
    input: { readonly username: string; readonly name: string },
  ): Promise<Result<{ accountId: string }>>
  grantRole(
    ctx: CommandContext,
    input: {
      readonly accountId: string
      readonly role: 'producer'
      readonly producerId: string
      readonly reason: string
    },
  ): Promise<Result<unknown>>
}

interface DemoProducer {
  readonly name: string
  readonly legalType: string
  readonly commune: string
  readonly hamlet: string
  readonly representative: string
  readonly intro: { readonly vi: string; readonly en: string }
  /** Signs in as this producer. */
  readonly account?: { readonly username: string; readonly name: string }
}

/**
 * Producers of the demo province: made up, all of them, with people who do not exist. Named by key, so that the demo parts of
 * other features find theirs (`demoProducerSlug`).
 */
export const demoProducers = {
  doiMay: {
    name: 'Hợp tác xã Hương trầm Đồi Mây',
    legalType: 'hop-tac-xa',
    commune: 'Phường Thủy Xuân',
    hamlet: 'Tổ dân phố 12',
    representative: 'Ngô Thị Mây Trắng',
    intro: {
      vi: 'Hợp tác xã của mười hai hộ làm hương trầm bằng tay. Bột quế, bột trầm và nhựa bời lời được trộn theo mùa để nén hương cháy đều.',
      en: 'A cooperative of twelve families who roll incense by hand. Cinnamon, agarwood and litsea resin are mixed by season so that each stick burns evenly.',
    },
    account: { username: 'chu-the-doi-may', name: 'Ngô Thị Mây Trắng' },
  },
  suoiHoa: {
    name: 'Hợp tác xã Dệt zèng Suối Hoa',
    legalType: 'hop-tac-xa',
    commune: 'Xã A Lưới 2',
    hamlet: 'Thôn Suối Hoa',
    representative: 'Hồ Thị Hạt Cườm',
    intro: {
      vi: 'Phụ nữ Tà Ôi dệt zèng với hạt cườm đan ngay trên khung. Hợp tác xã giữ mẫu hoa văn của từng bản và dạy lại cho người trẻ.',
      en: 'Tà Ôi women weave zèng with beads worked in on the loom. The cooperative keeps the patterns of each village and teaches them to the young.',
    },
    account: { username: 'chu-the-suoi-hoa', name: 'Hồ Thị Hạt Cườm' },
  },
  nhaCo: {
    name: 'Tổ hợp tác Bánh kẹo Ngõ Nhà Cổ',
    legalType: 'to-hop-tac',
    commune: 'Phường Phú Xuân',
    hamlet: 'Kiệt 7',
    representative: 'Tôn Nữ Ngọc Mè',
    intro: {
      vi: 'Năm nhà trong một con kiệt cùng nấu mè xửng, mỗi nhà một khâu, bán chung một tên.',
      en: 'Five houses of one lane cook sesame candy together, one step in each house, sold under one name.',
    },
  },
  langSong: {
    name: 'Công ty TNHH Mắm Làng Sóng',
    legalType: 'doanh-nghiep-nho-va-vua',
    commune: 'Phường Thuận An',
    hamlet: 'Thôn Làng Sóng',
    representative: 'Phan Văn Cá Cơm',
    intro: {
      vi: 'Mua cá của ghe trong phá, ủ trong chum đất mười tám tháng, đóng chai tại làng.',
      en: 'Fish bought from the boats of the lagoon, fermented in earthen jars for eighteen months, bottled in the village.',
    },
  },
  daBac: {
    name: 'Trang trại Vườn Đá Bạc',
    legalType: 'trang-trai',
    commune: 'Xã Phú Lộc',
    hamlet: 'Thôn Đá Bạc Ngoài',
    representative: 'Lê Trọng Đá',
    intro: {
      vi: 'Mười héc-ta dâu và tràm dưới chân núi, làm rượu vang và chưng tinh dầu tại vườn.',
      en: 'Ten hectares of mulberry and cajuput below the mountain; wine and oil are made on the farm.',
    },
  },
  baiBoi: {
    name: 'Hộ sản xuất Thanh trà Bãi Bồi',
    legalType: 'ho-san-xuat',
    commune: 'Phường Hương An',
    hamlet: 'Tổ dân phố Bãi Bồi',
    representative: 'Trần Thị Bưởi Ngọt',
    intro: {
      vi: 'Vườn thanh trà ba đời trên bãi bồi, thêm mứt vỏ và trà rau má sau mùa quả.',
      en: 'A pomelo garden of three generations on the river bank, with candied peel and pennywort tea after the harvest.',
    },
  },
  suoiTrong: {
    name: 'Hợp tác xã Du lịch cộng đồng Bản Suối Trong',
    legalType: 'hop-tac-xa',
    commune: 'Xã Nam Đông',
    hamlet: 'Bản Suối Trong',
    representative: 'Bling Thị Suối',
    intro: {
      vi: 'Hai mươi hộ Cơ Tu đón khách ở nhà gươl, đi rừng, tắm suối và ăn cơm lam.',
      en: 'Twenty Cơ Tu families welcome guests in the gươl house, walk the forest, bathe in the stream and share bamboo rice.',
    },
  },
} as const satisfies Record<string, DemoProducer>
export type DemoProducerKey = keyof typeof demoProducers

const asDemo = 'Dữ liệu minh họa'

/** Loads the demo producers, and the people who sign in as two of them. */
export async function loadDemoProducers(
  kernel: Kernel,
  around: ProducerSurroundings,
  people: DemoPeople,
): Promise<void> {
  const loaded = await kernel.run(system, async (ctx) => {
    const communes = around.places.communes(around.places.home, ctx.today)
    for (const [index, each] of Object.values<DemoProducer>(demoProducers).entries()) {
      const typed = producerForm.parse({
        name: each.name,
        legalType: each.legalType,
        registrationNo: `MH-${String(index + 1).padStart(4, '0')}`,
        registeredOn: '2021-04-12',
        representativeName: each.representative,
        representativePosition: each.legalType === 'hop-tac-xa' ? 'Giám đốc' : 'Chủ cơ sở',
        // No number of this kind is given out, so that nobody is called by mistake.
        phone: `0900000${String(index + 1).padStart(3, '0')}`,
        email: `chu-the-${index + 1}@vidu.invalid`,
        addressText: each.hamlet,
        place: communes.find((unit) => unit.name === each.commune)?.code ?? '',
        introVi: each.intro.vi,
        introEn: each.intro.en,
      })
      const made = await createProducer(ctx, around, typed, { isDemo: true })
      if (!made.ok) return made
      if (!each.account) continue
      const account = await people.createDemoAccount(ctx, each.account)
      if (!account.ok) return account
      const given = await people.grantRole(ctx, {
        accountId: account.value.accountId,
        role: 'producer',
        producerId: made.value.id,
        reason: asDemo,
      })
      if (!given.ok) return given
    }
    return recordTwice(ctx, around)
  })
  if (!loaded.ok) throw new Error(`the demo producers do not load: ${JSON.stringify(loaded.problems)}`)
}

/** One of them recorded a second time, as a commune would from a list: something to find, look at and lay together. */
function recordTwice(ctx: CommandContext, around: ProducerSurroundings) {
  const { name, legalType, commune, hamlet } = demoProducers.nhaCo
  const units = around.places.communes(around.places.home, ctx.today)
  const typed = producerForm.parse({
    name: name.replace('Tổ hợp tác', 'THT'),
    legalType,
    phone: '0900000003',
    addressText: hamlet,
    place: units.find((unit) => unit.name === commune)?.code ?? '',
  })
  return createProducer(ctx, around, typed, { isDemo: true })
}

/** The record of a demo producer in this database; null without the demo province. */
export async function demoProducerId(
  db: Kernel['db'] | CommandContext['db'],
  key: DemoProducerKey,
): Promise<string | null> {
  const row = await db
    .selectFrom('producer')
    .select('id')
    .where('name', '=', demoProducers[key].name)
    .where('is_demo', '=', true)
    .executeTakeFirst()
  return row?.id ?? null
}
