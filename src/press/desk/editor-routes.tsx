import type { Hono } from 'hono'
import { href } from '../../kit/html/layout.tsx'
import { Problem } from '../../kit/problem.ts'
import { closeForm, dropDraft, keepDraft, keepOpen } from '../../kit/register/drafts.ts'
import type { House } from '../../kit/room.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import type { Form } from '../../kit/web/form.ts'
import { mayWrite } from '../duties.ts'
import { Behind, dbOf, saveText } from '../texts.ts'
import { newestVersion, type Wording, wordingOf } from '../versions.ts'
import { EditorPage, editorProps, othersWords } from './editor-page.tsx'
import { editorPath, textAsked, timeOf } from './shown.ts'
import { readText, textForm } from './text-form.ts'
import { words } from './words.ts'

const path = '/desk/press/:article{[1-9][0-9]{0,14}}/:language{(?:zh|en)}'
/** Characters of a draft at most. */
const longestDraft = 2_000_000

const revisionOf = (form: Form) =>
  /^[1-9]\d{0,8}$/.test(form.text('row-revision')) ? Number(form.text('row-revision')) : 0

/** Saves; what cannot be saved comes back as it was typed. */
async function save(house: House, ask: DeskAsk, form: Form): Promise<DeskAnswer> {
  const { text } = await textAsked(house, ask)
  const read = await readText(house, text, form)
  if (!read.ok) {
    const props = await editorProps(house, ask, form)
    return { body: <EditorPage {...props} faults={read.faults} />, status: 422 }
  }
  try {
    await saveText(house, { text: text.id, revision: revisionOf(form), changes: read.changes }, ask.officer)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const props = await editorProps(house, ask, form)
    const behind =
      error instanceof Behind ? { behind: { ...wordingOf(text), ...read.changes } as Wording } : {}
    return {
      body: <EditorPage {...props} {...behind} problem={error.words} />,
      status: error.status === 409 ? 409 : 422,
    }
  }
  await dropDraft(dbOf(house), { r: textForm, row: text.id, officer: ask.officer.id })
  return { to: `${href(ask, editorPath(text))}?done=1` }
}

/** Writing a text: its form, its drafts, who else is at it. */
export function editorRoutes(web: Hono, house: House): void {
  const db = dbOf(house)
  desk(web, house, path, mayWrite, async (ask) => ({
    body: <EditorPage {...(await editorProps(house, ask))} />,
  }))
  deskAct(web, house, path, mayWrite, (ask, form) => save(house, ask, form))
  deskAct(web, house, `${path}/draft`, mayWrite, async (ask, form, c) => {
    const { text } = await textAsked(house, ask)
    const place = { r: textForm, row: text.id, officer: ask.officer.id }
    if (form.text('drop') === '1') {
      await dropDraft(db, place)
      return { to: href(ask, editorPath(text)) }
    }
    const length = form.names().reduce((sum, name) => sum + form.all(name).join('').length, 0)
    if (length > longestDraft) return c.json({}, 413)
    const at = ask.at.epochMilliseconds
    await keepDraft(db, place, { form, revision: revisionOf(form), at })
    return c.json({ said: words[ask.language].draftKept(timeOf(house, at, ask.language)) })
  })
  deskAct(web, house, `${path}/open`, mayWrite, async (ask, form, c) => {
    const { text } = await textAsked(house, ask)
    const place = { r: textForm, row: text.id, officer: ask.officer.id }
    if (form.text('left') === '1') {
      await closeForm(db, place)
      return c.json({})
    }
    await keepOpen(db, place, ask.at.epochMilliseconds)
    return c.json({ said: await othersWords(house, text, ask) })
  })
  deskAct(web, house, `${path}/follow`, mayWrite, async (ask) => {
    const { text } = await textAsked(house, ask)
    const newest = text.translated_from === null ? undefined : await newestVersion(db, text.translated_from)
    if (newest)
      await saveText(
        house,
        { text: text.id, revision: text.revision, changes: { translated_version: newest.no } },
        ask.officer,
      )
    return { to: `${href(ask, editorPath(text))}?done=1` }
  })
}
