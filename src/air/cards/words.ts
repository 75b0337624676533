import type { Language } from '../../kit/words.ts'

/** What stands on a card and nowhere else. */
export const cardWords = {
  zh: {
    last24: '过去 24 小时',
    last: (hour: string) => `暂无最新数据。最近一次数据：${hour}。`,
    invalid: '这一小时没有有效的读数。',
    unmeasured: (kind: string) => `${kind}，非实测`,
    foot: { real: '实时数据，未经审核', simulated: '模拟数据，仅供演示' },
  },
  en: {
    last24: 'The last 24 hours',
    last: (hour: string) => `There are no current data. The newest are of ${hour}.`,
    invalid: 'There is no valid reading of this hour.',
    unmeasured: (kind: string) => `${kind}, not measured`,
    foot: { real: 'Real-time data, not validated', simulated: 'Simulated data, for demonstration' },
  },
} satisfies Record<Language, unknown>
