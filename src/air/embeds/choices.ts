import { Problem } from '../../kit/problem.ts'
import type { Language } from '../../kit/words.ts'

/** What is allowed for `name` in an address; `fallback` where nothing was said. @throws Problem that lists the choices */
export function chosen<T extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const given = query.get(name)
  if (given === null || given === '') return fallback
  const known = choices.find((choice) => choice === given)
  if (known !== undefined) return known
  throw new Problem('wrong-choice', {
    zh: `参数 ${name} 只能是：${choices.join('、')}。`,
    en: `The parameter ${name} must be one of: ${choices.join(', ')}.`,
  })
}

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The language of what is shown elsewhere: by `?lang=`, for the page around it is not ours. */
export const languageOf = (query: URLSearchParams): Language => chosen(query, 'lang', ['zh', 'en'], 'zh')

export const unknownPlace = (name: string) =>
  new Problem(
    'unknown-place',
    {
      zh: `没有“${name.slice(0, 60)}”这个地点。请用 city、站点代码或区代码。`,
      en: `There is no place "${name.slice(0, 60)}". Use city, the code of a station or the code of a district.`,
    },
    404,
  )

/** Anybody may show it on any page, and keep it for a few minutes: its hour stands on it. */
export const openHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
}
