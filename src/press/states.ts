import { enqueue } from '../kit/jobs/jobs.ts'
import { signatureOf } from '../kit/people/officer.ts'
import type { Case, Entering } from '../kit/procedure/procedure.ts'
import type { Language } from '../kit/words.ts'
import { type Hours, hourOf, hoursOf, mustBeFit } from './fit.ts'
import { articleRow, type Deed, goLive, leaveLists, liveRow, type TextRow, takeDown } from './publish.ts'
import { takeSlug } from './slugs.ts'
import type { PressDb } from './tables.ts'
import { addVersion, wordingOf } from './versions.ts'

/** What a case of the procedure `article` knows of its text; read from the text anew at each step. */
export interface ArticleData extends Hours {
  text: number
  article: number
  language: Language
  title: string
  column: number
  /** What readers are told of a correction. */
  note: string
  /** Who last handed it in, or began the correction: an officer's id. */
  author: string | null
  /** Whether it has been published: what is done to it now is a correction. */
  live: boolean
  /** Whether its time on the lists was over when the correction began. */
  expired: boolean
}

/** What entering a state does: in the transaction of the deed, so that both are there or neither. */
type Effect = (tx: PressDb, text: TextRow, deed: Doing) => Promise<Partial<ArticleData> | undefined>
interface Doing extends Deed {
  one: Case<ArticleData>
  entering: Entering
}

/** Writes the state into the text, does what belongs to it, and reads the case's data from the text. */
export const entering =
  (state: string, effect?: Effect) =>
  async (tx: PressDb, one: Case<ArticleData>, { ...entering }: Entering): Promise<Partial<ArticleData>> => {
    const { at, officer } = entering
    const now = at.epochMilliseconds
    const text = await tx
      .updateTable('press_text')
      .set({ state, case_id: one.id })
      .where('id', '=', one.data.text)
      .returningAll()
      .executeTakeFirstOrThrow()
    const article = await tx
      .updateTable('press_article')
      .set({ changed_at: now })
      .where('id', '=', text.article)
      .returningAll()
      .executeTakeFirstOrThrow()
    const by = officer ? signatureOf(officer) : 'house'
    const set = await effect?.(tx, text, { at, by, one, entering })
    return { title: text.title, column: article.column_id, ...hoursOf(text), ...set }
  }

/** Handed in: whole, under a name of its own, and kept as it is now. */
export const handedIn: Effect = async (tx, text, { at, by, entering: { officer } }) => {
  mustBeFit(text, await articleRow(tx, text.article), at)
  await takeSlug(tx, text, at)
  await addVersion(tx, text, { at, by, why: 'submit' })
  return { author: officer?.id ?? null }
}

export const correctionBegun: Effect = async (_, __, { entering: { officer, verb } }) =>
  verb === 'correct' ? { author: officer?.id ?? null, note: '' } : undefined

/** Signed for a later hour: the queue brings it out at that hour, the job each minute where the queue did not. */
export const scheduled: Effect = async (tx, text, { at, by, one, entering: { verb } }) => {
  const row = await writeHours(tx, text, { ...one.data, publishAt: hourOf(one.data) })
  if (verb === 'sign') await sign(tx, row, { at, by })
  else mustBeFit(row, await articleRow(tx, row.article), at)
  const due = Math.max(row.publish_at ?? 0, at.epochMilliseconds)
  await enqueue(tx, 'press.publish', { text: text.id }, Temporal.Instant.fromEpochMilliseconds(due))
  return hoursOf(row)
}

async function writeHours(tx: PressDb, text: TextRow, hours: Hours): Promise<TextRow> {
  const { publishAt: publish_at, embargoUntil: embargo_until, expiresAt: expires_at } = hours
  const set = { publish_at, embargo_until, expires_at }
  await tx.updateTable('press_text').set(set).where('id', '=', text.id).execute()
  return { ...text, ...set }
}

async function sign(tx: PressDb, text: TextRow, deed: Deed) {
  mustBeFit(text, await articleRow(tx, text.article), deed.at)
  await takeSlug(tx, text, deed.at)
  await addVersion(tx, text, { ...deed, why: 'sign' })
}

/** Published, at its hour or as it was signed; corrected; or back here because a correction was given up. */
export const published: Effect = async (tx, text, { at, by, one, entering: { verb } }) => {
  if (verb === 'cancel') return givenUp(tx, text, { at, by })
  const row = verb === 'sign' ? await writeHours(tx, text, one.data) : text
  if (verb === 'sign') await sign(tx, row, { at, by })
  await goLive(tx, row, { at, by }, one.data.live ? one.data.note : null)
  return { ...hoursOf(row), live: true, expired: false, note: '', author: null }
}

/** The working text is again what readers read. */
async function givenUp(tx: PressDb, text: TextRow, { at, by }: Deed): Promise<Partial<ArticleData>> {
  const live = (await liveRow(tx, text.id))!
  const { slug, expires_at } = live
  const words = wordingOf(live)
  await tx
    .updateTable('press_text')
    .set((of) => ({ ...words, slug, expires_at, revision: of('revision', '+', 1) }))
    .where('id', '=', text.id)
    .execute()
  await addVersion(tx, { ...text, ...words }, { at, by, why: 'cancel' })
  return { title: words.title, expiresAt: expires_at, note: '', author: null }
}

export const withdrawn: Effect = async (tx, text, { at, by, entering: { reason } }) => {
  await takeDown(tx, text, reason!, { at, by })
  return undefined
}

/** Off the lists at its hour; or back here because a correction was given up. */
export const expired: Effect = async (tx, text, { at, by, entering: { verb } }) => {
  if (verb === 'cancel') return givenUp(tx, text, { at, by })
  await leaveLists(tx, text, { at, by })
  return { expired: true, note: '', author: null }
}
