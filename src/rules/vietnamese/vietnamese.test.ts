import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AbbreviationTable,
  abbreviationsOf,
  canonical,
  expandAbbreviations,
  fold,
  foldedWords,
  jaroWinkler,
  matchKey,
  similarity,
  slug,
  tidy,
} from './index.ts'

const VOWELS = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const LETTERS = [...VOWELS.flatMap((v) => TONES.map((t) => (v + t).normalize('NFC'))), ...'bcdđghklmnpqrstvx']
const vietnamese = fc
  .array(fc.constantFrom(...LETTERS, ...LETTERS.map((l) => l.toUpperCase()), ' ', '-', '/', '1'), {
    maxLength: 40,
  })
  .map((letters) => letters.join(''))
const anyText = fc.oneof(
  vietnamese,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

describe('fold', () => {
  it.each([
    ['Hợp tác xã Thủy Thanh', 'hop tac xa thuy thanh'],
    ['THUỶ BIỀU', 'thuy bieu'],
    ['Đường Đống Đa', 'duong dong da'],
    ['  Xã\u00A0 Hồng\t\nThái ', 'xa hong thai'],
    ['135/KH-UBND', '135/kh-ubnd'],
    ['135/KH–UBND', '135/kh-ubnd'],
    ['“Mè xửng”', '"me xung"'],
    ['Ng\u00ADười\u200B', 'nguoi'],
    ['Ðông Ba', 'dong ba'],
    ['ＯＣＯＰ', 'ocop'],
    ['Bäckerei Straße Ærø', 'backerei strasse aero'],
    ['Café', 'cafe'],
    ['chè… xanh', 'che... xanh'],
    ['10 m²', '10 m2'],
    ['\uFEFFtên', 'ten'],
    ['', ''],
    ['北京 Ω', '北京 ω'],
  ])('%j → %j', (text, folded) => expect(fold(text)).toBe(folded))

  it('knows every letter of the alphabet in both cases and both forms', () => {
    for (const letter of LETTERS) {
      const bare = letter
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace('đ', 'd')
      for (const form of ['NFC', 'NFD', 'NFKC'] as const) {
        expect(fold(letter.normalize(form))).toBe(bare)
        expect(fold(letter.toUpperCase().normalize(form))).toBe(bare)
      }
    }
  })

  it('is the same for NFC, NFD, upper and lower case, and for both tone placements', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        const folded = fold(text)
        expect(fold(text.normalize('NFD'))).toBe(folded)
        expect(fold(text.toUpperCase())).toBe(folded)
        expect(fold(text.toLowerCase())).toBe(folded)
        expect(fold(canonical(text))).toBe(folded)
        expect(folded).toMatch(/^[ -~]*$/)
      }),
    )
  })

  it('twice is once, and leaves no double or outer space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text)
        expect(fold(folded)).toBe(folded)
        expect(folded).toBe(folded.trim())
        expect(folded).not.toContain('  ')
      }),
    )
  })

  it('folds long texts as it folds their parts', () => {
    const part = 'Ủy ban nhân dân thành phố Huế công nhận mè xửng đạt 4 sao; '
    expect(fold(part.repeat(400))).toBe(`${fold(part)} `.repeat(400).trim())
    expect(fold(`${'x'.repeat(9000)}ß`)).toBe(`${'x'.repeat(9000)}ss`)
  })

  it('matchKey leaves words only', () => {
    expect(matchKey('"Mè xửng" – Thiên Hương (hộp 200g)')).toBe('me xung thien huong hop 200g')
    expect(foldedWords('  ! ')).toEqual([])
  })
})

