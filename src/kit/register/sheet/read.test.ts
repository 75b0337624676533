import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import type { Problem } from '../../problem.ts'
import type { AnyRegister } from '../register.ts'
import { things } from '../testing.ts'
import { limits } from './faults.ts'
import { readTable } from './read.ts'
import { cell, workbook, zipOf } from './testing.ts'
import { safeWorkbook } from './unpack.ts'

const any = things as AnyRegister
const read = async (given: string | Buffer) =>
  readTable(any, typeof given === 'string' ? Buffer.from(given) : given)
const cells = async (bytes: string | Buffer) => (await read(bytes)).lines.map((line) => line.cells)
const refused = (bytes: string | Buffer, code: string) =>
  assert.rejects(read(bytes), (error: unknown) => {
    const { code: said, stack } = error as Problem
    assert.equal(said, `import-${code}`, stack ?? '')
    return true
  })

/** “名称,座位\n面包车,7” as Chinese Excel writes it. */
const gb = Buffer.from('c3fbb3c62cd7f9cebb0ac3e6b0fcb3b52c37', 'hex')

test('a table is read in every encoding and with every separator that people send', async () => {
  const expected = [['面包车', '7']]
  assert.deepEqual(await cells(gb), expected)
  assert.deepEqual(await cells('\uFEFF名称,座位\r\n面包车,7\r\n'), expected)
  assert.deepEqual(await cells(Buffer.from('\uFEFF名称\t座位\n面包车\t7', 'utf16le')), expected)
  for (const separator of [';', '\t', '|', '，'])
    assert.deepEqual(await cells(`名称${separator}座位\r面包车${separator}7`), expected, separator)
})

test('cells are those of RFC 4180, with the number of the line on which each row begins', async () => {
  const { lines } = await read('名称,备注\n"a ""b"", c","1\r\n2"x\n\n\'=1+1,3\n')
  assert.deepEqual(lines, [
    { line: 2, cells: ['a "b", c', '1\r\n2x'] },
    { line: 5, cells: ['=1+1', '3'] },
  ])
})

test('headings are known in both languages, with their unit, however they are written', async () => {
  const { heading } = await read('№,Weight (kg),重量 （KG） x,名 称,每座价格,颜色\n1,2,3,4,5,6')
  assert.deepEqual(
    [...heading.fields],
    [
      ['weight', 1],
      ['name', 3],
    ],
  )
  assert.equal(heading.number, 0)
  assert.deepEqual(heading.unknown, ['重量 （KG） x', '颜色'])
})

test('what cannot be read is refused whole, each with its own words', async () => {
  await refused(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x80, 0xff]), 'encoding')
  await refused('名称\0\n车', 'encoding')
  await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not-a-table')
  await refused('', 'empty')
  await refused('名称,座位\n,\n', 'empty')
  await refused('a,b\nc,d', 'no-heading')
  await refused('名称,name\n1,2', 'column-twice')
  await refused('名称,座位\n"车,7\n马,8', 'open-quote')
  await refused(`名称,备注\n车,${'x'.repeat(limits.cell + 1)}`, 'cell-too-long')
  await refused(`名称,备注\n车,"${'x"",'.repeat(limits.cell / 2)}"`, 'cell-too-long')
  await refused(`名称\n${','.repeat(limits.columns)}`, 'too-many-columns')
  await refused(`名称\n${'车\n'.repeat(limits.rows + 1)}`, 'too-many-rows')
  await refused('x'.repeat(limits.bytes + 1), 'too-large')
})

const heading = `<row r="1">${cell('A1', '名称')}${cell('B1', '座位')}</row>`

test('a workbook is read: texts, numbers with the noise of arithmetic, and an error with its row', async () => {
  const rows = `${heading}<row r="3">${cell('A3', '车 &lt;1&gt;')}<c r="B3"><v>0.30000000000000004</v></c></row>`
  assert.deepEqual((await read(zipOf(workbook(rows)))).lines, [{ line: 3, cells: ['车 <1>', '0.3'] }])
  await refused(zipOf(workbook(`${heading}<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>`)), 'cell-fault')
  await refused(zipOf(workbook('<row r="1"')), 'xlsx-damaged')
  await refused(Buffer.from('504b0304', 'hex'), 'xlsx-damaged')
})

test('a workbook that would swell is not unpacked, whatever sizes it claims', async () => {
  const huge = deflateRawSync(Buffer.alloc(2_000_000, 0x20), { level: 1 })
  const bomb = zipOf(workbook(heading), { deflated: huge, size: 10 })
  await assert.rejects(safeWorkbook(bomb, 1_000_000), { code: 'import-unpacks-too-large' })
  await safeWorkbook(bomb, 3_000_000)
})

test('a cell far off, or hidden in the way it is written, costs nothing', async () => {
  for (const row of [
    `<row r="900000000"><c r="A900000000"><v>1</v></c></row>`,
    `<row r="2"><c r="XFD2"><v>1</v></c></row>`,
    `<row r="2"><c\nr\n=\n'XFD2'><v>1</v></c></row>`,
  ])
    await refused(zipOf(workbook(heading + row)), 'unpacks-too-large')
  for (const row of [
    `<row r="2"><c s=">" r="XFD2"><v>1</v></c></row>`,
    `<row r="2"><c r="&#88;FD2"><v>1</v></c></row>`,
    `<row r="1e9"><c><v>1</v></c></row>`,
  ])
    await refused(zipOf(workbook(heading + row)), 'xlsx-damaged')
  await refused(
    zipOf({ ...workbook(heading), 'xl/styles.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }),
    'xlsx-damaged',
  )
})
