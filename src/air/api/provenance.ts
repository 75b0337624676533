import type { AnyStore } from '../../kit/db/open.ts'
import type { House } from '../../kit/room.ts'
import { weakTag } from '../../kit/web/etag.ts'
import { type Kind, type Validity, validities } from '../pollutants.ts'
import { allSources, type SourceRow } from '../source-register.ts'
import type { AirStore } from '../tables.ts'
import type { Terms } from './csv.ts'
import type { SourceJson } from './fields.ts'

export const sourceJson = ({ name, kind, licence, attribution, url }: SourceRow): SourceJson => ({
  name,
  kind,
  licence,
  attribution,
  url,
})

/** The sources that stand behind an answer, gathered while its rows go by. */
export class Provenance {
  readonly #known: ReadonlyMap<number, SourceRow>
  readonly #seen = new Set<number>()
  readonly #terms = new Map<string, Terms>()

  constructor(known: readonly SourceRow[]) {
    this.#known = new Map(known.map((row) => [row.id, row]))
  }

  static async load({ store }: House): Promise<Provenance> {
    return new Provenance(await allSources((store as AirStore).db))
  }

  /** Notes that a source stands behind the answer; its name. */
  see(source: number): string {
    this.#seen.add(source)
    return this.#known.get(source)?.name ?? ''
  }

  /** Of the sources with these names, for the lines of a CSV file; a station's own licence goes before theirs. */
  termsOf(kind: Kind, names: readonly string[], own: string | null = null): Terms {
    const key = names.join('|')
    const found = this.#terms.get(key) ?? this.#gather(kind, names)
    this.#terms.set(key, found)
    return own === null ? found : { ...found, licence: own }
  }

  #gather(kind: Kind, names: readonly string[]): Terms {
    const rows = [...this.#known.values()].filter(({ name }) => names.includes(name))
    const each = (read: (row: SourceRow) => string) => [...new Set(rows.map(read))].join(' | ')
    return { kind, licence: each((row) => row.licence), attribution: each((row) => row.attribution) }
  }

  sources(): SourceJson[] {
    return [...this.#known.values()].filter(({ id }) => this.#seen.has(id)).map(sourceJson)
  }
}

/** The lowest validity that stands behind a value. */
export const lowest = (found: Iterable<number>): Validity => validities[Math.min(2, ...found)] ?? 'raw'

/** A process tells its answers from those of another version of itself. */
const processes = new WeakMap<House, string>()

function processOf(house: House): string {
  const known = processes.get(house) ?? crypto.randomUUID()
  processes.set(house, known)
  return known
}

/**
 * A mark of what readings and days are made from: every deed writes a line into the journal, and until roll-ups and
 * flags have caught up the number of stale days shrinks.
 */
export async function dataTag(house: House, ...asked: (string | number)[]): Promise<string> {
  const store: AirStore = house.store
  const [line, stale] = await Promise.all([
    (house.store as AnyStore).db
      .selectFrom('journal')
      .select((of) => of.fn.max('id').as('id'))
      .executeTakeFirst(),
    store.db
      .selectFrom('air_stale')
      .select((of) => of.fn.countAll().as('days'))
      .executeTakeFirst(),
  ])
  return weakTag(processOf(house), Number(line?.id ?? 0), Number(stale?.days ?? 0), ...asked)
}