describe('canonical', () => {
  it.each([
    ['hoà', 'hòa'],
    ['Hoà', 'Hòa'],
    ['HOÀ', 'HÒA'],
    ['khoẻ', 'khỏe'],
    ['thuỷ', 'thủy'],
    ['Thuý', 'Thúy'],
    ['loà', 'lòa'],
    ['uỷ ban', 'ủy ban'],
    ['Phú Hoà', 'Phú Hòa'],
    ['xoá', 'xóa'],
    ['tuỳ', 'tùy'],
    ['oà', 'òa'],
    // misplaced tones
    ['hóan', 'hoán'],
    ['tóan', 'toán'],
    ['qúy', 'quý'],
    ['qùa', 'quà'],
    ['gìa', 'già'],
    ['ngòai', 'ngoài'],
    ['đựơc', 'được'],
    ['cuả', 'của'],
    ['múôn', 'muốn'],
    ['thúê', 'thuế'],
    ['húynh', 'huýnh'],
    ['tìên', 'tiền'],
    ['ngứơi', 'ngưới'],
    // already right
    ['hòa', 'hòa'],
    ['quý', 'quý'],
    ['quỳnh', 'quỳnh'],
    ['giường', 'giường'],
    ['giữ', 'giữ'],
    ['gì', 'gì'],
    ['khuỷu', 'khuỷu'],
    ['thuở', 'thuở'],
    ['khuya', 'khuya'],
    ['mía', 'mía'],
    ['giếng', 'giếng'],
    ['Huế', 'Huế'],
    ['ngoáy', 'ngoáy'],
    ['xoèn', 'xoèn'],
    ['quốc', 'quốc'],
    ['quạ', 'quạ'],
    ['gịa', 'gịa'.replace('gịa', 'giạ')],
    ['ướt', 'ướt'],
    ['yếu', 'yếu'],
    ['ngoằn ngoèo', 'ngoằn ngoèo'],
    // not syllables of the language
    ['Café', 'Café'],
    ['Poémia', 'Poémia'],
    ['São', 'São'],
    ['Zoè', 'Zoè'],
    ['áá', 'áá'],
  ])('%s → %s', (typed, written) => {
    expect(canonical(typed)).toBe(written.normalize('NFC'))
    expect(canonical(typed.normalize('NFD'))).toBe(written.normalize('NFC'))
  })

  it('mends marks in the wrong order, look-alikes of Đ and invisible characters', () => {
    expect(canonical('a\u0301\u0302t')).toBe('ất')
    expect(canonical('Ðà Nẵng')).toBe('Đà Nẵng')
    expect(canonical('ð')).toBe('đ')
    expect(canonical('ng\u00ADười\u200B')).toBe('người')
    expect(canonical('một\nhai\tba')).toBe('một\nhai\tba')
  })

  it('tidy puts a name on one line', () => {
    expect(tidy('  Mè  xửng\n Thiên\u00A0Hương ')).toBe('Mè xửng Thiên Hương')
  })

  it('twice is once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(canonical(canonical(text))).toBe(canonical(text))
      }),
    )
  })

  it('never changes letters, only where the tone stands', () => {
    const bare = (text: string) =>
      text
        .normalize('NFD')
        .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
        .normalize('NFC')
    const tones = (text: string) => [...text.normalize('NFD')].filter((c) => TONES.includes(c)).sort()
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(bare(canonical(text))).toBe(bare(text))
        expect(tones(canonical(text))).toEqual(tones(text))
      }),
    )
  })

  it('both spellings of one syllable meet, wherever the tone was put', () => {
    const initials = ['', 'b', 'h', 'kh', 'ngh', 'th', 'tr', 'qu', 'gi', 'đ']
    const nuclei = [
      'oa',
      'oe',
      'uy',
      'oai',
      'oay',
      'ia',
      'ua',
      'uôi',
      'iê',
      'ươ',
      'uyê',
      'ai',
      'eo',
      'uya',
      'uê',
    ]
    const finals = ['', 'n', 'ng', 'nh', 't', 'ch']
    fc.assert(
      fc.property(
        fc.constantFrom(...initials),
        fc.constantFrom(...nuclei),
        fc.constantFrom(...finals),
        fc.constantFrom(...TONES.slice(1)),
        fc.nat(),
        fc.nat(),
        (initial, nucleus, final, tone, i, j) => {
          const put = (at: number) => {
            const letters = [...nucleus]
            const index = at % letters.length
            return (
              initial +
              letters.map((l, k) => (k === index ? (l + tone).normalize('NFC') : l)).join('') +
              final
            )
          }
          expect(canonical(put(i))).toBe(canonical(put(j)))
        },
      ),
    )
  })
})

