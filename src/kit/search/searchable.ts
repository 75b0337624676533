import type { AnyKysely } from '../db/open.ts'
import type { Sentence } from '../people/officer.ts'
import type { House } from '../room.ts'
import type { Language, Words } from '../words.ts'

/** A thing as it is to be found now, in one language. */
export interface Indexed {
  language: Language
  title: string
  /** All of its words, plain. */
  text: string
  /** Path without the language. */
  path: string
  /** Epoch milliseconds; newer ranks higher. 0 for what has no date. */
  at: number
  /** By which results may be narrowed, such as `{ column: '科普', year: '2026' }`; names are small Latin letters. */
  facets?: Readonly<Record<string, string>>
  /** Names of people and places: also found by pinyin, and by its initials. */
  names?: readonly string[]
}

/** What a line of the journal says changed: nothing, the thing that it is about, or the things named. */
export type Changed = boolean | readonly string[]

/** One kind of thing that can be searched for. A room names its own in `Room.searchable`. */
export interface Searchable {
  /** Small Latin letters, such as `article`. */
  kind: string
  /** What such a thing is called. */
  words: Words
  /** Words of the facets, by their names. `year` needs none. */
  facets?: Readonly<Record<string, Words>>
  /** Which lines of the journal mean that a thing of this kind changed. */
  watches(deed: string, about: string, detail: object): Changed
  /** The thing in each of its languages; empty when it is gone, or is not for these eyes. */
  find(db: AnyKysely, about: string, house: House): Promise<readonly Indexed[]>
  /** What journal lines call each of the things there are. */
  all(db: AnyKysely, house: House): AsyncIterable<string>
  /** Who finds it; null, or nothing said: everybody. */
  may?: Sentence<unknown> | null
}
