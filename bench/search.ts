import { join } from 'node:path'
import type { House } from '../src/kit/room.ts'
import { rebuildIndex } from '../src/kit/search/follow.ts'
import type { Indexed, Searchable } from '../src/kit/search/search.ts'
import { type SearchAsked, searchFor } from '../src/kit/search/search.ts'
import type { Section } from './figures.ts'
import { openAt, timed, type Workshop } from './workshop.ts'

const documents = 100_000
const warmups = 5
const runs = 60
const clock = '2026-11-24T10:30'

const vocabulary =
  '环境 保护 空气 质量 臭氧 浓度 细颗粒物 治理 北京 监测 数据 公众 健康 夏季 冬季 排放 机动车 企业 扬尘 预警 学校 志愿者 绿色 生活 低碳 河流 水质 噪声 垃圾 分类 生态 文明 建设 部门 会议 活动 宣传 中心 发布 标准 指数 改善 下降 上升 专家 解读 市民 参与 监督 执法'.split(
    ' ',
  )

/** Numbers that look accidental and are the same at every run. */
function dice(seed: number): () => number {
  let state = seed * 2_654_435_761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return state / 2 ** 32
  }
}

/** Some 500 characters; early words of the list are frequent, a few articles name something rare. */
function article(i: number): Indexed {
  const roll = dice(i + 1)
  const word = () => vocabulary[Math.floor(roll() ** 2 * vocabulary.length)]!
  const sentence = () => `${Array.from({ length: 8 + Math.floor(roll() * 8) }, word).join('')}。`
  const rare = i % 5000 === 0 ? '沙尘暴来自戈壁。' : ''
  return {
    language: i % 10 === 9 ? 'en' : 'zh',
    title: sentence().slice(0, 18),
    text: rare + Array.from({ length: 18 }, sentence).join('') + (i % 10 === 9 ? ' ozone particles' : ''),
    path: `/articles/${i}`,
    at: Date.UTC(2015, 0, 1) + i * 3_600_000,
    facets: { column: `栏目${i % 12}`, year: String(2015 + Math.floor(i / 8766)) },
  }
}

const articles = (count: number): Searchable => ({
  kind: 'article',
  words: { zh: '文章', en: 'Article' },
  facets: { column: { zh: '栏目', en: 'Column' } },
  watches: () => false,
  find: async (_, about) => [article(Number(about.slice('article/'.length)))],
  async *all() {
    for (let i = 0; i < count; i++) yield `article/${i}`
  },
})

const asked: [string, Partial<SearchAsked>][] = [
  ['沙尘暴', {}],
  ['臭氧', {}],
  ['环境', {}],
  ['空气质量', {}],
  ['北京 冬季 臭氧 浓度', {}],
  ['环', {}],
  ['环境', { page: 50 }],
  ['臭氧', { kind: 'article', facets: { column: '栏目3', year: '2020' } }],
  ['ozone', { language: 'en' }],
  ['partciles', { language: 'en' }],
]

/** A house in which there are so many articles to be found. */
export const withArticles = (house: House, count: number): House => ({
  ...house,
  desk: { ...house.desk, searchable: [articles(count)] },
})

/** What the search needs for each of some questions, with its snippets and counts. */
export async function askAll(house: House) {
  const figures = []
  for (const [q, more] of asked) {
    const ask = { q, language: 'zh', page: 1, officer: null, ...more } satisfies SearchAsked
    const values: number[] = []
    for (let run = -warmups; run < runs; run++) {
      const { ms } = await timed(() => searchFor(house, ask))
      if (run >= 0) values.push(ms)
    }
    const { total, more: others } = await searchFor(house, ask)
    const narrow = [more.page && `page ${more.page}`, more.facets && 'narrowed'].filter(Boolean).join(', ')
    const what = `${q}${narrow ? ` (${narrow})` : ''}: ${others ? 'more than ' : ''}${total} found`
    figures.push({ what, unit: 'ms', values, promise: { most: 50 } })
  }
  return figures
}

/** The search at 100,000 articles. */
export async function searchSection(shop: Workshop): Promise<Section> {
  const house = await openAt(join(shop.folder, 'search'), clock, true)
  const full = withArticles(house, documents)
  const { signal } = new AbortController()
  const step = documents / 10
  let shown = 0
  const progress = (done: number) => {
    if (done < shown + step) return
    shown = done
    shop.say(`search: ${done} indexed`)
  }
  const { ms } = await timed(() => rebuildIndex(full, { signal, progress }))
  const figures = await askAll(full)
  await house.store.close()
  return {
    title: 'Search',
    notes: [
      `${documents} articles of some 500 characters on SQLite; a question is answered with counts, facets and 20 snippets. Indexing took ${Math.round(ms / 1000)} s (${(ms / documents).toFixed(2)} ms an article).`,
    ],
    figures,
  }
}
