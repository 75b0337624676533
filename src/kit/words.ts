/** The languages every word of the centre is written in. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** One thing said in every language. */
export type Words = Record<Language, string>

/** The HTML and HTTP name of a language. */
export const tagOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en')
