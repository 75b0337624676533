import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { FormFault, Input, Select } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Problem } from '../../kit/problem.ts'
import { reasonOf } from '../../kit/procedure/pages/shown.ts'
import type { House } from '../../kit/room.ts'
import { oneLine, writing } from '../../kit/web/asked.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import { type Form, readForm } from '../../kit/web/form.ts'
import { languages, type Words } from '../../kit/words.ts'
import { mayWrite } from '../duties.ts'
import { changeFacts } from '../facts.ts'
import type { Hours } from '../fit.ts'
import { type Step, schedule, step } from '../steps.ts'
import { newArticle, takeUp, translate } from '../texts.ts'
import { ArticlePage, articleProps } from './article-page.tsx'
import { editorRoutes } from './editor-routes.tsx'
import { FactFields, type Filed, filedOf, readFacts } from './facts-form.tsx'
import { listRoutes } from './list-page.tsx'
import { previewRoutes } from './preview.tsx'
import { replaceRoutes } from './replace-page.tsx'
import { articleAsked, editorPath, languageWords, textAsked } from './shown.ts'
import { hourFields } from './text-form.ts'
import { versionRoutes } from './versions-page.tsx'
import { label, words } from './words.ts'

const article = '/desk/press/:article{[1-9][0-9]{0,14}}'
const one = `${article}/:language{(?:zh|en)}`

interface NewProps {
  ask: DeskAsk
  house: House
  filed: Filed
  form?: Form
  wrong?: Words
}

function NewPage({ ask, house, filed, form, wrong }: NewProps) {
  const w = words[ask.language]
  const { language } = ask
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.new}
      crumbs={[{ words: label('articles'), path: '/desk/press' }, { words: label('new') }]}
    >
      {wrong && <FormFault>{wrong[language]}</FormFault>}
      <form class="form" method="post" action={href(ask, '/desk/press/new')}>
        <Select
          language={language}
          name="language"
          label={label('language')}
          options={languages.map((each) => ({ value: each, words: languageWords(each) }))}
          value={form?.text('language') ?? 'zh'}
        />
        <Input
          language={language}
          name="title"
          label={label('title')}
          value={form?.text('title')}
          max={200}
          required
        />
        <FactFields ask={ask} filed={filed} form={form} />
        <button type="submit">{w.begin}</button>
      </form>
    </DeskPage>
  )
}

const begun = z.object({ language: z.enum(languages), title: oneLine(200) })

function newRoutes(web: Hono, house: House) {
  const path = '/desk/press/new'
  const filed = (ask: DeskAsk) => filedOf(house, null, { columns: [], topics: [] }, ask.officer)
  desk(web, house, path, mayWrite, async (ask) => ({
    body: <NewPage ask={ask} house={house} filed={await filed(ask)} />,
  }))
  deskAct(web, house, path, mayWrite, async (ask, form): Promise<DeskAnswer> => {
    try {
      const read = readForm(begun, form)
      if (!read.ok) throw new Problem('no-title', Object.values(read.faults)[0]!, 422)
      const text = await newArticle(house, { ...readFacts(form), ...read.data }, ask.officer)
      return { to: href(ask, editorPath(text)) }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const body = (
        <NewPage ask={ask} house={house} filed={await filed(ask)} form={form} wrong={error.words} />
      )
      return { body, status: 422 }
    }
  })
}

/** A deed on an article; what stands in its way is said above it as it stands now, and what was typed is kept. */
function act(
  web: Hono,
  house: House,
  path: string,
  deed: (ask: DeskAsk, form: Form) => Promise<unknown>,
): void {
  deskAct(web, house, path, mayWrite, async (ask, form): Promise<DeskAnswer> => {
    await articleAsked(house, ask)
    try {
      await deed(ask, form)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const props = await articleProps(house, ask)
      const status = error.status === 409 ? 409 : 422
      return { body: <ArticlePage {...props} form={form} wrong={error.words} />, status }
    }
    return { to: `${href(ask, `/desk/press/${ask.params.article}`)}?done=1` }
  })
}

/** Hours that were typed. @throws Problem 422 */
function hoursOf(house: House, form: Form): Hours {
  const read = readForm(z.object(hourFields(house.settings.LANTIAN_ZONE)), form)
  if (!read.ok) throw new Problem('wrong-hour', Object.values(read.faults)[0]!, 422)
  const { publish_at = null, embargo_until = null, expires_at = null } = read.data
  return { publishAt: publish_at, embargoUntil: embargo_until, expiresAt: expires_at }
}

async function stepAct(house: House, ask: DeskAsk, form: Form): Promise<void> {
  const { text } = await textAsked(house, ask)
  const own = form.without(`${text.language}-`)
  const verb = form.text('verb')
  const asked: Step = { reason: reasonOf(own.text('reason')) }
  const revision = /^[1-9]\d{0,8}$/.exec(form.text('revision'))
  asked.revision = revision ? Number(revision[0]) : 0
  if (verb === 'submit' && text.state === 'correcting') asked.input = { note: noteOf(own.text('note')) }
  if (verb === 'sign' && own.names().includes('publish_at')) asked.input = { ...hoursOf(house, own) }
  await step(house, text, verb as Parameters<typeof step>[2], ask.officer, asked)
}

function noteOf(text: string): string {
  if (text.trim() === '') return ''
  const read = writing(1_000).safeParse(text)
  if (read.success) return read.data
  throw new Problem(
    'wrong-note',
    { zh: '更正说明最多 1000 字。', en: 'The note has at most 1,000 characters.' },
    422,
  )
}

/** The press room's pages at the desk. */
export function deskRoutes(web: Hono, house: House): void {
  listRoutes(web, house)
  newRoutes(web, house)
  replaceRoutes(web, house)
  desk(web, house, article, mayWrite, async (ask) => ({
    body: <ArticlePage {...(await articleProps(house, ask))} />,
  }))
  act(web, house, `${article}/facts`, (ask, form) =>
    changeFacts(house, Number(ask.params.article), readFacts(form), ask.officer),
  )
  act(web, house, `${one}/step`, (ask, form) => stepAct(house, ask, form))
  act(web, house, `${one}/hours`, async (ask, form) => {
    const { text } = await textAsked(house, ask)
    await schedule(house, text.id, hoursOf(house, form.without(`${text.language}-`)), ask.officer)
  })
  act(web, house, `${one}/translate`, async (ask) => {
    const { text } = await textAsked(house, ask)
    await translate(house, text, ask.officer)
  })
  act(web, house, `${one}/again`, async (ask) => {
    const { text } = await textAsked(house, ask)
    await takeUp(house, text.id, ask.officer)
  })
  editorRoutes(web, house)
  versionRoutes(web, house)
  previewRoutes(web, house)
}
