import type { Permission } from '../people/officer.ts'
import type { DeskItem, Room } from '../room.ts'
import type { AnyRegister } from './register.ts'

/** Where a register stands at the desk, without the language. */
export const registerPath = ({ key }: Pick<AnyRegister, 'key'>) => `/desk/r/${key}`

const ownGroup = { zh: '登记簿', en: 'Registers' }

/** The places of a room's registers, each in the group that it names or else in the room's first. */
export const registerItems = ({ registers = [], desk }: Pick<Room, 'registers' | 'desk'>): DeskItem[] =>
  registers.map((r) => ({
    group: r.group ?? desk?.items?.[0]?.group ?? ownGroup,
    words: r.many,
    path: registerPath(r),
    may: r.may.see,
  }))

/** Who may look into a room's registers and who may change them. */
export const registerPermissions = ({ registers = [] }: Pick<Room, 'registers'>): Permission[] =>
  registers.flatMap(({ many: { zh, en }, may }) => [
    { deed: { zh: `查看“${zh}”`, en: `See “${en}”` }, may: may.see },
    { deed: { zh: `登记和修改“${zh}”`, en: `Add to and change “${en}”` }, may: may.change },
  ])
