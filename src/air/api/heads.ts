import { z } from 'zod'
import { publishedHeads } from '../../kit/journal/journal.ts'
import { table } from './csv.ts'
import * as field from './fields.ts'
import { resource } from './resource.ts'

const row = z.strictObject({
  day: field.said(field.day, '封存的那一天', 'The day that was sealed'),
  position: field.said(z.int(), '当天最后一条的序号', 'Place of its last line'),
  count: field.said(z.int(), '当天封存的条数', 'Lines sealed that day'),
  hash: field.said(
    z.string(),
    '到这一条为止的哈希链首（SHA-256）',
    'Head of the SHA-256 chain up to that line',
  ),
})
type Row = z.output<typeof row>

/** Some ten years. */
const most = 3660

/** The journal's published heads: whoever keeps one can later prove that nothing before it was changed. */
export const heads = resource({
  path: '/journal/heads',
  title: { zh: '日志的哈希链首', en: 'Heads of the journal' },
  about: {
    zh: '每个操作都写入只能追加的日志，每天封存。留下一天的链首，以后就能核对此前的日志是否被改动。',
    en: 'Every deed is written into a journal that only grows, and sealed each day. Whoever keeps a head can later prove whether anything before it was changed.',
  },
  parameters: {},
  envelope: {},
  row,
  csv: table<Row>([
    { name: 'day', of: ({ day }) => day },
    { name: 'position', of: ({ position }) => position },
    { name: 'count', of: ({ count }) => count },
    { name: 'hash', of: ({ hash }) => hash },
  ]),
  examples: [{ query: 'format=csv', words: { zh: '留存一份', en: 'Keep a copy' } }],
  keep: 300,
  async read({ house }) {
    return { head: {}, rows: await publishedHeads(house.store, most), file: 'lantian-journal-heads' }
  },
})
