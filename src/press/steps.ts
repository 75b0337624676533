import { record } from '../kit/journal/journal.ts'
import { type Officer, signatureOf } from '../kit/people/officer.ts'
import { Problem } from '../kit/problem.ts'
import { act, actIn, type Case, caseById, dropPages, type VerbOf } from '../kit/procedure/procedure.ts'
import type { House } from '../kit/room.ts'
import { article } from './article.procedure.ts'
import { maySign } from './duties.ts'
import { type Hours, hourOf } from './fit.ts'
import { aboutText, type TextRow } from './publish.ts'
import type { ArticleData } from './states.ts'
import { dbOf, textById } from './texts.ts'

export interface Step {
  /** The case's revision that he looked at; without one, as it stands now. */
  revision?: number
  input?: Partial<ArticleData>
  reason?: string | null
}

/** The case of a text. */
export const caseOf = (house: House, text: Pick<TextRow, 'case_id'>) =>
  caseById(house.store.db, text.case_id!) as unknown as Promise<Case<ArticleData>>

/** One step of the procedure; where signing leads to an hour that has passed, it is out in the same transaction. */
export async function step(
  house: House,
  text: Pick<TextRow, 'case_id'>,
  verb: VerbOf<typeof article>,
  officer: Officer,
  { revision, input, reason = null }: Step = {},
): Promise<Case<ArticleData>> {
  const one = await caseOf(house, text)
  const asked = { of: article, case: one.id, revision: revision ?? one.revision, officer, verb, reason }
  const done = await dbOf(house)
    .transaction()
    .execute(async (tx) => {
      const after = await actIn(house, tx, input ? { ...asked, input } : asked)
      const isDue = after.state === 'scheduled' && hourOf(after.data)! <= house.clock().epochMilliseconds
      return isDue ? actIn(house, tx, publishing(after)) : after
    })
  dropPages(house, done)
  return done
}

const publishing = ({ id, revision }: Pick<Case, 'id' | 'revision'>) => ({
  of: article,
  case: id,
  revision,
  officer: null,
  verb: 'publish' as const,
})

/** 排期: another hour for what is signed and waits. @throws Problem 403 */
export async function schedule(house: House, id: number, hours: Hours, officer: Officer): Promise<void> {
  if (!maySign.holds(officer, undefined)) {
    const { zh, en } = maySign.words
    throw new Problem('not-yours', { zh: `排期由${zh}办理。`, en: `Hours are set by ${en}.` }, 403)
  }
  const db = dbOf(house)
  const done = await db.transaction().execute(async (tx) => {
    const one = await caseOf(house, await textById(tx, id))
    const asked = { of: article, case: one.id, revision: one.revision, officer: null, input: { ...hours } }
    const after = await actIn(house, tx, { ...asked, verb: 'schedule' })
    const at = house.clock()
    await record(tx, {
      at,
      by: signatureOf(officer),
      deed: 'press.schedule',
      about: aboutText(id),
      detail: { ...hours },
    })
    return hourOf(hours) === null || hourOf(hours)! <= at.epochMilliseconds
      ? actIn(house, tx, publishing(after))
      : after
  })
  dropPages(house, done)
}

/** Somebody else was quicker, or it was taken back: nothing is left to do. */
const isOver = (error: unknown) =>
  error instanceof Problem && ['case-moved', 'no-such-deed', 'guarded'].includes(error.code)

/** What the house does by itself at an hour; what fails does not keep the others back. */
async function byHouse(house: House, texts: readonly number[], verb: 'publish' | 'expire'): Promise<number> {
  let done = 0
  const failed: unknown[] = []
  for (const id of texts)
    try {
      const one = await caseOf(house, await textById(dbOf(house), id))
      await act(house, { ...publishing(one), verb })
      done++
    } catch (error) {
      if (isOver(error)) continue
      house.log.error({ err: error, text: id }, `${verb} failed`)
      failed.push(error)
    }
  if (failed.length > 0)
    throw new Error(`${verb}: ${failed.length} of ${texts.length} failed`, { cause: failed[0] })
  return done
}

/** Publishes what is signed and whose hour has struck. Safe to run twice, by however many at once. */
export async function publishDue(house: House): Promise<number> {
  const rows = await dbOf(house)
    .selectFrom('press_text')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('publish_at', '<=', house.clock().epochMilliseconds)
    .orderBy('publish_at')
    .execute()
  return byHouse(
    house,
    rows.map(({ id }) => id),
    'publish',
  )
}

/** Takes off the lists what has expired. Safe to run twice. */
export async function expireDue(house: House): Promise<number> {
  const rows = await dbOf(house)
    .selectFrom('press_live')
    .select('text_id')
    .where('up', '=', 1)
    .where('expires_at', '<=', house.clock().epochMilliseconds)
    .execute()
  return byHouse(
    house,
    rows.map(({ text_id }) => text_id),
    'expire',
  )
}
