import { deflateRawSync } from 'node:zlib'
import { room as files } from '../../files/room.ts'
import { tasksOf } from '../../jobs/of-house.ts'
import { processOn, TestClock } from '../../jobs/testing.ts'
import { room as people } from '../../people/room.ts'
import type { TestOfficer } from '../../people/testing.ts'
import type { RoomsHouse } from '../../testing-house.ts'
import type { ValuesOf } from '../register.ts'
import { room } from '../room.ts'
import { thingRoom, type things } from '../testing.ts'

export const rooms = [people, files, room, thingRoom]

export type Thing = ValuesOf<typeof things.fields>

export const emptyThing = (name: string): Thing => ({
  ...{ name, seats: 7, state: 'free' as const },
  ...{ notes: null, weight: null, price: null, since: null, checked: null, electric: null, keeper: null },
  ...{ home: null, parent: null, call: null, mail: null, street: null, point: null, parts: null, each: null },
})

/** Sends a file as the page of the import does. @returns where the browser is led */
export async function bring(
  { web }: RoomsHouse,
  { browser }: TestOfficer,
  bytes: string | Uint8Array,
  { name = '表.csv', key = '', headers = {} as Record<string, string> } = {},
): Promise<Response> {
  const form = new FormData()
  form.append('key', key)
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer> | string]), name)
  return web.request('http://localhost/desk/r/thing/import', {
    method: 'POST',
    body: form,
    headers: { host: 'localhost', origin: 'http://localhost', cookie: browser.cookie, ...headers },
  })
}

/** Does what waits in the queue. */
export const work = ({ house }: RoomsHouse) =>
  processOn(house.store, new TestClock(house.clock().toString()), [], {
    handlers: tasksOf(house, rooms),
  }).look()

/** A ZIP that may lie about the sizes of what it holds. */
export function zipOf(
  entries: Record<string, string | Buffer>,
  lie: { size?: number; deflated?: Buffer } = {},
): Buffer {
  const parts: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(entries)) {
    const bytes = Buffer.from(content)
    const packed = lie.deflated && name.includes('sheet1') ? lie.deflated : deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(lie.size ?? bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), common, Buffer.from(name), packed)
    table.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, place, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(entries).length, 8)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(Buffer.concat(table).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...table, end])
}

/** The parts of a workbook with one sheet. */
export const workbook = (rows: string): Record<string, string> => ({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  'xl/workbook.xml':
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
})

export const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
