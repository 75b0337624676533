import type { House } from '../../room.ts'
import type { DeskAsk } from '../../web/desk.tsx'
import type { Colleague } from '../officers.ts'
import { label, words } from './words.ts'

export const crumb = { words: label('people'), path: '/desk/people' }

/** Names in a row. */
export const joined = (names: readonly string[], { language }: DeskAsk) =>
  names.join(language === 'zh' ? '、' : ', ')

/** Names of the duties, in the order of the house. */
export function dutyNames(house: House, ask: DeskAsk, duties: ReadonlySet<string>): string[] {
  return house.desk.duties.filter(({ key }) => duties.has(key)).map((each) => each.words[ask.language])
}

/** Whether he can sign in, or when he left. */
export const stateOf = ({ leftOn, signedUp }: Colleague, { language }: DeskAsk) => {
  const w = words[language]
  return leftOn !== null ? w.left(leftOn) : signedUp ? w.signedUp : w.invited
}
