import type { WordsPart } from '../definition.ts'
import { groupTitles } from './groups.ts'

const part = (
  id: string,
  level: 1 | 2,
  title: WordsPart['title'],
  vi: string,
  en: string,
  tables?: readonly string[],
): WordsPart => ({
  id,
  level,
  title,
  words: { vi, en },
  ...(tables && { tables }),
})

/** What the paper begins with; the office writes over it. Figures stay live until the report is frozen. */
export const words: readonly WordsPart[] = [
  part(
    'opening',
    1,
    { vi: 'Tình hình chung', en: 'In general' },
    'Đến ngày {{as-of}}, {{province}} có {{in-force.all}} ({{in-force.all.words}}) sản phẩm OCOP còn hiệu lực của {{producers}} chủ thể, gồm {{in-force.5}} sản phẩm 5 sao, {{in-force.4}} sản phẩm 4 sao và {{in-force.3}} sản phẩm 3 sao. Trong kỳ báo cáo có {{recognised.all}} sản phẩm được công nhận, kỳ trước {{recognised.before}} sản phẩm.',
    'By {{as-of}} {{province}} has {{in-force.all}} OCOP products in force of {{producers}} producers: {{in-force.5}} with five stars, {{in-force.4}} with four and {{in-force.3}} with three. In the period {{recognised.all}} products were recognised, against {{recognised.before}} in the one before.',
  ),
  part(
    'targets',
    1,
    { vi: 'Kết quả thực hiện các chỉ tiêu', en: 'Targets' },
    'Kế hoạch có {{targets.all}} chỉ tiêu, đến nay đạt {{targets.met}} chỉ tiêu; kết quả từng chỉ tiêu như sau:',
    'The plan has {{targets.all}} targets, of which {{targets.met}} are met:',
    ['targets'],
  ),
  part(
    'groups',
    1,
    { vi: 'Kết quả thực hiện các nhóm nhiệm vụ', en: 'The groups of tasks' },
    'Tiến độ nhiệm vụ của kế hoạch theo nhóm:',
    'The tasks of the plan, by group:',
    ['tasks'],
  ),
  part('group-1', 2, groupTitles[1]!, '', '', ['group-1']),
  part(
    'group-2',
    2,
    groupTitles[2]!,
    'Trong kỳ có {{recognised.all}} sản phẩm được công nhận: {{recognised.new}} công nhận mới, {{recognised.upgrade}} nâng hạng, {{recognised.again}} công nhận lại.',
    'In the period {{recognised.all}} products were recognised: {{recognised.new}} new, {{recognised.upgrade}} upgraded, {{recognised.again}} again.',
    ['recognised-by-star', 'group-2'],
  ),
  part(
    'group-3',
    2,
    groupTitles[3]!,
    'Đã tiếp nhận {{dossiers.filed}} hồ sơ ({{dossiers.first}} lần đầu, {{dossiers.upgrade}} nâng hạng, {{dossiers.reevaluation}} đánh giá lại); {{dossiers.judged}} hồ sơ đã có kết quả, trong đó {{dossiers.ninety}} hồ sơ đạt từ 90 điểm. Hội đồng họp {{sittings}} phiên, xét {{hearings}} sản phẩm.',
    '{{dossiers.filed}} dossiers came in ({{dossiers.first}} first, {{dossiers.upgrade}} upgrades, {{dossiers.reevaluation}} re-evaluations); {{dossiers.judged}} were judged, {{dossiers.ninety}} of them with 90 points and more. The council sat {{sittings}} times and heard {{hearings}} products.',
    ['rounds', 'by-status', 'group-3'],
  ),
  part(
    'group-4',
    2,
    groupTitles[4]!,
    '{{trace}} sản phẩm còn hiệu lực có mã truy xuất nguồn gốc ({{trace.share}}); {{shop}} sản phẩm có địa chỉ bán hàng trực tuyến ({{shop.share}}).',
    '{{trace}} products in force carry a trace code ({{trace.share}}); {{shop}} are sold online ({{shop.share}}).',
    ['group-4'],
  ),
  part('group-5', 2, groupTitles[5]!, '', '', ['group-5']),
  part(
    'group-6',
    2,
    groupTitles[6]!,
    'Trong kỳ có {{expired}} sản phẩm hết hiệu lực, {{revoked}} sản phẩm bị thu hồi, {{suspended}} sản phẩm tạm dừng sử dụng kết quả; {{expiring}} sản phẩm sẽ hết hạn trong 180 ngày tới.',
    'In the period {{expired}} recognitions expired, {{revoked}} were revoked and {{suspended}} suspended; {{expiring}} run out within 180 days.',
    ['group-6'],
  ),
  part('structure', 1, { vi: 'Cơ cấu sản phẩm', en: 'The products by kind' }, '', '', [
    'by-sector',
    'by-owner',
    'by-lead',
  ]),
  part('difficulties', 1, { vi: 'Khó khăn, vướng mắc', en: 'Difficulties' }, '', ''),
  part('proposals', 1, { vi: 'Đề xuất, kiến nghị', en: 'Proposals' }, '', ''),
]
