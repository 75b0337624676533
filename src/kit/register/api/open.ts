import type { Context } from 'hono'
import type { Officer } from '../../people/officer.ts'
import { whoAsks } from '../../people/sign-in.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { fromOwnPage } from '../../web/own-origin.ts'
import { noRegister } from '../find.ts'
import { type Wanted, wantedOf } from '../query.ts'
import type { AnyRegister, AnyRow } from '../register.ts'

/** Whoever asks the API of a register: an officer, or a stranger for whom only what is open is there. */
export interface Asking {
  house: House
  r: AnyRegister
  officer: Officer | null
  /** Fields that he is shown. */
  fields: readonly string[]
}

/** @throws Problem 404, the same for what is not there and what is not open to him */
export async function askingOf(house: House, c: Context): Promise<Asking> {
  const r = house.desk.registers.find(({ key }) => key === c.req.param('key'))
  const signed = await whoAsks(house, c)
  const officer = signed?.officer ?? null
  const sees = officer !== null && r?.may.see.holds(officer, undefined)
  if (!r || (!sees && r.list.open === null)) throw noRegister()
  return { house, r, officer: sees ? officer : null, fields: sees ? Object.keys(r.fields) : r.list.open! }
}

/**
 * An officer who may change the register, asking from one of our own pages: his cookie is all that a browser sends, and
 * no token stands for a person.
 * @throws Problem 401, 403, 404
 */
export async function changingOf(house: House, c: Context): Promise<Asking & { officer: Officer }> {
  fromOwnPage(c)
  if (!(await whoAsks(house, c))) throw signInFirst()
  const asking = await askingOf(house, c)
  const { r, officer } = asking
  if (officer === null) throw noRegister()
  if (!r.may.change.holds(officer, undefined)) throw notYours(r)
  return { ...asking, officer }
}

/** A row that he may see: a stranger none that lies in the trash. */
export const sees = ({ r, officer }: Asking, row: AnyRow): boolean =>
  officer === null ? row.trashedAt === null : r.may.see.holds(officer, row)

/**
 * What a list is asked for, as the page of the desk reads it. A stranger can neither search, narrow nor sort by what he
 * is not shown, for that would tell him of it.
 */
export function listAsked({ r, officer, fields }: Asking, query: URLSearchParams): Wanted {
  if (officer) return wantedOf(r, query)
  const shown = new Set(fields)
  const allowed = new URLSearchParams()
  for (const [name, value] of query) {
    const field = name.replace(/\.(from|until)$/, '')
    if (shown.has(field) || name === 'after' || name === 'before') allowed.append(name, value)
    if (name === 'sort' && shown.has(value.replace(/^-/, ''))) allowed.append(name, value)
    if (name === 'q' && r.list.search.every((each) => shown.has(each))) allowed.append(name, value)
  }
  return wantedOf(r, allowed)
}

const signInFirst = () => new Problem('sign-in-first', { zh: '请先登录。', en: 'Sign in first.' }, 401)

export const notYours = ({ may }: AnyRegister) =>
  new Problem(
    'not-yours',
    { zh: `只有${may.change.words.zh}可以修改。`, en: `Only ${may.change.words.en} may change this.` },
    403,
  )
