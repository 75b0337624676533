import type { Words } from '../../kit/words.ts'
import type { Standing } from './rules.ts'

export const standingWords: Record<Standing, Words> = {
  good: { zh: '达标', en: 'Good' },
  soon: { zh: '将到期', en: 'Due soon' },
  late: { zh: '要改进', en: 'To be mended' },
  unknown: { zh: '未测', en: 'Not measured' },
  veto: { zh: '单项否决', en: 'Fails alone' },
}

/** What the page of the rules says. */
export const words = {
  zh: {
    title: '网站达标',
    lead: '按政府网站检查指标，每次打开时计算。“单项否决”的一条不合格，整个网站就不合格。',
    standing: '状况',
    rule: '要求',
    now: '现在',
    checked: '无障碍检查（axe）随每个版本对全部页面模板进行，不在此处重复。',
    columns: '栏目更新',
    column: '栏目',
    newestZh: '中文最近更新',
    newestEn: '英文最近更新',
    limit: '更新期限',
    days: (n: number) => `${n} 天`,
    noColumns: '还没有栏目。',
    links: '打不开的链接',
    link: '链接',
    said: '情况',
    since: (time: string) => `自 ${time}`,
    article: '稿件',
    more: (n: number) => `另有 ${n} 处`,
    noBrokenLinks: '没有发现打不开的链接。链接每周检查一次，打不开的第二天再查。',
    untranslated: '还没有英文的稿件',
    allTranslated: '每篇中文稿件都有英文。',
  },
  en: {
    title: 'Rules of public websites',
    lead: 'By the inspection of government websites, computed whenever the page is opened. One line that “fails alone” fails the whole site.',
    standing: 'Standing',
    rule: 'Rule',
    now: 'Now',
    checked: 'Accessibility (axe) is checked on every template with each release, not again here.',
    columns: 'Columns',
    column: 'Column',
    newestZh: 'Newest in Chinese',
    newestEn: 'Newest in English',
    limit: 'Limit',
    days: (n: number) => `${n} days`,
    noColumns: 'There is no column yet.',
    links: 'Broken links',
    link: 'Link',
    said: 'What was found',
    since: (time: string) => `since ${time}`,
    article: 'Article',
    more: (n: number) => (n === 1 ? 'and one more place' : `and ${n} more places`),
    noBrokenLinks: 'None found. Links are asked once a week, those that fail again on the next day.',
    untranslated: 'Articles not yet in English',
    allTranslated: 'Every Chinese article is there in English.',
  },
} as const

export const label = (name: 'title') => ({ zh: words.zh[name], en: words.en[name] })
