import { describe, expect, test } from 'vitest'
import { cleanBody } from './body.ts'
import { differences } from './differences.ts'

describe('a body', () => {
  test('pasted from Word keeps its structure and loses its soup', () => {
    const pasted = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-x:1}</style></head><body lang=VI>
      <!--[if gte mso 9]><xml><o:x/></xml><![endif]-->
      <h1 style='mso-list:none'><span style='font-size:14pt'>Kế hoạch</span></h1>
      <p class=MsoNormal style='mso-margin-top-alt:auto'><b><span lang=VI style='color:red'>Mục tiêu</span></b><o:p></o:p></p>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p>
      <p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>Một</p>
      <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Hai</p>
      <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>Ba</p>
      <table class=MsoTableGrid><tr><td style='width:1cm'><p class=MsoNormal>Ô</p></td></tr></table></body></html>`
    const clean = cleanBody(pasted)
    expect(clean).not.toMatch(/mso|style=|class=|<o:|<!\[|<span/i)
    expect(clean).toContain('<h2>Kế hoạch</h2>')
    expect(clean).toContain('<p><strong>Mục tiêu</strong></p>')
    expect(clean.replace(/\s+/g, '')).toContain('<ul><li>Một</li><li>Hai</li></ul><ol><li>Ba</li></ol>')
    expect(clean).toContain('<td>')
  })

  test('holds no script, no form, no picture from elsewhere, and keeps a picture of the library that has its words', () => {
    const id = '01935c2e-1111-7000-8000-000000000001'
    const clean = cleanBody(
      `<p onclick="x()">a<script>alert(1)</script><iframe src="//x"></iframe><a href="javascript:x()">b</a></p>
       <img src="https://x.example/p.png" alt="a"><img src="x" onerror="alert(1)" alt="b">
       <figure><img src="/tin-tuc/anh/${id}" alt="Phơi cá cơm" onload="x()"><figcaption>Ven phá</figcaption></figure>
       <figure><img src="/tin-tuc/anh/${id}" alt=""></figure>`,
    )
    expect(clean).not.toMatch(/script|iframe|onclick|onload|onerror|javascript|x\.example|<form/)
    expect(clean.match(/<img/g)).toHaveLength(1)
    expect(clean).toContain('alt="Phơi cá cơm"')
  })

  test('of 5,000 words is cleaned whole', () => {
    const body = Array.from(
      { length: 500 },
      (_, index) => `Đoạn ${index} có đúng mười từ để đếm cho đủ.`,
    ).join('\n\n')
    expect(cleanBody(body).match(/<p>/g)).toHaveLength(500)
  })
})

test('differences name what is gone and what is new, word by word', () => {
  expect(differences('Một hai ba\nbốn', 'Một hai sáu\nbốn')).toEqual([
    { kind: 'same', text: 'Một hai ' },
    { kind: 'gone', text: 'ba' },
    { kind: 'new', text: 'sáu' },
    { kind: 'same', text: '\nbốn\n' },
  ])
  const long = Array.from({ length: 5000 }, (_, index) => `w${index}`).join(' ')
  expect(differences(long, `${long} thêm`).some((run) => run.kind === 'new')).toBe(true)
})
