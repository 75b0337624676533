import assert from 'node:assert/strict'
import { saveFile } from '../../files/files.ts'
import { myFiles } from '../../files/mine.ts'
import { room as files } from '../../files/room.ts'
import { anyOfficer } from '../../people/officer.ts'
import { room as people } from '../../people/room.ts'
import { signedIn } from '../../people/testing.ts'
import { inHousesOf } from '../../testing-house.ts'
import { Form } from '../../web/form.ts'
import { readText } from '../kind.ts'
import { lookOf } from '../look.ts'
import * as kit from '../register.ts'
import { room } from '../room.ts'
import { addRow, changeRow, deedOn, rowById } from '../rows.ts'
import { textOf } from '../sheet/columns.ts'

const label = { zh: '附件', en: 'Files' }
const tenders = kit.register('tender', {
  words: { zh: '招标', en: 'Tender' },
  fields: {
    name: kit.text({ zh: '名称', en: 'Name' }),
    papers: kit.files(label, { optional: true }),
    shots: kit.pictures({ zh: '照片', en: 'Pictures' }, { optional: true }),
    story: kit.richText({ zh: '说明', en: 'Story' }, { optional: true }),
  },
  list: { columns: ['name'], order: 'name' },
  may: { see: anyOfficer, change: anyOfficer },
})
const any = tenders as unknown as kit.AnyRegister
const tenderRoom = {
  name: 'tenders',
  registers: [any],
  migrations: {
    'tenders-001': { up: (db: never, engine: never) => kit.createRegisterTable(db, engine, any) },
  },
}

inHousesOf(
  [people, files, room, tenderRoom],
  'a row holds its files: for whom the row is for, and no longer than it names them',
  async ({ house, web }) => {
    const li = await signedIn(web, house, { name: { zh: '李明', en: 'Li Ming' } })
    const wang = await signedIn(web, house, { name: { zh: '王芳', en: 'Wang Fang' } })
    const deed = { at: house.clock(), by: `officer/${li.id}` }
    const { db } = house.store
    const { sha256 } = await saveFile(house, Buffer.from('第一页'), { name: '标书.txt', ...deed })
    const look = { ...(await lookOf(house, 'zh')), mine: await myFiles(house, deed.by) }
    const form = new Form(new Map([['papers', [sha256]]]))
    const read = await readText(any.fields.papers!, any.fields.papers!.kind.fromForm!(form, 'papers'), look)
    assert.deepEqual(read, { value: [{ sha256, name: '' }] })
    const values = { name: '一', papers: [{ sha256, name: '' }], shots: null, story: null }
    assert.equal((await wang.browser.get(`/files/${sha256}`)).status, 404)
    const id = await deedOn(db, any, (tx) => addRow(tx, any, values, deed))
    const row: kit.AnyRow = await rowById(db, any, id)
    assert.deepEqual(
      row.papers,
      [{ sha256, name: '标书.txt' }],
      'it keeps the name under which it was brought',
    )
    assert.equal(textOf(any.fields.papers!, row.papers, look), `标书.txt ${sha256}`)
    assert.equal((await wang.browser.get(`/files/${sha256}`)).status, 200)
    assert.equal((await web.request(`/files/${sha256}`)).status, 404, 'it is closed to strangers')
    // Whoever only knows the digest of another's file cannot use it.
    const other = { at: house.clock(), by: `officer/${wang.id}` }
    const copy = { ...values, papers: [{ sha256, name: 'x' }] }
    await assert.rejects(
      deedOn(db, any, (tx) => addRow(tx, any, copy, other)),
      { status: 403 },
    )
    await deedOn(db, any, (tx) =>
      changeRow(tx, any, { id, revision: 1, values: { ...values, papers: null } }, deed),
    )
    assert.equal((await wang.browser.get(`/files/${sha256}`)).status, 404)
  },
)

inHousesOf(
  [people, files, room, tenderRoom],
  'texts and pictures are read with what is wrong with them, and found by their words',
  async ({ house }) => {
    const look = await lookOf(house, 'en')
    const { shots, story, papers } = any.fields as Record<string, (typeof any.fields)[string]>
    const digest = 'a'.repeat(64)
    const typed = (zh: string) => JSON.stringify([{ sha256: digest, name: 'x.png', zh, en: 'A bus' }])
    const fault = async (field: typeof shots, text: string) => {
      const read = await readText(field!, text, look)
      return 'fault' in read ? read.fault.en : read
    }
    assert.match(String(await fault(shots, typed(''))), /in Chinese and in English/)
    assert.match(String(await fault(shots, typed('客车'))), /no such file/)
    assert.match(String(await fault(shots, 'x')), /JSON list/)
    assert.match(String(await fault(papers, 'x.pdf')), /a name and a digest/)
    assert.match(String(await fault(papers, digest)), /no such file/)
    const read = await readText(story!, '第一段\n\n第二段 <b>', look)
    assert.ok('value' in read && read.value)
    assert.equal(textOf(story!, read.value, look), '第一段\n\n第二段 <b>')
    assert.deepEqual(await readText(story!, story!.kind.write(read.value, look), look), read)
    assert.match(story!.kind.searched!(read.value), /第二段/)
    assert.match(String(story!.kind.show(read.value, look)), /第二段 &lt;b&gt;/)
    const wrong = '{"type":"doc","content":[{"type":"script"}]}'
    assert.equal(typeof (await fault(story, wrong)), 'string')
    for (const [name, field] of Object.entries({ shots, papers })) {
      const html = String(
        await field!.kind
          .control({
            name,
            words: label,
            help: undefined,
            fault: label,
            text: typed('"><b>'),
            required: false,
            look,
          })
          ?.toString(),
      )
      assert.doesNotMatch(html, /<b>/, name)
    }
  },
)
