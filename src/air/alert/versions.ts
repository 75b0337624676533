import type { Day } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import type { Tier } from './types.ts'

/** At least `days` days one after another, each with an index above `above`. */
export interface Run {
  days: number
  above: number
}

/** One condition of a tier: a run, and within that run perhaps a worse one. */
export interface Clause {
  name: string
  tier: Tier
  run: Run
  within?: Run
  words: Words
  /** False where the source was not sure. */
  confirmed: boolean
}

/** The rules of a time, as dated data (facts/air.md, 1.10). */
export interface AlertVersion {
  name: string
  title: Words
  /** First day. Where the source names only a month or year, `dated` says so and this is our reading of it. */
  from: Day
  /** Last day; null while in force. */
  to: Day | null
  dated: Words
  source: Words
  /** False where it stands in for a text that was not found. */
  confirmed: boolean
  /** What is uncertain about it. */
  doubt: Words | null
  /** Tiers that the version has but whose condition was not found. */
  unknown: readonly Tier[]
  clauses: readonly Clause[]
  /** Days between two episodes that are too few to clear, so that both count as one; null where no such rule was found. */
  joins: number | null
}

const heavy = 200
const severe = 300
const moderate = 150

const trial2013: AlertVersion = {
  name: '2013-10',
  title: { zh: '2013年10月（试行）', en: 'October 2013 (trial)' },
  from: '2013-10-01',
  to: '2016-11-30',
  dated: { zh: '2013年10月起，具体日期未查到', en: 'from October 2013; the day was not found' },
  source: { zh: '新闻报道（antpedia.com，2013年）', en: 'news report (antpedia.com, 2013)' },
  confirmed: true,
  doubt: {
    zh: '“重度、严重交替”按“连续3天重度及以上，其中有严重污染”理解。',
    en: '"Heavy and severe alternating" is read as three days of heavy or worse, one of them severe.',
  },
  unknown: [],
  joins: null,
  clauses: [
    {
      name: 'blue',
      tier: 'blue',
      run: { days: 1, above: heavy },
      words: { zh: '1天重度污染', en: '1 day of heavy pollution' },
      confirmed: true,
    },
    {
      name: 'yellow-1',
      tier: 'yellow',
      run: { days: 1, above: severe },
      words: { zh: '1天严重污染', en: '1 day of severe pollution' },
      confirmed: true,
    },
    {
      name: 'yellow-2',
      tier: 'yellow',
      run: { days: 3, above: heavy },
      words: { zh: '持续3天重度污染', en: '3 days of heavy pollution' },
      confirmed: true,
    },
    {
      name: 'orange',
      tier: 'orange',
      run: { days: 3, above: heavy },
      within: { days: 1, above: severe },
      words: { zh: '持续3天交替出现重度、严重污染', en: '3 days of heavy and severe pollution in turn' },
      confirmed: true,
    },
    {
      name: 'red',
      tier: 'red',
      run: { days: 3, above: severe },
      words: { zh: '持续3天严重污染', en: '3 days of severe pollution' },
      confirmed: true,
    },
  ],
}

const end2016: AlertVersion = {
  name: '2016-end',
  title: { zh: '2016年底修订', en: 'Revision of the end of 2016' },
  from: '2016-12-01',
  to: '2017-12-31',
  dated: { zh: '2016年底起，具体日期未查到', en: 'from the end of 2016; the day was not found' },
  source: { zh: '2017年新闻报道', en: 'news reports of 2017' },
  confirmed: true,
  doubt: {
    zh: '黄色、红色预警的条件未查到，机器不会提出这两级。',
    en: 'The conditions of yellow and red were not found: the machine never proposes these two.',
  },
  unknown: ['yellow', 'red'],
  joins: null,
  clauses: [
    {
      name: 'blue',
      tier: 'blue',
      run: { days: 1, above: heavy },
      words: { zh: '1天五级（重度）污染', en: '1 day of level 5 (heavy)' },
      confirmed: true,
    },
    {
      name: 'orange',
      tier: 'orange',
      run: { days: 3, above: heavy },
      within: { days: 1, above: severe },
      words: {
        zh: '指数大于200持续3天，且出现大于300',
        en: 'index over 200 for 3 days, and over 300 on one of them',
      },
      confirmed: true,
    },
  ],
}

