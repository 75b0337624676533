import fc from 'fast-check'
import { record } from '../journal/journal.ts'
import { anyOfficer } from '../people/officer.ts'
import type { House, Room } from '../room.ts'
import { followJournalIntoIndex } from './follow.ts'
import type { Indexed, Searchable } from './searchable.ts'

export const tools = { signal: new AbortController().signal, progress() {} }

/** Any code unit, also halves of signs. */
export const anySign = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))

export const follow = (house: House) => followJournalIntoIndex(house, tools)

/** Things that are kept in memory: open ones and, for officers only, notes. */
export function shelf() {
  const things = new Map<string, Indexed[]>()
  const kind = (name: string, more: Partial<Searchable> = {}): Searchable => ({
    kind: name,
    words: { zh: name === 'thing' ? '东西' : '便笺', en: name },
    facets: { column: { zh: '栏目', en: 'Column' } },
    watches: (_, about) => about.startsWith(`${name}/`),
    find: async (_, about) => things.get(about) ?? [],
    async *all() {
      for (const about of things.keys()) if (about.startsWith(`${name}/`)) yield about
    },
    ...more,
  })
  const room: Room = {
    name: 'shelf',
    migrations: {},
    searchable: [kind('thing'), kind('note', { may: anyOfficer })],
  }
  return {
    room,
    /** Changes a thing as a deed would; it is found once the journal was followed. */
    async put(house: House, about: string, ...texts: Partial<Indexed>[]) {
      const path = `/${about}`
      things.set(
        about,
        texts.map((each) => ({ language: 'zh', title: '', text: '', path, at: 0, ...each })),
      )
      await record(house.store.db, { at: house.clock(), by: 'test', deed: 'put', about })
    },
    /** All at once, as an older program has left them: no journal line tells of them. */
    lay(about: string, ...texts: Indexed[]) {
      things.set(about, texts)
    },
    /** Gone without a word. */
    lose: (about: string) => things.delete(about),
  }
}
