import { type Language, monthName } from '../../kit/words.ts'

/** "12月20日" and "20 December": from the text alone, as a calendar of years names some thousand days. */
export function shortDay(day: string, language: Language): string {
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8))
  return language === 'zh' ? `${month}月${date}日` : `${date} ${monthName({ month })}`
}

/** "2016年12月" and "December 2016". */
export function monthWords(month: string, language: Language): string {
  const year = month.slice(0, 4)
  const number = Number(month.slice(5))
  return language === 'zh' ? `${year}年${number}月` : `${monthName({ month: number })} ${year}`
}

/** "54 %" of a part; a dash where there is no whole. */
export const share = (part: number, whole: number) =>
  whole > 0 ? `${Math.round((part * 100) / whole)} %` : '–'

const plural = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`

/** What the pages of the past say in common. */
export const words = {
  zh: {
    history: '历史',
    title: (place: string) => `${place}空气质量历史`,
    lead: '每个方格是一天，颜色和数字是当天的空气质量级别。点开任何一天，可以看到当天的日报、逐小时数据和各站点。',
    better: (year: number, good: number, than: number, more: number) =>
      `${year} 年优良天数 ${good} 天，比 ${than} 年${more === 0 ? '持平' : `${more > 0 ? '多' : '少'} ${Math.abs(more)} 天`}。`,
    views: '历史页面',
    calendar: '逐年日历',
    period: '任意时段',
    compare: '对比',
    place: '地点',
    firstYear: '起始年份',
    lastYear: '结束年份',
    from: '开始日期',
    to: '结束日期',
    by: '间隔',
    bys: { hour: '小时', day: '日', month: '月' },
    pollutant: '显示',
    index: '空气质量指数',
    show: '查看',
    months: Array.from({ length: 12 }, (_, i) => `${i + 1}月`),
    weekdays: ['一', '三', '五'] as [string, string, string],
    skipCalendar: '跳过日历',
    goodOf: (counted: number) => `天优良，共 ${counted} 天有结果`,
    missingDays: (n: number) => (n > 0 ? `，${n} 天缺` : ''),
    missing: '没有结果的日子',
    today: '今天',
    dayTitle: (day: string, index: number, level: string, chief: string) =>
      `${day}：指数 ${index}，${level}${chief && `，首要污染物 ${chief}`}`,
    dayNone: (day: string) => `${day}：没有结果`,
    emptyYears: '这几年没有任何数据。请换一个地点或年份。',
    emptyPeriod: '这段时间没有任何数据。请换一个地点或时段。',
    noHistory: '这里还没有历史数据。导入数据或启用数据来源后，每一天都会出现在这里。',
    levels: '各级别天数',
    levelsNote: '有结果的日子，按级别由优到严重污染',
    year: '年份',
    month: '月份',
    quarter: '季度',
    quarterName: (year: number, quarter: number) => `${year}年第${'一二三四'[quarter - 1]}季度`,
    days: '天数',
    good: '优良天数',
    over100: '指数超过 100 的天数',
    overLimit: '超标天数',
    capture: '有结果',
    captureOf: (counted: number, expected: number) => `${counted}/${expected} 天`,
    twoThings:
      '“指数超过 100”按 HJ 633 判断，六项污染物取最大；“超标”按 GB 3095 当日有效的二级限值逐项判断。两者不是一回事：2031 年起限值再次收紧，指数表不变。',
    yearFigures: '年评价',
    yearFiguresNote: 'HJ 663 评价指标，对照 GB 3095 二级限值',
    mean: '年均值',
    percentile: (p: number) => `日值第 ${p} 百分位数`,
    percentileHead: '日值百分位数',
    limit: (value: number | string) => `限值 ${value}`,
    valid: (days: number) => `有效 ${days} 天`,
    attains: { yes: '达标', no: '超标', unknown: '数据不足，不评价' },
    validityRule:
      '一年至少要有 324 个有效日均值，每月至少 27 个（二月 25 个），否则不作评价（GB 3095 表 4）。限值取该年最后一天有效的版本。',
    allFigures: '全部均值、百分位数与超标天数',
    judged: '评价',
    item: '项目',
    monthly: '逐月',
    monthlyNote: '月均值，臭氧为日最大 8 小时的第 90 百分位数；不满 27 天（二月 25 天）的月份标 *',
    quarterly: '逐季',
    download: '下载这段数据',
    licence: '各来源的许可见“数据质量”。',
    periodTitle: (place: string, from: string, to: string) => `${place}，${from}至${to}`,
    index100: '指数 100',
    gaps: '缺测处不连线。',
    before: '结束日期早于开始日期。',
    beforeYear: '结束年份早于起始年份。',
    tooManyYears: (years: number) => `一次最多看 ${years} 年。`,
    wrong: '地址或表单里有一处需要改正：',
    hours: (n: number) => `${n} 小时`,
    chief: '首要污染物',
    day: '日期',
    hour: '时间',
    data: '数据',
    indexShort: '指数',
    heads: { hour: '时间', day: '日期', month: '月份' },
    byNote: {
      hour: '小时平均',
      day: '日均值，臭氧为日最大 8 小时平均',
      month: '月均值，臭氧为第 90 百分位数',
    },
    valueNote: {
      hour: '小时平均浓度；时间为该小时结束时刻，最近的在前',
      day: '日均浓度，臭氧为日最大 8 小时平均；最近的在前',
      month: '日均值的月均值，臭氧为日最大 8 小时的第 90 百分位数；最近的在前',
    },
    noMonthIndex: '指数没有月值；一个月的空气用各级别的天数来说。',
    rowsShown: (shown: number, all: number) => `表中列出最近 ${shown} 行，共 ${all} 行，其余见下载。`,
  },
  en: {
    history: 'History',
    title: (place: string) => `The air over the years: ${place}`,
    lead: 'One square is one day; its colour and number are the level of the air. Open any day for its report, its hours and its stations.',
    better: (year: number, good: number, than: number, more: number) =>
      `${year} had ${plural(good, 'day', 'days')} of excellent or good air, ${
        more === 0 ? `as many as ${than}` : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than ${than}`
      }.`,
    views: 'Pages of the past',
    calendar: 'Calendar of years',
    period: 'Any period',
    compare: 'Compare',
    place: 'Place',
    firstYear: 'First year',
    lastYear: 'Last year',
    from: 'From',
    to: 'To',
    by: 'By',
    bys: { hour: 'hour', day: 'day', month: 'month' },
    pollutant: 'Show',
    index: 'Air quality index',
    show: 'Show',
    months: Array.from({ length: 12 }, (_, i) => monthName({ month: i + 1 }).slice(0, 3)),
    weekdays: ['Mo', 'We', 'Fr'] as [string, string, string],
    skipCalendar: 'Skip the calendar',
    goodOf: (counted: number) => `good days of ${counted} with a result`,
    missingDays: (n: number) => (n > 0 ? `, ${n} missing` : ''),
    missing: 'no result',
    today: 'today',
    dayTitle: (day: string, index: number, level: string, chief: string) =>
      `${day}: index ${index}, ${level}${chief && `, chief pollutant ${chief}`}`,
    dayNone: (day: string) => `${day}: no result`,
    emptyYears: 'There are no data of these years. Choose another place or other years.',
    emptyPeriod: 'There are no data of this period. Choose another place or period.',
    noHistory:
      'There is no history yet. Once data are imported or a source is enabled, every day appears here.',
    levels: 'Days by level',
    levelsNote: 'days with a result, from excellent to severely polluted',
    year: 'Year',
    month: 'Month',
    quarter: 'Quarter',
    quarterName: (year: number, quarter: number) => `Q${quarter} ${year}`,
    days: 'Days',
    good: 'Good days',
    over100: 'Days with index over 100',
    overLimit: 'Days over the limit',
    capture: 'With a result',
    captureOf: (counted: number, expected: number) => `${counted} of ${expected} days`,
    twoThings:
      '"Index over 100" is judged by HJ 633, the worst of six pollutants; "over the limit" is judged by the grade 2 limit of GB 3095 in force on the day, pollutant by pollutant. They are two things: in 2031 the limits tighten again and the table of the index does not.',
    yearFigures: 'The years judged',
    yearFiguresNote: 'figures of HJ 663 against the grade 2 limits of GB 3095',
    mean: 'year mean',
    percentile: (p: number) => `${p}th percentile of days`,
    percentileHead: 'Percentile of days',
    limit: (value: number | string) => `limit ${value}`,
    valid: (days: number) => `${plural(days, 'valid day', 'valid days')}`,
    attains: { yes: 'within the limits', no: 'over a limit', unknown: 'too few days to judge' },
    validityRule:
      'A year needs at least 324 valid day means, and 27 in every month (25 in February); with fewer it is not judged (GB 3095, table 4). The limits are those in force on the last day of the year.',
    allFigures: 'All means, percentiles and days over the limit',
    judged: 'Judgement',
    item: 'Pollutant',
    monthly: 'Month by month',
    monthlyNote:
      'month means; ozone: 90th percentile of the daily maximum 8-hour means; a month with fewer than 27 days (February 25) is marked *',
    quarterly: 'Quarter by quarter',
    download: 'Download this period',
    licence: 'The licence of each source stands at "How we know".',
    periodTitle: (place: string, from: string, to: string) => `${place}, ${from} to ${to}`,
    index100: 'index 100',
    gaps: 'The line stops where nothing was measured.',
    before: 'The end is before the beginning.',
    beforeYear: 'The last year is before the first.',
    tooManyYears: (years: number) => `At most ${years} years at a time.`,
    wrong: 'Something in the address or form needs correcting:',
    hours: (n: number) => plural(n, 'hour', 'hours'),
    chief: 'Chief pollutant',
    day: 'Day',
    hour: 'Time',
    data: 'Data',
    indexShort: 'Index',
    heads: { hour: 'Time', day: 'Day', month: 'Month' },
    byNote: {
      hour: 'hourly means',
      day: 'day means, ozone: daily maximum 8-hour mean',
      month: 'month means, ozone: 90th percentile',
    },
    valueNote: {
      hour: 'hourly means; the time is the end of the hour, newest first',
      day: 'day means, ozone: daily maximum 8-hour mean; newest first',
      month: 'means of day means, ozone: 90th percentile of the daily maximum 8-hour means; newest first',
    },
    noMonthIndex: 'A month has no index; its air is told by the days of each level.',
    rowsShown: (shown: number, all: number) =>
      `The table lists the newest ${shown} of ${all} rows; the download has all.`,
  },
} satisfies Record<Language, unknown>
