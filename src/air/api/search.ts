import { z } from 'zod'
import { longestQuery } from '../../kit/search/query.ts'
import { mostPages, type Piece, searchFor } from '../../kit/search/search.ts'
import { languages } from '../../kit/words.ts'
import { table } from './csv.ts'
import * as field from './fields.ts'
import { choice, type Parameter } from './parameter.ts'
import { resource } from './resource.ts'

const row = z.strictObject({
  kind: field.said(z.string(), '类别的名称', 'Its kind'),
  title: field.said(z.string(), '标题', 'Its title'),
  snippet: field.said(z.string(), '含有所搜词语的一段原文', 'A part of its text around what was asked'),
  url: field.said(z.string(), '网页地址', 'Address of its page'),
  at: field.said(
    z.string().nullable(),
    '发布的时刻；没有日期的为 null',
    'When it came out; null for what has no date',
  ),
})
type Row = z.output<typeof row>

const counted = z.strictObject({ kind: z.string(), name: z.string(), count: z.int() })

const q: Parameter<string> = {
  schema: z.string().max(longestQuery),
  words: {
    zh: '要找的词；空格分开的每个词都要出现，引号里的连在一起',
    en: 'Words, all of which must occur; quoted ones in their order',
  },
  allowed: { zh: `最多 ${longestQuery} 个字符的文字`, en: `a text of at most ${longestQuery} characters` },
  example: '臭氧',
  fallback: { zh: '空，什么也不找', en: 'nothing, which finds nothing' },
}

const kind: Parameter<string> = {
  schema: z.string().regex(/^[a-z-]{1,40}$/),
  words: { zh: '只要这一类别，见回答里的 kinds', en: 'Only this kind, as kinds in the answer has it' },
  allowed: { zh: '类别的名称，例如 station', en: 'the name of a kind, such as station' },
  example: 'station',
  fallback: { zh: '全部类别', en: 'all kinds' },
}

const page: Parameter<number> = {
  schema: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine((number) => number >= 1 && number <= mostPages),
  words: { zh: '第几页', en: 'Number of the page' },
  allowed: { zh: `1 至 ${mostPages}`, en: `1 to ${mostPages}` },
  example: '1',
  fallback: { zh: '第一页', en: 'the first' },
}

const plain = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')

/** The search of the site for programs. */
export const search = resource({
  path: '/search',
  title: { zh: '搜索', en: 'Search' },
  about: {
    zh: '全站搜索：文章、播报、站点、区、污染物、预警和说明。排在前面的是名称相同的，其次标题里有的，再次正文里有的；同等的，新的在前。',
    en: 'Searches the site: articles, broadcasts, stations, districts, pollutants, alerts, explanations. First what is called just so, then titles, then texts; newer before older.',
  },
  parameters: {
    q,
    language: choice(languages, { zh: '哪种语言的内容', en: 'Of which language' }, { zh: 'zh', en: 'zh' }),
    kind,
    page,
  },
  envelope: {
    total: field.said(z.int(), '结果数', 'How many were found'),
    more: field.said(z.boolean(), '还有更多，没有全数', 'There are more, which were not counted'),
    page: field.said(z.int(), '第几页', 'Number of this page'),
    pages: field.said(z.int(), '共几页', 'How many pages there are'),
    suggestion: field.said(
      z.string().nullable(),
      '没有结果时，能找到东西的另一种写法',
      'Where nothing was found: another spelling that finds something',
    ),
    kinds: field.said(z.array(counted), '各类别的结果数', 'How many there are of each kind'),
  },
  row,
  csv: table<Row>([
    { name: 'kind', of: (each) => each.kind },
    { name: 'title', of: ({ title }) => title },
    { name: 'snippet', of: ({ snippet }) => snippet },
    { name: 'url', of: ({ url }) => url },
    { name: 'at', of: ({ at }) => at },
  ]),
  examples: [
    { query: 'q=臭氧', words: { zh: '关于臭氧', en: 'In Chinese, about ozone' } },
    { query: 'q=fine+particles&language=en', words: { zh: '英文内容', en: 'In English' } },
  ],
  keep: 30,
  async read({ house, zone, base }, { q: words = '', language = 'zh', kind: only, page: number = 1 }) {
    const found = await searchFor(house, {
      q: words,
      language,
      kind: only ?? null,
      page: number,
      officer: null,
    })
    const { total, more, page: shown, pages, suggestion } = found
    const kinds = found.kinds.map((each) => ({
      kind: each.value,
      name: each.words[language],
      count: each.count,
    }))
    return {
      head: { total, more, page: shown, pages, suggestion, kinds },
      rows: found.hits.map((hit) => ({
        kind: hit.kindKey,
        title: plain(hit.title),
        snippet: plain(hit.snippet),
        url: `${base}${language === 'en' ? '/en' : ''}${hit.path}`,
        at:
          hit.at?.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' }) ??
          null,
      })),
    }
  },
})
