import type { Language, Words } from '../../kit/words.ts'
import type { IndexStandardName, Substance } from '../index/index.ts'
import { symbols } from '../pollutants.ts'
import { type Gap, hoursNeeded, type StandardView, type Used } from '../six-standards.ts'

/** Where a standard holds, in one word. */
export const whose: Record<IndexStandardName | 'WHO-2021', Words> = {
  'HJ633-2012': { zh: '中国', en: 'China' },
  'HJ633-2026': { zh: '中国', en: 'China' },
  'US-EPA-2024': { zh: '美国', en: 'United States' },
  'EU-EAQI-2024': { zh: '欧洲', en: 'Europe' },
  'IN-NAQI': { zh: '印度', en: 'India' },
  'UK-DAQI': { zh: '英国', en: 'United Kingdom' },
  'WHO-2021': { zh: '世界卫生组织', en: 'World Health Organization' },
}

/** What each standard reads of the last hours, as its own real-time service does. */
export const method: Record<IndexStandardName | 'WHO-2021', Words> = {
  'HJ633-2012': {
    zh: '六项污染物最近一小时的平均值；颗粒物的小时值按日均值一栏计算。',
    en: "The last hour's mean of six pollutants; particles are read on the column of day means.",
  },
  'HJ633-2026': {
    zh: '六项污染物最近一小时的平均值；颗粒物的小时值按日均值一栏计算。',
    en: "The last hour's mean of six pollutants; particles are read on the column of day means.",
  },
  'US-EPA-2024': {
    zh: '颗粒物用 NowCast（近 12 小时的加权平均），臭氧和一氧化碳用 8 小时平均，二氧化硫和二氧化氮用 1 小时平均。臭氧的 NowCast 需要当地两周的回归，这里以 8 小时平均代替。',
    en: 'Particles by NowCast (a weighted mean of 12 hours), ozone and carbon monoxide by 8-hour means, sulphur and nitrogen dioxide by one hour. The NowCast of ozone needs a local regression over two weeks; the 8-hour mean stands in for it here.',
  },
  'EU-EAQI-2024': {
    zh: '五项污染物最近一小时的平均值，没有一氧化碳。',
    en: "The last hour's mean of five pollutants, without carbon monoxide.",
  },
  'IN-NAQI': {
    zh: `颗粒物、二氧化硫和二氧化氮用 24 小时平均（至少 ${hoursNeeded.india} 小时），臭氧和一氧化碳用 8 小时平均。`,
    en: `Particles, sulphur and nitrogen dioxide by 24-hour means (at least ${hoursNeeded.india} hours), ozone and carbon monoxide by 8-hour means.`,
  },
  'UK-DAQI': {
    zh: `颗粒物用 24 小时平均（至少 ${hoursNeeded.threeQuarters} 小时），臭氧用 8 小时平均，二氧化氮用 1 小时平均，二氧化硫用 15 分钟平均。`,
    en: `Particles by 24-hour means (at least ${hoursNeeded.threeQuarters} hours), ozone by the 8-hour mean, nitrogen dioxide by one hour, sulphur dioxide by 15 minutes.`,
  },
  'WHO-2021': {
    zh: '不是指数，而是准则值：24 小时平均（臭氧为 8 小时）不应超过的浓度。',
    en: 'No index but guidelines: concentrations that a 24-hour mean (ozone: 8 hours) should not exceed.',
  },
}

const otherSymbols: Partial<Record<Substance, Words>> = {
  nh3: { zh: 'NH₃（氨）', en: 'NH₃ (ammonia)' },
  pb: { zh: 'Pb（铅）', en: 'Pb (lead)' },
}

export const substanceWords = (substance: Substance, language: Language): string =>
  otherSymbols[substance]?.[language] ?? symbols[substance as keyof typeof symbols] ?? substance

export const averagingWords: Record<Used['averaging'], Words> = {
  '1h': { zh: '1 小时', en: '1 h' },
  '8h': { zh: '8 小时', en: '8 h' },
  '24h': { zh: '24 小时', en: '24 h' },
  nowcast: { zh: 'NowCast', en: 'NowCast' },
}