const template2017: AlertVersion = {
  name: '2017-template',
  title: { zh: '2017年全国统一标准', en: 'National template of 2017' },
  from: '2018-01-01',
  to: '2023-12-31',
  dated: {
    zh: '2018年起，具体日期未查到',
    en: 'from 2018; the day was not found',
  },
  source: {
    zh: '环境保护部讲稿（2017-09-20）',
    en: 'slides of the Ministry of Environmental Protection, 20 September 2017',
  },
  confirmed: false,
  doubt: {
    zh: '北京2018年预案的文本未查到，这里以它所依据的全国标准代替；北京是否只设三级未经确认。“不足以解除”按间隔1天计。',
    en: "The text of Beijing's plan of 2018 was not found: the national template, on which it rests, stands in for it; that Beijing had three tiers is unconfirmed. Too close to clear is read as one day between.",
  },
  unknown: [],
  joins: 1,
  clauses: [
    {
      name: 'blue',
      tier: 'blue',
      run: { days: 1, above: heavy },
      words: { zh: '指数大于200持续1天', en: 'index over 200 for 1 day' },
      confirmed: true,
    },
    {
      name: 'yellow',
      tier: 'yellow',
      run: { days: 2, above: heavy },
      words: { zh: '指数大于200持续2天（48小时）', en: 'index over 200 for 2 days (48 h)' },
      confirmed: true,
    },
    {
      name: 'orange',
      tier: 'orange',
      run: { days: 3, above: heavy },
      within: { days: 1, above: severe },
      words: {
        zh: '指数大于200持续3天（72小时），且出现大于300',
        en: 'index over 200 for 3 days (72 h), and over 300 on one of them',
      },
      confirmed: true,
    },
    {
      name: 'red-1',
      tier: 'red',
      run: { days: 4, above: heavy },
      within: { days: 2, above: severe },
      words: {
        zh: '指数大于200持续4天（96小时），且大于300持续2天（48小时）',
        en: 'index over 200 for 4 days (96 h), and over 300 for 2 days (48 h)',
      },
      confirmed: true,
    },
    {
      name: 'red-2',
      tier: 'red',
      run: { days: 1, above: 499 },
      words: { zh: '指数达到500', en: 'index of 500' },
      confirmed: false,
    },
  ],
}

const revision2023: AlertVersion = {
  name: '2023-revision',
  title: { zh: '2023年修订', en: 'Revision of 2023' },
  from: '2024-01-01',
  to: null,
  dated: { zh: '2024年起施行，具体日期未查到', en: 'in force from 2024; the day was not found' },
  source: { zh: '新闻报道（feifmx.com，2024-10-30）', en: 'news report (feifmx.com, 30 October 2024)' },
  confirmed: true,
  doubt: {
    zh: '间隔很近的两次污染是否合并计算，未查到。',
    en: 'Whether two episodes close together count as one was not found.',
  },
  unknown: [],
  joins: null,
  clauses: [
    {
      name: 'yellow-1',
      tier: 'yellow',
      run: { days: 1, above: heavy },
      words: { zh: '1天重度污染（五级）', en: '1 day of level 5' },
      confirmed: true,
    },
    {
      name: 'yellow-2',
      tier: 'yellow',
      run: { days: 2, above: moderate },
      words: { zh: '持续2天中度污染（四级）', en: '2 days of level 4' },
      confirmed: true,
    },
    {
      name: 'orange-1',
      tier: 'orange',
      run: { days: 2, above: heavy },
      words: { zh: '持续2天重度污染（五级）', en: '2 days of level 5' },
      confirmed: true,
    },
    {
      name: 'orange-2',
      tier: 'orange',
      run: { days: 3, above: moderate },
      words: { zh: '持续3天中度污染（四级）', en: '3 days of level 4' },
      confirmed: true,
    },
    {
      name: 'red',
      tier: 'red',
      run: { days: 3, above: heavy },
      within: { days: 1, above: severe },
      words: {
        zh: '持续3天重度污染（五级），其中1天严重污染（六级）',
        en: '3 days of level 5, one of them level 6',
      },
      confirmed: true,
    },
  ],
}

/** Beijing's rules for heavy-pollution alerts, the oldest first; their days follow on one another without a gap. */
export const alertVersions: readonly AlertVersion[] = [trial2013, end2016, template2017, revision2023]

/** The rules of a day; null before the first ones. */
export const alertVersionOn = (day: Day): AlertVersion | null =>
  alertVersions.find(({ from, to }) => from <= day && (to === null || day <= to)) ?? null

/** Tiers that a version has, with or without a known condition, the mildest first. */
export const tiersOf = ({ clauses, unknown }: AlertVersion): Tier[] => {
  const has = (tier: Tier) => unknown.includes(tier) || clauses.some((clause) => clause.tier === tier)
  return (['blue', 'yellow', 'orange', 'red'] as const).filter(has)
}
