import type { Officer } from '../people/officer.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import type { AnyRegister } from './register.ts'

/** The same for what is not there and what is not for him. */
export const noRegister = () =>
  new Problem(
    'no-register',
    { zh: '没有这个登记簿，或者不向您开放。', en: 'There is no such register, or it is not open to you.' },
    404,
  )

/** A register of the house that the officer may see. @throws Problem 404 */
export function registerFor(house: House, key: string, officer: Officer): AnyRegister {
  const found = house.desk.registers.find((each) => each.key === key)
  if (!found?.may.see.holds(officer, undefined)) throw noRegister()
  return found
}

/** @throws Problem 403 for who may see the register and not change it */
export function mustChange(r: AnyRegister, officer: Officer): void {
  if (r.may.change.holds(officer, undefined)) return
  const { words } = r.may.change
  throw new Problem(
    'not-yours',
    { zh: `这里只有${words.zh}可以修改。`, en: `This is changed only by ${words.en}.` },
    403,
  )
}