describe('slug', () => {
  it('is an address', () => {
    expect(slug('Mè xửng Thiên Hương (hộp 200g)')).toBe('me-xung-thien-huong-hop-200g')
    expect(slug('—')).toBe('')
    expect(slug('một hai ba bốn', 10)).toBe('mot-hai-ba')
    expect(slug('mộthaibabốnnăm', 5)).toBe('motha')
  })

  it('is always a–z, 0–9 and single inner hyphens, never too long, and its own slug', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, max) => {
        const result = slug(text, max)
        expect(result).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
        expect(result.length).toBeLessThanOrEqual(max)
        expect(slug(result, max)).toBe(result)
      }),
    )
  })
})

describe('abbreviations', () => {
  const table = abbreviationsOf(
    AbbreviationTable.parse(JSON.parse(readFileSync('regulation/vietnam/abbreviations.json', 'utf8'))),
  )
  it.each([
    ['HTX Phú Xuân', 'hợp tác xã Phú Xuân'],
    ['htx nông nghiệp', 'hợp tác xã nông nghiệp'],
    ['Cty TNHH MTV Tấn Lộc', 'công ty trách nhiệm hữu hạn một thành viên Tấn Lộc'],
    ['Sở NN&PTNT', 'Sở nông nghiệp và phát triển nông thôn'],
    ['TP. Huế', 'thành phố Huế'],
    ['thuộc HTX.', 'thuộc hợp tác xã.'],
    ['Kế hoạch 135/KH-UBND', 'Kế hoạch 135/KH-UBND'],
    ['KH năm 2024', 'kế hoạch năm 2024'],
    ['kh năm 2024', 'kh năm 2024'],
    ['HTXX', 'HTXX'],
    ['', ''],
  ])('%s → %s', (text, expanded) => expect(expandAbbreviations(text, table)).toBe(expanded))

  it('refuses two meanings of one abbreviation', () => {
    const two = [
      { short: 'TT', full: 'thị trấn', exact: false },
      { short: 'tt', full: 'thông tư', exact: false },
    ]
    expect(() => abbreviationsOf(two)).toThrow(/two meanings/)
  })
})

describe('similarity', () => {
  it('finds the same name written differently, and not another name', () => {
    expect(similarity('HTX Thủy Thanh', 'htx thuỷ thanh')).toBe(1)
    expect(similarity('Mè xửng Thiên Hương', 'Mè sửng Thiên Hương')).toBeGreaterThan(0.85)
    expect(similarity('Tinh dầu tràm Lộc Thủy', 'Dầu tràm Lộc Thủy')).toBeGreaterThan(0.7)
    expect(similarity('Mè xửng', 'Nón lá')).toBeLessThan(0.6)
    expect(similarity('', 'Nón lá')).toBe(0)
  })

  it('gives the known values of Jaro–Winkler', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
    expect(jaroWinkler('abc', 'xyz')).toBe(0)
  })

  it('is symmetric, between 0 and 1, and 1 exactly for texts that fold alike', () => {
    fc.assert(
      fc.property(vietnamese, vietnamese, (a, b) => {
        const alike = similarity(a, b)
        expect(alike).toBeCloseTo(similarity(b, a), 10)
        expect(alike).toBeGreaterThanOrEqual(0)
        expect(alike === 1).toBe(matchKey(a) === matchKey(b) && matchKey(a) !== '')
      }),
    )
  })
})
