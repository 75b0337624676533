import { closeForm, dropDraft, keepDraft, keepOpen, othersAt, ownNames } from '../drafts.ts'
import { lookOf } from '../look.ts'
import { othersWords } from './form.tsx'
import { type At, type Make, mustChange, rowAsked, whenOf, within } from './shown.ts'
import { words } from './words.ts'

/** Characters of a draft at most; what is longer is saved as a whole or not at all. */
const longestDraft = 500_000

/** The form that is drafted: of a row that he may change, or of a new one. */
async function placeOf(at: At) {
  const { r, ask } = at
  if (ask.params.id === undefined) return { r, row: 0, officer: ask.officer.id }
  const row = await rowAsked(at)
  mustChange(at, row)
  return { r, row: row.id, officer: ask.officer.id }
}

/** Keeps what is typed, or with `drop` forgets it. */
export const draftAct: Make = async (at, form, c) => {
  const { house, r, ask } = at
  const place = await placeOf(at)
  if (form.text('drop') === '1') {
    await dropDraft(house.store.db, place)
    return { to: within(at, place.row === 0 ? '/new' : `/${place.row}/edit`) }
  }
  const revision = Number(form.text('row-revision'))
  const length = ownNames(r, form).reduce((sum, name) => sum + form.all(name).join('').length, 0)
  if (!Number.isSafeInteger(revision) || length > longestDraft) return c.json({}, 413)
  const now = ask.at.epochMilliseconds
  await keepDraft(house.store.db, place, { form, revision, at: now })
  const look = await lookOf(house, ask.language)
  return c.json({ said: words[ask.language].draftKept(whenOf(now, look, ask.at)) })
}

/** A sign of life of an open form; says who else has it open. */
export const openAct: Make = async (at, form, c) => {
  const { house, ask } = at
  const place = await placeOf(at)
  const now = ask.at.epochMilliseconds
  if (form.text('left') === '1') {
    await closeForm(house.store.db, place)
    return c.json({})
  }
  await keepOpen(house.store.db, place, now)
  const others = await othersAt(house.store.db, place, now)
  return c.json({ said: othersWords(others, ask.at, await lookOf(house, ask.language)) })
}
