import { Problem } from '../../kit/problem.ts'
import { type Language, languages } from '../../kit/words.ts'
import { type PanelName, panelNames } from './screen-words.ts'

/** The languages that take turns: `?lang=zh`, `en` or `both`; otherwise as the address has it. @throws Problem 400 */
export function languagesAsked(query: URLSearchParams, own: Language): readonly Language[] {
  const given = query.get('lang')
  if (!given) return own === 'zh' ? languages : ['en']
  if (given === 'both') return languages
  const found = languages.find((one) => one === given)
  if (found) return [found]
  throw new Problem('unknown-language', {
    zh: 'lang 应为 zh、en 或 both。',
    en: 'lang must be zh, en or both.',
  })
}

/** The panels to be shown: `?only=now,forecast`; null for whatever has something to show. @throws Problem 400 */
export function panelsAsked(query: URLSearchParams): readonly PanelName[] | null {
  const given = query.get('only')
  if (!given) return null
  const names = given.split(',').map((name) => name.trim())
  const known = panelNames.filter((name) => names.includes(name))
  if (known.length > 0 && names.every((name) => known.includes(name as PanelName))) return known
  throw new Problem('unknown-panel', {
    zh: `only 应为以下各项，用逗号分开：${panelNames.join('、')}。`,
    en: `only must name some of these, with commas between: ${panelNames.join(', ')}.`,
  })
}
