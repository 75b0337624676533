import type { Room } from '../kit/room.ts'
import { mayWrite } from './duties.ts'

/** Files of what is not published are for those who write, review and sign; for everybody else they do not exist. */
export const mayRead: NonNullable<Room['mayRead']> = async (_, officer, about) =>
  /^(text\/\d+|article\/\d+(-(zh|en))?)$/.test(about) &&
  officer !== null &&
  mayWrite.holds(officer, undefined)
