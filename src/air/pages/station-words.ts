import type { Language } from '../../kit/words.ts'
import type { Station } from '../stations.ts'

/** What the pages of stations and districts say. */
export const placeWords = {
  zh: {
    stations: '全部站点',
    types: {
      urban: '城市环境评价点',
      background: '背景或区域点',
      traffic: '交通点',
      other: '其他',
    } satisfies Record<Station['type'], string>,
    short: { urban: '城市', background: '背景', traffic: '交通', other: '其他' } satisfies Record<
      Station['type'],
      string
    >,
    type: '类型',
    evaluated: '参加全市均值计算',
    notEvaluated: '不参加全市均值计算',
    neverHeard: '这个站点还没有任何读数。',
    silentSince: (when: string) => `暂无最新数据。最后一次读数：${when}。`,
    noIndex: '这一小时没有可用于计算指数的数值。',
    last24: '过去 24 小时',
    six: '六项污染物',
    sixNote: '过去 24 小时，小时平均浓度；断开处没有数据',
    days30: '最近 30 天',
    notOver: '最后一天还没有结束',
    odd: '最近 7 天的异常',
    oddNone: '没有缺测，也没有异常标记。',
    oddNote: '低于零和超出可能范围的数值不参与平均和指数；其余标记仅作提示',
    missing: '缺测',
    corrections: '数据更正',
    correctionsNone: '没有更正过的数值。',
    capture: '数据获取率',
    captureNote: (days: number) => `最近 ${days} 天中有效的小时数；一天至少 20 个小时才有日均值`,
    about: '站点资料',
    nearest: '最近的站点',
    data: '下载与嵌入',
    city: '全市',
  },
  en: {
    stations: 'All stations',
    types: {
      urban: 'urban assessment point',
      background: 'background or regional point',
      traffic: 'traffic point',
      other: 'other',
    } satisfies Record<Station['type'], string>,
    short: { urban: 'urban', background: 'background', traffic: 'traffic', other: 'other' } satisfies Record<
      Station['type'],
      string
    >,
    type: 'Type',
    evaluated: "part of the city's mean",
    notEvaluated: "not part of the city's mean",
    neverHeard: 'This station has not sent any reading yet.',
    silentSince: (when: string) => `There are no current data. The last reading was at ${when}.`,
    noIndex: 'No value of this hour can enter an index.',
    last24: 'The last 24 hours',
    six: 'The six pollutants',
    sixNote: 'last 24 hours, hourly means; the line breaks where there are no data',
    days30: 'The last 30 days',
    notOver: 'the last day is not over yet',
    odd: 'What was odd in the last 7 days',
    oddNone: 'Nothing was missing and nothing was flagged.',
    oddNote:
      'values below zero or outside the possible range enter no mean and no index; other flags only advise',
    missing: 'missing',
    corrections: 'Corrections',
    correctionsNone: 'No value was ever corrected.',
    capture: 'Data capture',
    captureNote: (days: number) => `valid hours of the last ${days} days; a day's mean needs at least 20`,
    about: 'About the station',
    nearest: 'Nearest stations',
    data: 'Download and embed',
    city: 'The city',
  },
} satisfies Record<Language, unknown>
