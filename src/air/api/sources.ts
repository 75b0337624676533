import { z } from 'zod'
import { isoOf } from '../../kit/time.ts'
import { allSources } from '../source-register.ts'
import type { AirStore } from '../tables.ts'
import { table } from './csv.ts'
import * as field from './fields.ts'
import { sourceJson } from './provenance.ts'
import { resource } from './resource.ts'

const row = z.strictObject({
  ...field.source.shape,
  last: field.said(
    field.hourMoment.nullable(),
    '它带来的最新一小时的结束',
    'End of the newest hour that it ever brought',
  ),
})
type Row = z.output<typeof row>

/** Where everything comes from, and what may be done with it. */
export const sources = resource({
  path: '/sources',
  title: { zh: '来源与许可', en: 'Sources and licences' },
  about: {
    zh: '每个来源的数据类型、许可和要求的署名。转载或再加工时，请保留署名。',
    en: 'Each source with its kind, its licence and whom to name. Keep the attribution when you pass the data on.',
  },
  parameters: {},
  envelope: {},
  row,
  csv: table<Row>([
    { name: 'name', of: ({ name }) => name },
    { name: 'kind', of: ({ kind }) => kind },
    { name: 'licence', of: ({ licence }) => licence },
    { name: 'attribution', of: ({ attribution }) => attribution },
    { name: 'url', of: ({ url }) => url },
    { name: 'last', of: ({ last }) => last },
  ]),
  examples: [{ query: '', words: { zh: '全部来源', en: 'All sources' } }],
  keep: 300,
  async read({ house, zone }) {
    const { db }: AirStore = house.store
    const all = await allSources(db)
    return {
      head: {},
      rows: all.map((one) => ({
        ...sourceJson(one),
        last: one.last_hour === null ? null : isoOf(one.last_hour, zone),
      })),
    }
  },
})