/** Why a pollutant is not part of the number. */
export function gapWords(gap: Gap, language: Language): string {
  const zh = language === 'zh'
  const name = substanceWords(gap.substance, language)
  switch (gap.why) {
    case 'not-measured':
      return zh ? `${name}：本网不监测` : `${name}: not measured here`
    case 'quarter-hour':
      return zh ? `${name}：没有 15 分钟值` : `${name}: there are no 15-minute values`
    case 'no-hour':
      return zh ? `${name}：这一小时没有数据` : `${name}: no value this hour`
    case 'no-nowcast':
      return zh
        ? `${name}：最近 3 小时中不足 2 小时有数据`
        : `${name}: fewer than 2 of the last 3 hours have a value`
    case 'few-hours':
      return zh
        ? `${name}：最近 ${gap.of} 小时中只有 ${gap.had} 小时，至少要 ${gap.needed} 小时`
        : `${name}: ${gap.had} of the last ${gap.of} hours, at least ${gap.needed} are needed`
  }
}

/** Why there is no number, or none that the standard itself would publish. */
export function withheldWords({ standard, report }: StandardView, language: Language): string | null {
  const zh = language === 'zh'
  if (report.index === null) {
    if (standard.name === 'IN-NAQI')
      return zh
        ? '至少要有三项污染物，其中一项是颗粒物，才计算指数。'
        : 'No index without three pollutants, one of them particles.'
    return zh ? '没有可用的数值。' : 'There is no value that can be used.'
  }
  if (report.published !== 'NA') return null
  if (standard.kind === 'hj')
    return zh
      ? '缺少污染物且指数不超过 100：按标准 5.3.1 不发布指数，此处仅供参考。'
      : 'A pollutant is missing and the index is at most 100: by clause 5.3.1 it is not published; shown here for information.'
  return zh
    ? '缺少标准必需的污染物（NO₂、O₃ 和一种颗粒物；交通点不需要 O₃），此处仅供参考。官方用模型补齐，我们不补。'
    : 'A pollutant that the standard needs is missing (NO₂, O₃ and one of the particles; no O₃ at traffic stations); shown for information. The agency fills gaps from a model, we do not.'
}

/** Why six honest standards say six different things; our own words. */
export const reasons: readonly { title: Words; text: Words }[] = [
  {
    title: { zh: '看多长时间', en: 'How long they look' },
    text: {
      zh: '中国和欧洲看最近一小时，数字变得快；印度和英国看一整天，要过很久才跟上；美国的 NowCast 介于两者之间：空气变化越快，越看重最近几小时。',
      en: 'China and Europe look at the last hour and move fast; India and Britain look at a whole day and follow late; the American NowCast stands between: the faster the air changes, the more the newest hours count.',
    },
  },
  {
    title: { zh: '从哪里算“坏”', en: 'Where "bad" begins' },
    text: {
      zh: '同样的浓度，各国划线不同。世卫组织的准则值只看健康；国家标准还要考虑多久能做到，所以分阶段收紧。',
      en: 'The lines are drawn in different places. WHO guidelines look at health alone; national standards also ask what can be reached by when, and so tighten in steps.',
    },
  },
  {
    title: { zh: '数哪些污染物', en: 'What they count' },
    text: {
      zh: '欧洲和英国不数一氧化碳；印度还数氨和铅；英国的二氧化硫看 15 分钟。指数都取最差的一项，不做平均。',
      en: 'Europe and Britain leave out carbon monoxide; India adds ammonia and lead; Britain takes 15 minutes of sulphur dioxide. All of them take the worst pollutant; none averages.',
    },
  },
  {
    title: { zh: '数字怎么写', en: 'How the number is written' },
    text: {
      zh: '100 在中国是二级的上限，在美国是“中等”的上限，在印度是“满意”的上限；欧洲只有六个等级，英国是 1 到 10。不同标准的数字不能直接相比。',
      en: '100 ends "Good" in China, "Moderate" in America and "Satisfactory" in India; Europe has six levels and no number, Britain counts from 1 to 10. Numbers of different standards cannot be compared.',
    },
  },
]

/** "26" and "1.4": no more digits than the difference is worth. */
export const timesWords = (times: number) => (times >= 10 ? String(Math.round(times)) : times.toFixed(1))
