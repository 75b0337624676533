import type { Centre } from '../kit/centre.ts'
import type { Searchable } from '../kit/search/search.ts'
import { type Language, languages, type Words } from '../kit/words.ts'
import { tierWords } from './alert/index.ts'
import { words as about } from './pages/about-words.ts'
import { alertWords as alerts } from './pages/alert-words.ts'
import { words as data } from './pages/data-words.ts'
import { methods, words as quality } from './pages/quality-words.ts'
import { method, reasons } from './pages/standards-words.ts'

/** Every text in some words, however deep it stands. */
function prose(said: unknown, language: Language): string[] {
  if (typeof said === 'string') return [said]
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

/** The pages that explain something, in their own words; of those that mostly show figures what they show. */
const pagesOf = (centre: Centre): PageWords[] => [
  {
    path: '/air/standards',
    title: { zh: '同一片空气，六种标准', en: 'The same air by six standards' },
    said: [reasons, Object.values(method)],
  },
  {
    path: '/air/quality',
    title: { zh: quality.zh.title, en: quality.en.title },
    said: [
      { zh: quality.zh.lead, en: quality.en.lead },
      methods.flatMap(({ title, text }) => [both(title, text)]),
    ],
  },
  {
    path: '/air/forecast',
    title: { zh: '空气质量预报', en: 'Air quality forecast' },
    said: {
      zh: '未来几天的空气质量指数和首要污染物，由模型给出，预报员可以订正；也看过去的预报有多准。',
      en: 'The air quality index and the chief pollutant of the days ahead, by a model that a forecaster may correct, and how right past forecasts were.',
    },
  },
  {
    path: '/air/alerts',
    title: { zh: '空气重污染预警', en: 'Alerts for heavy air pollution' },
    said: [
      { zh: alerts.zh.lead, en: alerts.en.lead },
      Object.values(tierWords).flatMap(({ name, advice }) => [name, ...advice]),
    ],
  },
  {
    path: '/air/history',
    title: { zh: '历史数据', en: 'History' },
    said: {
      zh: '任何一天、一月、一年的空气质量：日历、统计、超标天数和百分位数，可以下载，也可以把两个地方或两段时间放在一起比较。',
      en: 'The air of any day, month or year: a calendar, statistics, days over the limit and percentiles, to download or to compare places and periods.',
    },
  },
  {
    path: '/data',
    title: { zh: data.zh.title, en: data.en.title },
    said: {
      zh: [data.zh.lead, data.zh.description, data.zh.whoText],
      en: [data.en.lead, data.en.description, data.en.whoText],
    },
  },
  {
    path: '/about',
    title: { zh: about.zh.title, en: about.en.title },
    said: [centre.about, centre.departments.map(({ name, duty }) => both(name, duty)), aboutTexts],
  },
]

const aboutOf = ({
  lantianText,
  access,
  accessText,
  accessList,
  privacy,
  privacyText,
  reportText,
}: typeof about.zh) => [
  ...lantianText,
  `${access}: `,
  ...accessText,
  ...accessList,
  `${privacy}: `,
  ...privacyText,
  reportText,
]

const aboutTexts = { zh: aboutOf(about.zh), en: aboutOf(about.en) }

const both = (name: Words, said: Words): Words => ({
  zh: `${name.zh}：${said.zh}`,
  en: `${name.en}: ${said.en}`,
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
