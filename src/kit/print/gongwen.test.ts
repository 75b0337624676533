import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { officialPaper } from './gongwen.ts'
import { createPrinter } from './print.ts'
import { runsOf } from './testing.ts'

const printer = createPrinter('/nowhere')
after(() => printer.close())

const zi = 156 / 28
const line = (zi * 15) / 8
const near = (found: number, wanted: number, what: string, by = 0.05) =>
  assert.ok(Math.abs(found - wanted) < by, `${what}: ${found.toFixed(2)} mm, not ${wanted.toFixed(2)}`)

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const paper = (more: object = {}) => ({
  form: 'document',
  title: '关于做好2027年六五环境日宣传工作的通知',
  titleLines: ['关于做好2027年六五环境日', '宣传工作的通知'],
  issuer: '蓝天环境保护宣传中心',
  mark: '蓝天环境保护宣传中心文件',
  number: '蓝环宣〔2027〕8号',
  signers: [],
  to: ['各区环境保护局'],
  made: [2027, 2, 8],
  body: { type: 'doc', content: Array.from({ length: 40 }, () => paragraph('字'.repeat(26))) },
  attachments: [],
  signedBy: ['蓝天环境保护宣传中心'],
  date: '2027年2月8日',
  seal: 'sample',
  cc: ['市环境保护局'],
  printedBy: '蓝天环境保护宣传中心办公室',
  printedOn: '2027年2月9日',
  ...more,
})
const made = Temporal.Instant.from('2027-02-08T00:00:00+08:00')

test('a full page has 22 lines of 28 characters that fill the type area to a tenth of a millimetre', async () => {
  const { pdf } = await printer.print('gongwen', paper(), made)
  const page = (await runsOf(pdf)).filter((run) => run.page === 2 && run.text.includes('字'))
  assert.equal(page.length, 22)
  for (const [i, run] of page.entries()) near(run.y, 37 + 0.88 * zi + i * line, `line ${i + 1}`)
  near(page.at(-1)!.y + 0.12 * zi, 262, 'the foot of the type area', 0.06)
  // Even pages are bound at their right: 26 mm stand at the left.
  near(page[0]!.x, 26 + 2 * zi, 'two characters in')
  near(page[0]!.width, 26 * zi, '26 characters')
})

test('head, number, page numbers and date stand where the standard wants them', async () => {
  const { pdf, pages } = await printer.print('gongwen', paper(), made)
  const runs = await runsOf(pdf)
  const find = (text: string, page = 1) => runs.find((run) => run.page === page && run.text.includes(text))!
  const number = find('〔2027〕')
  near(number.x + number.width / 2, 28 + 78, 'the number is centred')
  const folio = find('— 1 —')
  near(folio.x + folio.width, 28 + 156 - zi, 'odd pages right, a character in')
  near(find('— 2 —', 2).x, 26 + zi, 'even pages left, a character in')
  const date = runs.find(({ text }) => text === '2027年2月8日')!
  const left = date.page % 2 === 1 ? 28 : 26
  near(date.x + date.width, left + 156 - 4 * zi, 'the date, four characters from the right')
  assert.equal(runs.at(-1)!.page, pages)
})

test('the same paper gives the same bytes; another number gives others', async () => {
  const [one, again, other] = [
    await printer.print('gongwen', paper(), made),
    await printer.print('gongwen', paper(), made),
    await printer.print('gongwen', paper({ number: '蓝环宣〔2027〕9号' }), made),
  ]
  assert.equal(one.sha256, again.sha256)
  assert.notEqual(one.sha256, other.sha256)
})

test('words that look like markup stay words, and rare characters of names do not vanish', async () => {
  const words = '#read("x") $a$ *b* <c> 喆堃镕玥珺祎昇鋆旻犇垚翀赟曌㎡'
  const { pdf } = await printer.print(
    'gongwen',
    paper({ body: { type: 'doc', content: [paragraph(words)] } }),
    made,
  )
  const text = (await runsOf(pdf))
    .map((run) => run.text)
    .join('')
    .replaceAll(/\s/g, '')
  assert.ok(text.includes(words.replaceAll(/\s/g, '')), text)
})

test('a paper of facts only is set in every form, with its date, and with its colophon where the form has one', async () => {
  const facts = {
    title: '关于联合开展2027年六五环境日公众开放活动的通知',
    issuers: ['蓝天环境保护宣传中心', '蓝天环境监测站'],
    number: '蓝环宣〔2027〕9号',
    to: ['各区环境保护局'],
    body: {
      type: 'doc' as const,
      content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: '现通知如下。' }] }],
    },
    day: '2027-02-08',
    printedBy: '办公室',
    printedOn: '2027-02-09',
  }
  for (const form of ['document', 'upward', 'letter', 'order', 'minutes'] as const)
    for (const seal of ['none', 'empty', 'sample'] as const) {
      const { pdf } = await officialPaper(printer, { ...facts, form, seal, signers: ['张喆'] }, made)
      const text = (await runsOf(pdf)).map((run) => run.text).join('')
      assert.ok(text.includes('2027年2月8日'), text)
      if (form === 'document') assert.ok(text.includes('2027年2月9日印发') && text.includes('文件'), text)
    }
})
