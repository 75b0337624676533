import { colleagues, departmentsOf, type PeopleDb } from '../people/officers.ts'
import { todayOf } from '../people/sign-in.ts'
import type { House } from '../room.ts'
import type { Language } from '../words.ts'
import type { Look } from './kind.ts'
import { type AnyRegister, type AnyRow, keptFields } from './register.ts'

/** What reading and showing values asks of the house. */
export async function lookOf(house: House, language: Language): Promise<Look> {
  const db: PeopleDb = house.store.db
  const officers = await colleagues(db, todayOf(house), { left: true })
  const departments = await departmentsOf(db)
  return {
    db: house.store.db,
    engine: house.store.engine,
    language,
    zone: house.settings.LANTIAN_ZONE,
    officers: new Map(officers.map(({ id, name }) => [id, name])),
    departments: new Map(departments.map(({ id, name }) => [id, name])),
    titles: new Map(),
  }
}

/** The same, knowing the titles of all rows that these refer to: one question a field, however many rows. */
export async function withTitles(look: Look, r: AnyRegister, rows: readonly AnyRow[]): Promise<Look> {
  const titles = new Map(look.titles)
  for (const [name, { kind }] of keptFields(r)) {
    if (!kind.titlesOf || !kind.refersTo) continue
    const ids = [...new Set(rows.map((row) => row[name]).filter((id) => typeof id === 'number'))]
    if (ids.length === 0) continue
    for (const [id, title] of await kind.titlesOf(ids, look)) titles.set(`${kind.refersTo()}/${id}`, title)
  }
  return { ...look, titles }
}
