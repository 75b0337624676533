import type { Language } from '../words.ts'

/** Words of the renderings. */
export const words = {
  zh: {
    notes: '注释',
    links: '文中链接',
    note: (n: number) => `注释 ${n}`,
    back: (n: number) => `回到正文注释 ${n} 处`,
    table: '表格',
    picture: (alt: string) => `［图片：${alt}］`,
    air: '实时空气质量见本中心网站。',
    chart: '图表见本中心网站。',
    more: '另见：',
  },
  en: {
    notes: 'Notes',
    links: 'Links in the text',
    note: (n: number) => `Note ${n}`,
    back: (n: number) => `Back to note ${n} in the text`,
    table: 'Table',
    picture: (alt: string) => `[Picture: ${alt}]`,
    air: 'The air as it is now is shown on our website.',
    chart: 'The chart is shown on our website.',
    more: 'See also: ',
  },
} satisfies Record<Language, unknown>
