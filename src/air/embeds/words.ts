import type { Language } from '../../kit/words.ts'
import { words } from '../pages/words.ts'
import type { Kind } from '../pollutants.ts'

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

/** Kinds that nobody measured: they are said loudly wherever a number of theirs goes. */
export const isMeasured = (kind: Kind) => kind === 'reference' || kind === 'sensor'

/** "监测站", "微型传感器", "模型数据，非实测": what kind of value it is, for readers who know nothing of us. */
export const kindLabel = (kind: Kind, language: Language) =>
  isMeasured(kind)
    ? words[language].kinds[kind]
    : embedWords[language].unmeasured(words[language].kinds[kind])
