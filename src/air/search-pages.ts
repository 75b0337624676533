import type { Centre } from '../kit/centre.ts'
import type { Searchable } from '../kit/search/search.ts'
import { type Language, languages, type Words } from '../kit/words.ts'
import { words as about } from './pages/about-words.ts'
import { alertWords } from './pages/alert-words.ts'
import { words as data } from './pages/data-words.ts'
import { forecastWords } from './pages/forecast-words.ts'
import { words as history } from './pages/history-words.ts'
import { methods, words as quality } from './pages/quality-words.ts'
import { method, reasons } from './pages/standards-words.ts'

/** Labels are shorter: of the words of a page only its sentences are found. */
const shortest: Record<Language, number> = { zh: 12, en: 30 }

/** Every sentence in some words, however deep it stands. */
function prose(said: unknown, language: Language): string[] {
  if (typeof said === 'string') return said.length >= shortest[language] ? [said] : []
  if (Array.isArray(said)) return said.flatMap((each) => prose(each, language))
  if (typeof said !== 'object' || said === null) return []
  // What is said in both languages is read in this one.
  if ('zh' in said && 'en' in said) return prose(said[language as keyof typeof said], language)
  return Object.values(said).flatMap((each) => prose(each, language))
}

interface PageWords {
  path: string
  title: Words
  said: unknown
}

/** The pages that explain something, in their own words. */
const pagesOf = (centre: Centre): PageWords[] => [
  {
    path: '/air/standards',
    title: { zh: '同一片空气，六种标准', en: 'The same air by six standards' },
    said: [reasons, Object.values(method)],
  },
  {
    path: '/air/quality',
    title: { zh: quality.zh.title, en: quality.en.title },
    said: [quality, methods],
  },
  { path: '/air/forecast', title: { zh: '空气质量预报', en: 'Air quality forecast' }, said: forecastWords },
  { path: '/air/alerts', title: { zh: '空气重污染预警', en: 'Heavy-pollution alerts' }, said: alertWords },
  { path: '/air/history', title: { zh: '历史数据', en: 'History' }, said: history },
  { path: '/data', title: { zh: data.zh.title, en: data.en.title }, said: data },
  {
    path: '/about',
    title: { zh: about.zh.title, en: about.en.title },
    said: [centre.about, about, centre.departments.map(({ name, duty }) => both(name, duty))],
  },
]

const both = (name: Words, duty: Words): Words => ({
  zh: `${name.zh}：${duty.zh}。`,
  en: `${name.en}: ${duty.en}.`,
})

export const searchablePages: Searchable = {
  kind: 'page',
  words: { zh: '网页', en: 'Page' },
  watches: () => false,
  async find(_, about, { centre }) {
    const page = pagesOf(centre).find(({ path }) => about === `page${path}`)
    if (!page) return []
    return languages.map((language) => ({
      language,
      title: page.title[language],
      text: prose(page.said, language).join(language === 'zh' ? '' : ' '),
      path: page.path,
      at: 0,
    }))
  },
  async *all(_, { centre }) {
    for (const { path } of pagesOf(centre)) yield `page${path}`
  },
}
