import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DrawnPicture,
  Form,
  jsonText,
  Page,
  pagesShown,
  RadioGroup,
  StarRow,
  StatusMark,
  Table,
  TextArea,
  TextInput,
} from './index.ts'

const dangerous = '"><script>alert(1)</script>'

describe('escaping', () => {
  it('leaves no way out of text, attributes or JSON-LD', () => {
    const html = renderToString(
      <Page
        lang="vi"
        title={dangerous}
        siteName="x"
        description={dangerous}
        jsonLd={[{ name: '</script><b>' }]}
      >
        <Form values={{ name: dangerous, note: `</textarea>${dangerous}` }}>
          <TextInput name="name" label={dangerous} />
          <TextArea name="note" label="note" />
          <StatusMark tone="good">{dangerous}</StatusMark>
          <StarRow count={2} label={dangerous} />
          <DrawnPicture drawing="food" caption={dangerous} />
        </Form>
      </Page>,
    )
    expect(html).not.toContain('<script>alert')
    expect(html.match(/<\/textarea>/g)).toHaveLength(1)
    expect(html.match(/<\/script>/g)).toHaveLength(3)
  })

  it('keeps U+2028 out of JSON-LD', () => expect(jsonText('\u2028<')).toBe('"\\u2028\\u003c"'))
})

describe('forms', () => {
  const html = renderToString(
    <Form
      prefix="a-"
      values={{ name: 'đã gõ', kind: 'b' }}
      errors={[{ field: 'papers.0.name', text: 'Chọn tệp' }, { text: 'Chung' }]}
    >
      <TextInput name="name" label="Tên" value="từ hồ sơ" />
      <TextInput name="papers.0.name" label="Giấy" hint="Gợi ý" required />
      <TextInput name="secret" label="Mật khẩu" type="password" value="không được in" />
      <RadioGroup
        name="kind"
        label="Loại"
        value="a"
        choices={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
      <TextArea name="note" label="Ghi chú" value={'\ndòng đầu trống'} />
      <Button kind="primary">Gửi</Button>
    </Form>,
  )

  it('shows what was typed before what is on record', () => {
    expect(html).toContain('value="đã gõ"')
    expect(html).not.toContain('từ hồ sơ')
    expect(html).toMatch(/value="b"[^>]* checked/)
    expect(html).not.toMatch(/value="a"[^>]* checked/)
  })

  it('ties the error to its field and to the summary', () => {
    expect(html).toContain('href="#f-a-papers-0-name"')
    expect(html).toMatch(
      /id="f-a-papers-0-name"[^>]*aria-describedby="f-a-papers-0-name-hint f-a-papers-0-name-error"/,
    )
    expect(html).toContain('aria-invalid="true"')
  })

  it('shows a box whose tick was taken off as it was sent, and a fresh form as the record says', () => {
    const boxes = (
      <>
        <CheckboxGroup
          name="sectors"
          label="Ngành"
          values={['a']}
          choices={['a', 'b'].map((value) => ({ value, label: value }))}
        />
        <Checkbox name="agreed" label="Đồng ý" checked />
      </>
    )
    const ticks = (refused: boolean) =>
      renderToString(
        <Form
          values={refused ? { name: '' } : {}}
          errors={refused ? [{ field: 'name', text: 'Nhập tên' }] : []}
        >
          {boxes}
        </Form>,
      ).match(/ checked/g)?.length ?? 0
    expect(ticks(false)).toBe(2)
    expect(ticks(true)).toBe(0)
  })

  it('never prints a password', () => expect(html).not.toContain('không được in'))

  it('keeps a leading empty line of a text area', () =>
    expect(html).toContain('>\n\ndòng đầu trống</textarea>'))
})

describe('tables and lists', () => {
  it('marks the row head and repeats the column head for cards', () => {
    const html = renderToString(
      <Table
        caption="c"
        columns={[
          { key: 'n', head: 'Tên', cell: (row: { n: string; p: number }) => row.n, main: true },
          { key: 'p', head: 'Điểm', cell: (row) => row.p, numeric: true },
        ]}
        rows={[{ n: 'Rượu', p: 87 }]}
      />,
    )
    expect(html).toContain('<th scope="row" class="main" data-label="Tên">Rượu</th>')
    expect(html).toContain('<td class="numeric" data-label="Điểm">87</td>')
  })

  it('counts whole stars between nought and five and says them in words', () => {
    expect(renderToString(<StarRow count={3} label="3 sao" />)).toBe(
      '<span class="stars medium count-3" role="img" aria-label="3 sao"></span>',
    )
    expect(renderToString(<StarRow count={7} label="?" />)).toContain('count-5')
  })

  it('shows the neighbours of a page and never a gap of one', () => {
    expect(pagesShown(1, 2)).toEqual([1, 2])
    expect(pagesShown(5, 9)).toEqual([1, null, 4, 5, 6, null, 9])
    expect(pagesShown(4, 9)).toEqual([1, 2, 3, 4, 5, null, 9])
  })
})

it('a row that is kept is drawn anew in another language, for another address and for other content', () => {
  const draw = (lang: 'vi' | 'en', row: { name: string; href: string }) =>
    renderToString(
      <Page lang={lang} title="x" siteName="x">
        <Table
          caption="x"
          columns={[
            {
              key: 'name',
              head: lang,
              main: true,
              cell: (each: typeof row) => (
                <a href={each.href}>
                  {lang}:{each.name}
                </a>
              ),
            },
          ]}
          rows={[row]}
          keep={{ kind: 'leak', shows: (each) => each }}
        />
      </Page>,
    )
  const row = { name: dangerous, href: '/cong-khai' }
  const first = draw('vi', row)
  expect(draw('vi', row)).toBe(first)
  expect(first).not.toContain('<script>alert')
  expect(draw('en', row)).toContain('en:')
  expect(draw('en', row)).not.toContain('vi:')
  expect(draw('vi', { ...row, href: '/lam-viec/1' })).toContain('href="/lam-viec/1"')
  expect(draw('vi', { ...row, name: 'khác' })).toContain('vi:khác')
})
