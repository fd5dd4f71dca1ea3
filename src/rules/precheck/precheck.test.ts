import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { leaves, Sheet, scalesOf } from '../criteria/index.ts'
import { chaptersOf, Form, type FormValue, isRequired } from '../forms/index.ts'
import { Band } from '../regimes/index.ts'
import { type Answer, compileSheet, scoreSheet } from '../scoring/index.ts'
import {
  type Examined,
  type ExaminedPaper,
  type Finding,
  mayBeFiled,
  PRECHECK_RULES,
  precheck,
  precheckWords,
  UPDATE_TOPICS,
  updateField,
} from './index.ts'
import { EVIDENCE_KINDS } from './papers.ts'

const law = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../regulation/${path}`, import.meta.url), 'utf8'))

const forms = z.looseObject({ forms: z.record(z.string(), Form) }).parse(law('qd26-2026/forms.json')).forms
const evidenceRows = z
  .looseObject({
    rows: z.array(
      z.looseObject({
        id: z.string(),
        label: z.string(),
        requirement: z.string(),
        expires: z.boolean().optional(),
      }),
    ),
  })
  .parse(law('qd26-2026/evidence.json')).rows
const bands = z
  .looseObject({ regimes: z.array(z.looseObject({ id: z.string(), bands: z.array(Band).nullable() })) })
  .parse(law('regimes.json'))
  .regimes.find((regime) => regime.id === 'qd26-2026')!.bands!
const sheets: Record<number, Sheet> = {
  1: Sheet.parse(law('qd26-2026/sheets/01-rau-cu-qua-hat-tuoi.json')),
  8: Sheet.parse(law('qd26-2026/sheets/08-che-bien-tu-thit-trung-sua-thuy-san.json')),
  26: Sheet.parse(law('qd26-2026/sheets/26-du-lich.json')),
}

interface Draft {
  kind: Examined['kind']
  setNo: number
  form: Record<string, FormValue>
  answers: Record<string, Answer>
  notes: Record<string, string>
  papers: ExaminedPaper[]
  pins: { paper: string; criterion: string | null; page: number | null }[]
  wishStar: number | null
  prior: Examined['prior']
  window: Examined['window']
  fileBy: string | null
  today: string
  findings: string[]
}

const sentence =
  'Hợp tác xã làm mắm từ cá đánh bắt trong tỉnh, ủ mười hai tháng trong chum, bán tại ba huyện và hai thành phố.'

/** A dossier in which nothing is wrong: the best option everywhere, described, each with a paper that fits. */
function sound(setNo = 8): Draft {
  const sheet = sheets[setNo]!
  const answers: Record<string, Answer> = {}
  const notes: Record<string, string> = {}
  const papers = EVIDENCE_KINDS.map((kind, index) => paperOf(kind, index))
  const pins: Draft['pins'] = []
  for (const { criterion } of leaves(sheet)) {
    const scales = scalesOf(criterion)
    const best = scales[0]!.options.length - 1
    answers[criterion.code] = criterion.cases ? { case: 0, option: best } : best
    notes[criterion.code] = `${sentence} Nhãn ghi xuất xứ. ${criterion.code}`
    const kind = criterion.evidence?.[0]
    if (kind) pins.push({ paper: `paper-${kind}`, criterion: criterion.code, page: 1 })
  }
  const form: Record<string, FormValue> = {}
  for (const field of fieldsFor('first')) form[field.name] = answerFor(field.type, field.name)
  return {
    kind: 'first',
    setNo,
    form: { ...form, ownerType: 'hop-tac-xa', representativeGender: 'Nữ', productName: 'Mắm cá rò' },
    answers,
    notes,
    papers,
    pins,
    wishStar: 5,
    prior: null,
    window: null,
    fileBy: '2026-10-01',
    today: '2026-09-01',
    findings: [],
  }
}

function paperOf(kind: string, index: number): ExaminedPaper {
  return {
    id: `paper-${kind}`,
    kind,
    title: `Giấy ${kind}`,
    number: '01/GCN',
    issuer: 'Cơ quan cấp',
    issuedOn: '2026-03-01',
    validUntil: '2029-03-01',
    pages: 2,
    hashes: [`hash-${index}`],
    pictures: true,
  }
}

function answerFor(type: string, name: string): FormValue {
  if (type === 'checkbox') return false
  if (type === 'date') return '2019-03-05'
  if (type === 'phone') return '0905123456'
  if (type === 'email') return 'htx@vidu.vn'
  return `${sentence} ${name}`
}

function fieldsFor(kind: string) {
  return chaptersOf([forms['mau-01']!, forms['mau-02']!], kind).flatMap((chapter) =>
    chapter.fields.map((field) => ({
      ...field,
      mustFill: isRequired(field, kind) && field.name !== 'reevaluationUpdate',
    })),
  )
}

const compiled = new Map<number, ReturnType<typeof compileSheet>>()
const compiledOf = (set: number) => {
  const known = compiled.get(set) ?? compileSheet(sheets[set]!)
  compiled.set(set, known)
  return known
}

function examined(draft: Draft): Examined {
  const sheet = sheets[draft.setNo]!
  const score = scoreSheet(compiledOf(draft.setNo), draft.answers, { bands, findings: draft.findings })
  if (!score.ok) throw new Error(JSON.stringify(score.problems))
  const { findings: _, ...rest } = draft
  return {
    ...rest,
    sheet,
    score: score.value,
    fields: fieldsFor(draft.kind),
    evidenceRows,
    owners: {
      admitted: [
        'hop-tac-xa',
        'to-hop-tac',
        'doanh-nghiep-nho-va-vua',
        'trang-trai',
        'ho-san-xuat',
        'ho-gia-dinh',
      ],
      all: [
        'hop-tac-xa',
        'to-hop-tac',
        'doanh-nghiep-nho-va-vua',
        'trang-trai',
        'ho-san-xuat',
        'ho-gia-dinh',
        'hoi',
      ],
    },
    recorded: { producerName: String(draft.form.ownerName), productName: 'Mắm cá rò' },
    round: { proposalsBefore: '2026-10-30', heldBefore: '2026-12-30' },
    samples: sheet.samples,
    starFrom: Object.fromEntries(bands.map((band) => [band.star, band.min])),
  }
}

type Change = (draft: Draft) => void
const paper = (draft: Draft, kind: string) => draft.papers.find((one) => one.kind === kind)!
const change = (draft: Draft, kind: string, to: Partial<ExaminedPaper>) => {
  draft.papers = draft.papers.map((one) => (one.kind === kind ? { ...one, ...to } : one))
}
const reevaluation: Change = (draft) => {
  draft.kind = 'reevaluation'
  draft.prior = { star: 4, validUntil: '2027-01-15' }
  draft.window = { earliest: '2026-07-19', latest: '2026-09-17' }
  for (const topic of UPDATE_TOPICS) draft.form[updateField(topic)] = 'Không thay đổi'
}
const upgrade: Change = (draft) => {
  draft.kind = 'upgrade'
  draft.prior = { star: 3, validUntil: '2028-01-15' }
  draft.form.upgradeChanges = sentence
}
const first =
  (code: string): Change =>
  (draft) => {
    draft.answers[code] = 0
  }

/** For each rule one way to break a sound dossier so that it, and only what follows from it, is found. */
const BREAKS: Record<string, Change> = {
  'already-recognised': (d) => (d.prior = { star: 3, validUntil: '2027-01-01' }),
  'nothing-recognised-before': (d) => {
    upgrade(d)
    d.prior = null
  },
  'upgrade-not-higher': (d) => {
    upgrade(d)
    d.wishStar = 3
  },
  'upgrade-points-not-higher': (d) => {
    upgrade(d)
    for (const code of Object.keys(d.answers)) d.answers[code] = 0
  },
  'upgrade-on-a-lapsing-certificate': (d) => {
    upgrade(d)
    d.prior = { star: 3, validUntil: '2026-12-01' }
  },
  'filed-too-early': (d) => {
    reevaluation(d)
    d.today = '2026-07-01'
  },
  'filed-too-late': (d) => {
    reevaluation(d)
    d.today = '2026-09-18'
  },
  'update-missing': (d) => {
    reevaluation(d)
    d.form[updateField('doanh-thu')] = ''
  },
  'legal-papers-not-renewed': (d) => {
    reevaluation(d)
    d.pins = d.pins.filter((pin) => !evidenceRows.find((row) => `paper-${row.id}` === pin.paper)?.expires)
    d.papers = d.papers.map((paper) => ({ ...paper, validUntil: null }))
  },
  'samples-to-hand-over': () => undefined,
  'round-is-near': (d) => (d.fileBy = '2026-08-31'),
  'field-missing': (d) => (d.form.plan = ''),
  'phone-malformed': (d) => (d.form.phone = '12'),
  'email-malformed': (d) => (d.form.email = 'không có'),
  'date-malformed': (d) => (d.form.foundedOn = '31/02/2020'),
  'date-in-future': (d) => (d.form.foundedOn = '2030-01-01'),
  'option-unknown': (d) => (d.form.representativeGender = 'Nam giới'),
  'answer-is-filler': (d) => (d.form.plan = 'Bổ sung sau.'),
  'text-is-thin': (d) => (d.form.plan = 'Mở rộng thị trường.'),
  'text-is-repeated': (d) => (d.form.plan = String(d.form.ownerHistory).toUpperCase()),
  'owner-not-admitted': (d) => (d.form.ownerType = 'hoi'),
  'household-not-registered': (d) => {
    d.form.ownerType = 'ho-gia-dinh'
    d.form.registrationNo = ''
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-dang-ky-kinh-doanh')
  },
  'registration-not-shown': (d) => {
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-dang-ky-kinh-doanh')
  },
  'business-registration-not-shown': (d) => {
    d.form.hasBusinessRegistration = true
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-dang-ky-kinh-doanh')
  },
  'quality-declaration-not-shown': (d) => {
    d.form.hasQualityDeclaration = true
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-cong-bo-chat-luong')
  },
  'food-safety-not-shown': (d) => {
    d.form.hasFoodSafetyCertificate = true
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-du-dieu-kien-san-xuat')
  },
  'mandatory-certificate-not-shown': (d) => {
    d.form.hasMandatoryProductionCertificate = true
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-du-dieu-kien-san-xuat')
  },
  'property-not-shown': (d) => {
    d.form.ipTrademark = true
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-so-huu-tri-tue')
  },
  'property-not-named': (d) => {
    d.form.hasIntellectualProperty = true
    d.form.ipOther = ''
  },
  'property-box-forgotten': (d) => (d.form.ipPatent = true),
  'no-quality-declaration': (d) => {
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-cong-bo-chat-luong')
  },
  'no-food-safety-certificate': (d) => {
    d.pins = d.pins.filter((pin) => pin.paper !== 'paper-du-dieu-kien-san-xuat')
  },
  'product-name-differs': (d) => (d.form.productName = 'Mắm cá rò Phú Vang'),
  'owner-name-differs': () => undefined,
  'product-name-claims-a-star': (d) => (d.form.productName = 'Mắm cá rò OCOP 4 sao'),
  'wish-star-missing': (d) => (d.wishStar = null),
  'self-assessment-empty': (d) => (d.answers = {}),
  'criterion-unanswered': (d) => (d.answers['6.5'] = null),
  'points-without-proof': (d) => {
    d.notes['4.3'] = ''
    d.pins = d.pins.filter((pin) => pin.criterion !== '4.3')
  },
  'points-without-description': (d) => (d.notes['6.2'] = ''),
  'mark-without-paper': (d) => {
    d.answers['3.5'] = 1
    d.pins = d.pins.filter((pin) => pin.criterion !== '3.5')
  },
  'mark-missed': first('9'),
  'points-below-wish': (d) => {
    for (const code of ['6.2', '6.3', '6.4', '6.5', '7']) d.answers[code] = 0
  },
  'no-certificate-below-three': (d) => {
    for (const code of Object.keys(d.answers)) d.answers[code] = 0
  },
  'knocked-out': (d) => (d.findings = ['1.1']),
  'scoring-stops': (d) => (d.findings = ['6.1']),
  'depends-on-nothing': first('5.1'),
  'own-knock-out-to-confirm': (d) => (d.notes['1.1'] = ''),
  'owner-type-disagrees': (d) => (d.form.ownerType = 'ho-gia-dinh'),
  'representative-disagrees': (d) => {
    d.form.representativeGender = 'Nam'
    d.form.representativeEthnicity = 'Kinh'
  },
  'representative-point-forgotten': first('3.2'),
  'label-without-origin': (d) => (d.notes['2.3'] = 'Nhãn đẹp, đầy đủ.'),
  'label-without-picture': (d) => change(d, 'ma-vach-truy-xuat', { pictures: false }),
  'requirement-not-addressed': () => undefined,
  'paper-expired': (d) => change(d, 'so-huu-tri-tue', { validUntil: '2026-08-31' }),
  'paper-expires-soon': (d) => change(d, 'so-huu-tri-tue', { validUntil: '2026-10-01' }),
  'paper-without-end': (d) => change(d, 'so-huu-tri-tue', { validUntil: null }),
  'test-report-old': (d) => {
    change(d, 'phieu-kiem-nghiem', { issuedOn: '2025-08-31' })
    d.pins.push({ paper: 'paper-phieu-kiem-nghiem', criterion: '8', page: null })
  },
  'test-report-undated': (d) => {
    change(d, 'phieu-kiem-nghiem', { issuedOn: null })
    d.pins.push({ paper: 'paper-phieu-kiem-nghiem', criterion: '8', page: null })
  },
  'paper-from-the-future': (d) => change(d, 'so-huu-tri-tue', { issuedOn: '2026-09-02' }),
  'paper-without-pages': (d) => change(d, 'so-huu-tri-tue', { pages: 0 }),
  'page-not-there': (d) => d.pins.push({ paper: 'paper-quang-ba', criterion: '4.3', page: 3 }),
  'certificate-without-number': (d) => change(d, 'so-huu-tri-tue', { number: ' ' }),
  'certificate-without-issuer': (d) => change(d, 'so-huu-tri-tue', { issuer: null }),
  'paper-does-not-fit': (d) => d.pins.push({ paper: 'paper-giai-thuong', criterion: '4.3', page: null }),
  'paper-proves-nothing': first('4.3'),
  'same-file-in-two-papers': (d) => change(d, 'quang-ba', { hashes: paper(d, 'cau-chuyen').hashes }),
  'growth-of-one-year': (d) => {
    d.form.ownerType = 'doanh-nghiep-nho-va-vua'
    change(d, 'tang-truong', { pages: 1 })
  },
}
for (const kind of EVIDENCE_KINDS)
  BREAKS[`not-proven-${kind}`] ??= (d) => {
    const wanting = leaves(sheets[d.setNo]!).filter(({ criterion }) => criterion.evidence?.includes(kind))
    const codes = new Set(wanting.map(({ criterion }) => criterion.code))
    d.pins = d.pins.filter((pin) => pin.criterion === null || !codes.has(pin.criterion))
  }

/** Rules that sheet 8 gives no occasion for; broken on another sheet or with other records below. */
const ELSEWHERE = new Set(['owner-name-differs', 'requirement-not-addressed', 'not-proven-giai-thuong'])
/** Found in every dossier: it reminds, and nothing can be wrong with it. */
const ALWAYS = new Set(['samples-to-hand-over'])

const rulesIn = (draft: Draft) => new Set(precheck(examined(draft)).map((finding) => finding.rule))

const foundBy = new Map<string, readonly Finding[]>()

/** What the check finds in a sound dossier broken in one way. */
function foundWhenBroken(id: string): readonly Finding[] {
  const known = foundBy.get(id)
  if (known) return known
  const draft = sound()
  BREAKS[id]!(draft)
  const found = precheck(examined(draft))
  foundBy.set(id, found)
  return found
}

describe('the check before filing', () => {
  test('has at least 40 rules, each once, each with an article and words in both languages', () => {
    const ids = PRECHECK_RULES.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(40)
    for (const lang of ['vi', 'en'] as const)
      expect(Object.keys(precheckWords[lang]).sort()).toEqual([...ids].sort())
    for (const rule of PRECHECK_RULES) expect(rule.article).toMatch(/Điều|Phụ lục/)
  })

  test('finds nothing in a sound dossier but what every dossier must hear', () => {
    expect([...rulesIn(sound())].sort()).toEqual([...ALWAYS].sort())
    expect(mayBeFiled(precheck(examined(sound())))).toBe(true)
  })

  test('a sound tourism dossier brings no samples', () => {
    const draft = sound(26)
    draft.answers['8'] = { case: 0, option: 1 }
    expect(rulesIn(draft).has('samples-to-hand-over')).toBe(false)
  })

  test.each(PRECHECK_RULES.map((rule) => rule.id).filter((id) => !ELSEWHERE.has(id)))('%s', (id) => {
    const broken = BREAKS[id]
    expect(broken, 'no way to break it is known').toBeDefined()
    expect(foundWhenBroken(id).map((finding) => finding.rule)).toContain(id)
  })

  test('owner-name-differs compares with the record, forgiving case and accents', () => {
    const same = {
      ...examined(sound()),
      recorded: { producerName: String(sound().form.ownerName).toUpperCase(), productName: 'mam ca ro' },
    }
    expect(precheck(same).map((one) => one.rule)).not.toContain('owner-name-differs')
    const other = { ...same, recorded: { ...same.recorded, producerName: 'HTX khác' } }
    expect(precheck(other).map((one) => one.rule)).toContain('owner-name-differs')
  })

  test('requirement-not-addressed: sheet 1 prints one at 1.1', () => {
    const draft = sound(1)
    expect(rulesIn(draft).has('requirement-not-addressed')).toBe(false)
    draft.notes['1.1'] = ''
    expect(rulesIn(draft).has('requirement-not-addressed')).toBe(true)
  })

  test('not-proven-giai-thuong: no sheet names awards yet; one that does is heard', () => {
    const draft = sound()
    const sheet = structuredClone(sheets[8]!)
    const criterion = leaves(sheet).find((leaf) => leaf.criterion.code === '7')!.criterion
    Object.assign(criterion, { evidence: ['giai-thuong'] })
    const found = precheck({ ...examined(draft), sheet }).map((finding) => finding.rule)
    expect(found).toContain('not-proven-giai-thuong')
  })

  test('words have a value for every blank they leave', () => {
    for (const id of Object.keys(BREAKS)) {
      for (const finding of foundWhenBroken(id).filter((one) => one.rule === id))
        for (const lang of ['vi', 'en'] as const) {
          const { says, mend } = precheckWords[lang][id]!
          for (const [, name] of `${says} ${mend}`.matchAll(/\{(\w+)\}/g))
            expect(finding.data, `${id} in ${lang} names {${name}}`).toHaveProperty(name!)
        }
    }
  })

  test('blocking findings come first and forbid filing', () => {
    const draft = sound()
    BREAKS['field-missing']!(draft)
    BREAKS['round-is-near']!(draft)
    const findings = precheck(examined(draft))
    const weights = findings.map((finding) => finding.weight)
    expect(weights).toEqual([...weights].sort((a, b) => (a === b ? 0 : a === 'blocking' ? -1 : 1)))
    expect(mayBeFiled(findings)).toBe(false)
  })
})
