/** The languages every word of the centre is written in. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** One thing said in every language. */
export type Words = Record<Language, string>

/** The HTML and HTTP name of a language. */
export const tagOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en')

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The English name of a date's month. The platform's own words cost a third of a millisecond each. */
export const monthName = ({ month }: { month: number }) => months[month - 1]!

/** "Dec", and "Sept" as the British write it. */
export const shortMonth = (date: { month: number }) => monthName(date).slice(0, date.month === 9 ? 4 : 3)
