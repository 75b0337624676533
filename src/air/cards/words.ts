import type { Language } from '../../kit/words.ts'
import type { Kind } from '../pollutants.ts'

/** What stands on a card and nowhere else. */
export const cardWords = {
  zh: {
    last24: '过去 24 小时',
    last: (hour: string) => `暂无最新数据。最近一次数据：${hour}。`,
    invalid: '这一小时没有有效的读数。',
    foot: {
      reference: '实时数据，未经审核',
      sensor: '微型传感器，不能与监测站比较',
      model: '来自大气模型',
      simulated: '仅供演示',
    } satisfies Record<Kind, string>,
  },
  en: {
    last24: 'The last 24 hours',
    last: (hour: string) => `There are no current data. The newest are of ${hour}.`,
    invalid: 'There is no valid reading of this hour.',
    foot: {
      reference: 'Real-time data, not validated',
      sensor: 'Low-cost sensors, not comparable with stations',
      model: 'From an atmospheric model',
      simulated: 'For demonstration only',
    } satisfies Record<Kind, string>,
  },
} satisfies Record<Language, unknown>
