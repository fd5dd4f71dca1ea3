import { type CommandContext, ok, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { type DemoProducerKey, demoProducerId } from '../producers/index.ts'
import { createProduct } from './commands.ts'
import { productForm } from './input.ts'
import type { ProductSurroundings } from './surroundings.ts'

interface DemoProduct {
  readonly producer: DemoProducerKey
  readonly name: string
  readonly set: number
  readonly description: { readonly vi: string; readonly en: string }
  readonly story?: { readonly vi: string; readonly en: string }
  readonly nameEn: string
  readonly season?: string
  readonly seasonEn?: string
  readonly capacity?: string
  readonly capacityEn?: string
  readonly arrive?: string
  readonly arriveEn?: string
  readonly bookingPhone?: string
  readonly shopLabel?: string
  readonly shopUrl?: string
  readonly shopLabel2?: string
}

/**
 * Products of the demo province, made up, in many sets; named by key, so that the demo parts of other features (dossiers,
 * councils, recognition) find theirs by `demoProductId`. None is public until one of those recognises it.
 */
export const demoProducts = {
  huongTram: {
    producer: 'doiMay',
    name: 'Hương trầm Đồi Mây',
    nameEn: 'Đồi Mây agarwood incense',
    set: 21,
    description: {
      vi: 'Hương que ba mươi phân, bột trầm và quế, không tẩm hóa chất.',
      en: 'Incense sticks of thirty centimetres, agarwood and cinnamon, no chemicals added.',
    },
    story: {
      vi: 'Sáng nào nắng lên trên đồi, cả xóm phơi hương thành những đóa hoa đỏ. Người già trộn bột, người trẻ xe que, trẻ con đếm bó.\n\nHợp tác xã bắt đầu từ bốn khung xe tay. Nay mười hai hộ làm cùng một công thức, mỗi bó ghi tên người xe.',
      en: 'When the sun comes up over the hill, the whole lane lays its incense out to dry in red flowers. The old mix, the young roll, the children count the bundles.\n\nThe cooperative began with four hand rollers. Today twelve families share one recipe, and each bundle carries the name of who rolled it.',
    },
    capacity: '40.000 bó mỗi năm',
    capacityEn: '40,000 bundles a year',
  },
  nuTram: {
    producer: 'doiMay',
    name: 'Nụ trầm Đồi Mây',
    nameEn: 'Đồi Mây agarwood cones',
    set: 21,
    description: {
      vi: 'Nụ trầm hình chóp, cháy hai mươi phút.',
      en: 'Agarwood cones that burn for twenty minutes.',
    },
  },
  khanZeng: {
    producer: 'suoiHoa',
    name: 'Khăn zèng Suối Hoa',
    nameEn: 'Suối Hoa zèng scarf',
    set: 22,
    description: {
      vi: 'Khăn choàng zèng dệt tay, hạt cườm trắng trên nền đen đỏ.',
      en: 'A hand-woven zèng scarf, white beads on black and red.',
    },
    story: {
      vi: 'Mỗi chiếc khăn mất mười hai ngày trên khung. Hoa văn ngọn dương xỉ là của bản Suối Hoa: ai dệt cũng phải học từ bà mình.',
      en: 'Each scarf takes twelve days on the loom. The fern pattern belongs to the village of Suối Hoa: whoever weaves it has learnt it from her grandmother.',
    },
    capacity: '600 chiếc mỗi năm',
    capacityEn: '600 pieces a year',
  },
  tuiZeng: {
    producer: 'suoiHoa',
    name: 'Túi thổ cẩm Suối Hoa',
    nameEn: 'Suối Hoa brocade bag',
    set: 22,
    description: { vi: 'Túi đeo chéo may từ vải zèng.', en: 'A shoulder bag sewn from zèng cloth.' },
  },
  gaoDo: {
    producer: 'suoiHoa',
    name: 'Gạo đỏ nương Suối Hoa',
    nameEn: 'Suối Hoa red upland rice',
    set: 3,
    description: {
      vi: 'Gạo đỏ giống địa phương trồng trên nương.',
      en: 'Red upland rice of a local variety.',
    },
    season: 'Tháng 10 đến tháng 12',
    seasonEn: 'October to December',
    shopLabel: 'Gian hàng Suối Hoa (minh họa)',
    shopUrl: 'https://suoi-hoa.example.vn/gao-do',
  },
  nepThan: {
    producer: 'suoiHoa',
    name: 'Nếp than nương Suối Hoa',
    nameEn: 'Suối Hoa black sticky rice',
    set: 3,
    description: {
      vi: 'Nếp than giống địa phương, phơi nắng, giã bong vỏ giữ lớp cám tím.',
      en: 'Local black sticky rice, dried in the sun and husked so that the purple bran stays on.',
    },
    season: 'Tháng 11 và tháng 12',
    seasonEn: 'November and December',
  },
  meXung: {
    producer: 'nhaCo',
    name: 'Mè xửng giòn Nhà Cổ',
    nameEn: 'Nhà Cổ crisp sesame candy',
    set: 6,
    description: {
      vi: 'Mè xửng mỏng, giòn, ít ngọt; mạch nha nấu từ nếp.',
      en: 'Thin, crisp sesame candy, not too sweet; the malt is cooked from sticky rice.',
    },
    story: {
      vi: 'Chảo mạch nha phải khuấy bốn tiếng không nghỉ, nên năm nhà thay nhau. Ai khuấy sau cùng được chọn miếng đầu tiên.',
      en: 'The malt must be stirred for four hours without rest, so five houses take turns. Who stirs last chooses the first piece.',
    },
  },
  nuocMam: {
    producer: 'langSong',
    name: 'Nước mắm cá cơm Làng Sóng',
    nameEn: 'Làng Sóng anchovy fish sauce',
    set: 9,
    description: {
      vi: 'Nước mắm cá cơm ủ chum mười tám tháng, 35 độ đạm.',
      en: 'Anchovy fish sauce, eighteen months in earthen jars, 35 °N.',
    },
    capacity: '30.000 lít mỗi năm',
    capacityEn: '30,000 litres a year',
  },
  mamRuoc: {
    producer: 'langSong',
    name: 'Mắm ruốc Làng Sóng',
    nameEn: 'Làng Sóng shrimp paste',
    set: 9,
    description: { vi: 'Mắm ruốc xay mịn, phơi ba nắng.', en: 'Fine shrimp paste, three days in the sun.' },
  },
  tomChua: {
    producer: 'langSong',
    name: 'Tôm chua Làng Sóng',
    nameEn: 'Làng Sóng sour shrimps',
    set: 8,
    description: {
      vi: 'Tôm đất ủ riềng, măng vòi.',
      en: 'Lagoon shrimp fermented with galangal and bamboo shoots.',
    },
  },
  vangDau: {
    producer: 'daBac',
    name: 'Rượu vang dâu Vườn Đá Bạc',
    nameEn: 'Vườn Đá Bạc mulberry wine',
    set: 15,
    description: {
      vi: 'Vang dâu tằm lên men tự nhiên, 12 độ.',
      en: 'Mulberry wine, naturally fermented, 12 % vol.',
    },
    season: 'Thu hoạch dâu tháng 3 và tháng 4',
    seasonEn: 'Mulberries are picked in March and April',
  },
  tinhDauTram: {
    producer: 'daBac',
    name: 'Tinh dầu tràm Vườn Đá Bạc',
    nameEn: 'Vườn Đá Bạc cajuput oil',
    set: 20,
    description: {
      vi: 'Tinh dầu tràm gió chưng cất lửa củi.',
      en: 'Cajuput oil distilled over a wood fire.',
    },
  },
  thanhTra: {
    producer: 'baiBoi',
    name: 'Thanh trà Bãi Bồi',
    nameEn: 'Bãi Bồi thanh trà pomelo',
    set: 1,
    description: {
      vi: 'Thanh trà vườn, hái tay, bọc giấy từng quả.',
      en: 'Garden pomelo, picked by hand, each wrapped in paper.',
    },
    season: 'Tháng 8 và tháng 9',
    seasonEn: 'August and September',
    capacity: '25 tấn mỗi vụ',
    capacityEn: '25 tonnes a season',
  },
  mutVo: {
    producer: 'baiBoi',
    name: 'Mứt vỏ thanh trà Bãi Bồi',
    nameEn: 'Bãi Bồi candied pomelo peel',
    set: 7,
    description: { vi: 'Mứt vỏ thanh trà, không phẩm màu.', en: 'Candied pomelo peel, no colouring.' },
  },
  mutGung: {
    producer: 'baiBoi',
    name: 'Mứt gừng Bãi Bồi',
    nameEn: 'Bãi Bồi candied ginger',
    set: 7,
    description: {
      vi: 'Mứt gừng dẻo, gừng trồng trên đất bãi.',
      en: 'Soft candied ginger grown on the river flats.',
    },
  },
  traRauMa: {
    producer: 'baiBoi',
    name: 'Trà rau má Bãi Bồi',
    nameEn: 'Bãi Bồi pennywort tea',
    set: 12,
    description: { vi: 'Trà rau má sao khô, túi lọc.', en: 'Roasted pennywort tea in bags.' },
  },
  keoCau: {
    producer: 'nhaCo',
    name: 'Kẹo cau Nhà Cổ',
    nameEn: 'Nhà Cổ areca-shaped candy',
    set: 6,
    description: { vi: 'Kẹo cau kéo tay, vị gừng.', en: 'Hand-pulled sugar candy with ginger.' },
    shopLabel: 'Gian hàng Nhà Cổ (minh họa)',
    shopUrl: 'https://nha-co.example.vn/keo-cau',
  },
  caKho: {
    producer: 'langSong',
    name: 'Cá cơm khô Làng Sóng',
    nameEn: 'Làng Sóng dried anchovies',
    set: 8,
    description: {
      vi: 'Cá cơm phơi hai nắng, không tẩm.',
      en: 'Anchovies dried in two days of sun, nothing added.',
    },
    shopLabel: 'Gian hàng Làng Sóng (minh họa)',
    shopUrl: 'https://lang-song.example.vn/ca-com-kho',
  },
  dauDeo: {
    producer: 'daBac',
    name: 'Dâu tằm sấy dẻo Vườn Đá Bạc',
    nameEn: 'Vườn Đá Bạc soft dried mulberries',
    set: 7,
    description: { vi: 'Dâu tằm chín sấy dẻo, ít đường.', en: 'Ripe mulberries, soft-dried, little sugar.' },
  },
  matOng: {
    producer: 'daBac',
    name: 'Mật ong tràm Vườn Đá Bạc',
    nameEn: 'Vườn Đá Bạc cajuput honey',
    set: 4,
    description: { vi: 'Mật ong hoa tràm, quay một lần mỗi vụ.', en: 'Cajuput honey, spun once a season.' },
    season: 'Tháng 5 và tháng 6',
    seasonEn: 'May and June',
    shopLabel: 'Gian hàng Vườn Đá Bạc (minh họa)',
    shopUrl: 'https://vuon-da-bac.example.vn/mat-ong',
  },
  mutDeo: {
    producer: 'baiBoi',
    name: 'Thanh trà sấy dẻo Bãi Bồi',
    nameEn: 'Bãi Bồi soft dried pomelo',
    set: 7,
    description: { vi: 'Múi thanh trà sấy dẻo, ít đường.', en: 'Soft-dried pomelo segments, little sugar.' },
  },
  duLich: {
    producer: 'suoiTrong',
    name: 'Du lịch cộng đồng Bản Suối Trong',
    nameEn: 'A stay in the village of Suối Trong',
    set: 26,
    description: {
      vi: 'Hai ngày một đêm ở bản Cơ Tu: nhà gươl, rừng, suối, bếp lửa.',
      en: 'Two days and a night in a Cơ Tu village: the gươl house, forest, stream and hearth.',
    },
    season: 'Tháng 3 đến tháng 8; tháng 10, 11 nghỉ mùa lũ',
    seasonEn: 'March to August; closed in October and November, when the stream floods',
    capacity: '60 khách một đêm',
    capacityEn: '60 guests a night',
    arrive:
      'Xe khách đến trung tâm xã, rồi 4 km đường bê tông theo biển chỉ dẫn; bản đón tại trạm dừng nếu đặt trước.',
    arriveEn:
      'By coach to the centre of the commune, then 4 km of concrete road along the signs; the village meets you at the stop if you book ahead.',
  },
  motNgayTrenPha: {
    producer: 'langSong',
    name: 'Trải nghiệm một ngày trên phá cùng Làng Sóng',
    nameEn: 'A day on the lagoon with Làng Sóng',
    set: 26,
    description: {
      vi: 'Theo thuyền từ bốn giờ sáng: thả lừ, gỡ cá, chợ phiên ven phá, bữa trưa nấu từ mẻ cá của chính mình.',
      en: 'Out by boat from four in the morning: setting traps, sorting the catch, the market on the shore, and a lunch of what you caught.',
    },
    story: {
      vi: 'Mùa gió nồm, cả làng dậy trước mặt trời. Khách ngồi mũi thuyền, nghe người chèo kể tên từng bãi sậy, từng con nước.\n\nMỗi chuyến chỉ nhận hai thuyền để phá còn yên; tiền vé trích một phần nuôi lại cỏ biển.',
      en: 'In the season of the south-east wind the whole village is up before the sun. Guests sit at the bow while the rower names each bed of reeds and each turn of the tide.\n\nOnly two boats go out at a time, so that the lagoon stays quiet; part of each ticket grows back the seagrass.',
    },
    season: 'Tháng 4 đến tháng 8',
    seasonEn: 'April to August',
    capacity: '12 khách một chuyến, mỗi ngày một chuyến',
    capacityEn: '12 guests a trip, one trip a day',
    arrive: 'Đến bến đò Làng Sóng trước 3 giờ 45; gửi xe miễn phí ở nhà sinh hoạt thôn.',
    arriveEn: 'Be at the Làng Sóng landing before 3.45 a.m.; park free at the village hall.',
    bookingPhone: '0234 000 0001',
    shopLabel: 'Trang đặt chỗ Làng Sóng (minh họa)',
    shopUrl: 'https://lang-song.example.vn/dat-cho',
    shopLabel2: 'Quầy du lịch tại bến đò Làng Sóng',
  },
  duongRung: {
    producer: 'suoiTrong',
    name: 'Tuyến đi rừng thác Bản Suối Trong',
    nameEn: 'The forest and waterfall walk of Suối Trong',
    set: 26,
    description: {
      vi: 'Năm giờ đi bộ đường rừng với người dẫn Cơ Tu, nghỉ ở thác, cơm lam bên suối.',
      en: 'Five hours on forest paths with a Cơ Tu guide, a rest at the waterfall, bamboo rice by the stream.',
    },
    season: 'Tháng 2 đến tháng 8',
    seasonEn: 'February to August',
    capacity: '20 khách một ngày',
    capacityEn: '20 guests a day',
    arrive: 'Tập trung 7 giờ ở nhà gươl Bản Suối Trong.',
    arriveEn: 'Meet at 7 a.m. at the gươl house of Suối Trong.',
    bookingPhone: '0234 000 0002',
  },
} as const satisfies Record<string, DemoProduct>
export type DemoProductKey = keyof typeof demoProducts

/** Loads the demo products of the demo producers. */
export async function loadDemoProducts(kernel: Kernel, around: ProductSurroundings): Promise<void> {
  const loaded = await kernel.run(system, async (ctx) => {
    for (const each of Object.values<DemoProduct>(demoProducts)) {
      const producerId = await demoProducerId(ctx.db, each.producer)
      if (producerId === null) throw new Error(`the demo producer of ${each.name} is not loaded`)
      const { producer: _, set, description, story, ...texts } = each
      const typed = productForm.parse({
        ...texts,
        producerId,
        set: String(set),
        descriptionVi: description.vi,
        descriptionEn: description.en,
        storyVi: story?.vi,
        storyEn: story?.en,
      })
      const made = await createProduct(ctx, around, typed, { isDemo: true })
      if (!made.ok) return made
    }
    return ok()
  })
  if (!loaded.ok) throw new Error(`the demo products do not load: ${JSON.stringify(loaded.problems)}`)
}

/** The record of a demo product in this database; null without the demo province. */
export async function demoProductId(
  db: Kernel['db'] | CommandContext['db'],
  key: DemoProductKey,
): Promise<string | null> {
  const row = await db
    .selectFrom('product')
    .select('id')
    .where('name', '=', demoProducts[key].name)
    .where('is_demo', '=', true)
    .executeTakeFirst()
  return row?.id ?? null
}
