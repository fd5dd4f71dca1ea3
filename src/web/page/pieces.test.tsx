import { describe, expect, test } from 'vitest'
import { assemble } from '../../platform/http/assemble.ts'
import { hole, keptMarkup, keptPart } from './kept.tsx'
import { drawPage, drawText, type Piece } from './pieces.ts'

const Line = ({ name }: { name: string }) => keptPart('vi', 'line', { name }, () => <li>{name}</li>)
const Head = ({ to }: { to: string }) =>
  keptMarkup(
    'vi',
    'head',
    () => (
      <header>
        <a href={hole('to')}>Đầu trang</a>
      </header>
    ),
    { to },
  )

const page = (names: readonly string[], to = '/en') => (
  <main>
    <Head to={to} />
    {names.map((name) => (
      <Line name={name} />
    ))}
    <p>Cuối</p>
  </main>
)
const textOf = (parts: readonly (string | Piece)[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')

describe('a page of pieces', () => {
  test('says the same as drawn in one text', () => {
    const names = ['Tôm chua', 'Mè xửng <Huế>', 'Tôm chua']
    const whole = drawText(page(names))
    expect(whole).toContain('Mè xửng &lt;Huế>')
    expect(textOf(drawPage(page(names)))).toBe(whole)
    expect(assemble(drawPage(page(names))).plain.toString()).toBe(whole)
  })

  test('takes what stands already by itself, and draws what is new', () => {
    const pieces = (names: readonly string[]) =>
      drawPage(page(names)).filter((part): part is Piece => typeof part === 'object')
    const [before, after] = [pieces(['Trà', 'Rượu']), pieces(['Trà', 'Mắm'])]
    expect(after.slice(0, -1).every((piece, index) => piece === before[index])).toBe(true)
    expect(after.at(-1)).not.toBe(before.at(-1))
  })

  test('has one tag for one content, another for another, wherever the difference is', () => {
    const tag = (...of: Parameters<typeof page>) => assemble(drawPage(page(...of))).etag
    expect(tag(['Trà', 'Rượu'])).toBe(tag(['Trà', 'Rượu']))
    const others = [tag(['Trà', 'Mắm']), tag(['Rượu', 'Trà']), tag(['Trà', 'Rượu'], '/'), tag(['Trà'])]
    expect(new Set([tag(['Trà', 'Rượu']), ...others]).size).toBe(5)
  })

  test('takes no word of a reader for a piece', () => {
    const forged = ['\ue000.0\ue001', '\ue0000\ue001', '\ue000undefined.0\ue001', '\ue000']
    for (const word of forged) expect(textOf(drawPage(<p title={word}>{word}</p>))).toContain(`>${word}</p>`)
  })

  test('is none of a text drawn while the page is drawn, nor after an error', () => {
    const Broken = () => {
      throw new Error('broken')
    }
    expect(() => drawPage(<Broken />)).toThrow('broken')
    expect(drawText(page(['Trà']))).not.toContain('\ue000')
    let inner = ''
    const Outer = () => {
      inner = drawText(page(['Trà']))
      return <Line name="Rượu" />
    }
    expect(drawPage(<Outer />).some((part) => typeof part === 'object')).toBe(true)
    expect(inner).toContain('<li>Trà</li>')
  })
})
