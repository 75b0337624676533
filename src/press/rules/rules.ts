import type { Words } from '../../kit/words.ts'

/**
 * `veto` alone fails an inspection, `late` costs points, `soon` will be late within a quarter of its limit; `unknown` was
 * not measured yet.
 */
export type Standing = 'good' | 'soon' | 'late' | 'veto' | 'unknown'

export interface ColumnFact {
  id: number
  name: Words
  slug: string
  kind: 'news' | 'notice' | 'knowledge' | 'pages'
  limitDays: number | null
  /** Epoch milliseconds of the newest article; null for an empty column. */
  newest: { zh: number | null; en: number | null }
}

const day = 86_400_000

/** How a column stands against its limit; a column without one is only asked not to be empty. */
export function columnStanding({ limitDays, newest }: ColumnFact, at: number): Standing {
  if (newest.zh === null) return 'late'
  if (limitDays === null) return 'good'
  const days = (at - newest.zh) / day
  if (days > limitDays) return 'late'
  return days > limitDays * 0.75 ? 'soon' : 'good'
}

/** What a government website is refused for at once; figures of 国办秘函〔2019〕19号, annex 1. */
export const limits = {
  homeDays: 14,
  staleNews: 5,
  staleAll: 10,
  empty: 5,
  /** 留言 unanswered for longer than three months. */
  unansweredDays: 92,
  /** A probe that takes longer is a failure. */
  probeMs: 15_000,
  /** Part of the probes of a week that may fail. */
  probeFailures: 0.05,
} as const

export interface SiteFacts {
  at: number
  columns: readonly ColumnFact[]
  /** The newest change of what the front page shows; null for an empty site. */
  newest: number | null
  /** Epoch milliseconds at which the eldest unanswered message came. */
  eldestMessage: number | null
  openMessages: number
  /** Probes of the last seven days. */
  probes: { tried: number; failed: number }
  /** Live texts whose links and pictures were read; until the first reading nothing is known of them. */
  textsRead: number
  brokenLinks: number
  picturesWithoutWords: number
  untranslated: number
}

interface RuleLine {
  words: Words
  standing: Standing
  detail: Words
}

const days = (from: number, at: number) => Math.floor((at - from) / day)
const counted = (n: number, zh: string, [one, many]: [string, string]): Words => ({
  zh: `${n} ${zh}`,
  en: `${n} ${n === 1 ? one : many}`,
})

/** Every rule with how the site stands today. */
export function rulesOf(facts: SiteFacts): RuleLine[] {
  return [...vetoes(facts), ...marks(facts)]
}

function vetoes({ at, columns, newest, eldestMessage, openMessages, probes }: SiteFacts): RuleLine[] {
  const stale = columns.filter((one) => one.newest.zh !== null && columnStanding(one, at) === 'late')
  const news = stale.filter(({ kind }) => kind === 'news' || kind === 'notice').length
  const empty = columns.filter((one) => one.newest.zh === null).length
  const messageDays = eldestMessage === null ? 0 : days(eldestMessage, at)
  const failing = probes.tried === 0 ? 0 : probes.failed / probes.tried
  return [
    {
      words: { zh: '首页两周内有更新', en: 'The front page changed within two weeks' },
      standing: newest === null || days(newest, at) >= limits.homeDays ? 'veto' : 'good',
      detail:
        newest === null
          ? { zh: '还没有发布内容', en: 'nothing is published yet' }
          : counted(days(newest, at), '天前更新', ['day ago', 'days ago']),
    },
    {
      words: {
        zh: `动态、通知、政策类栏目超期不足 ${limits.staleNews} 个，全部栏目不足 ${limits.staleAll} 个`,
        en: `Fewer than ${limits.staleNews} news and notice columns are stale, and fewer than ${limits.staleAll} of all`,
      },
      standing: news >= limits.staleNews || stale.length >= limits.staleAll ? 'veto' : someLate(stale.length),
      detail: counted(stale.length, '个栏目超期', ['column is stale', 'columns are stale']),
    },
    {
      words: { zh: `空白栏目不足 ${limits.empty} 个`, en: `Fewer than ${limits.empty} columns are empty` },
      standing: empty >= limits.empty ? 'veto' : someLate(empty),
      detail: counted(empty, '个空白栏目', ['column is empty', 'columns are empty']),
    },
    {
      words: { zh: '读者来信三个月内有答复', en: 'Readers are answered within three months' },
      standing: messageDays >= limits.unansweredDays ? 'veto' : 'good',
      detail: {
        zh: `${openMessages} 件未办结，最早的已 ${messageDays} 天`,
        en: `${openMessages} open, the eldest for ${messageDays} ${messageDays === 1 ? 'day' : 'days'}`,
      },
    },
    {
      words: {
        zh: '一周内首页打不开的不到 5 %',
        en: 'The front page failed less than 5 % of the week’s probes',
      },
      standing:
        probes.tried === 0 ? 'unknown' : failing >= limits.probeFailures ? 'veto' : someLate(probes.failed),
      detail:
        probes.tried === 0
          ? { zh: '还没有探测', en: 'not probed yet' }
          : {
              zh: `${probes.tried} 次探测，${probes.failed} 次失败`,
              en: `${probes.tried} probes, ${probes.failed} failed`,
            },
    },
  ]
}

const someLate = (count: number): Standing => (count > 0 ? 'late' : 'good')

const notRead: Words = { zh: '还没有检查', en: 'not checked yet' }

const marks = ({ textsRead, brokenLinks, picturesWithoutWords, untranslated }: SiteFacts): RuleLine[] => [
  {
    words: { zh: '没有打不开的链接', en: 'No link leads nowhere' },
    standing: textsRead === 0 ? 'unknown' : someLate(brokenLinks),
    detail: textsRead === 0 ? notRead : counted(brokenLinks, '个链接打不开', ['broken link', 'broken links']),
  },
  {
    words: { zh: '图片都有文字说明', en: 'Every picture has words beside it' },
    standing: textsRead === 0 ? 'unknown' : someLate(picturesWithoutWords),
    detail:
      textsRead === 0
        ? notRead
        : counted(picturesWithoutWords, '幅图片没有', ['picture without', 'pictures without']),
  },
  {
    words: { zh: '中文稿件都有英文', en: 'Every Chinese article is there in English' },
    standing: someLate(untranslated),
    detail: counted(untranslated, '篇没有英文', ['article without', 'articles without']),
  },
]
