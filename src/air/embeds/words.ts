import type { Language } from '../../kit/words.ts'

/** What embeds say to readers of other pages. */
export const embedWords = {
  zh: {
    air: (place: string) => `${place}空气`,
    unmeasured: (kind: string) => `${kind}数据，非实测`,
    aside: (kind: string) => `（${kind}）`,
    last: (hour: string) => `最近一次数据：${hour}。`,
    invalid: '这一小时没有有效的读数。',
    more: '查看详情',
    title: (place: string) => `${place}空气质量`,
    unknown: '没有这个地点',
  },
  en: {
    air: (place: string) => `Air in ${place}`,
    unmeasured: (kind: string) => `${kind[0]!.toUpperCase()}${kind.slice(1)} data, not measured`,
    aside: (kind: string) => ` (${kind})`,
    last: (hour: string) => `The newest data are of ${hour}.`,
    invalid: 'There is no valid reading of this hour.',
    more: 'Details',
    title: (place: string) => `Air quality in ${place}`,
    unknown: 'no such place',
  },
} satisfies Record<Language, unknown>
