import { z } from 'zod'
import { myFiles } from '../../kit/files/mine.ts'
import { FileField } from '../../kit/files/upload.tsx'
import { Choices, Input, Select } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { type Officer, signatureOf } from '../../kit/people/officer.ts'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { oneLine } from '../../kit/web/asked.ts'
import type { DeskAsk } from '../../kit/web/desk.tsx'
import { type Form, readForm } from '../../kit/web/form.ts'
import type { Facts } from '../facts.ts'
import { type ArticleRow, focalOf } from '../publish.ts'
import { kinds } from '../tables.ts'
import { type Place, placesToChoose } from './shown.ts'
import { kindWords, label, words } from './words.ts'

/** What the form of an article's facts shows and offers. */
export interface Filed {
  facts: Facts
  columns: Place[]
  topics: Place[]
  recent: { sha256: string; name: string }[]
}

export async function filedOf(
  house: House,
  row: ArticleRow | null,
  places: { columns: number[]; topics: number[] },
  officer: Officer,
): Promise<Filed> {
  const [columns, topics, files] = await Promise.all([
    placesToChoose(house, 'press_column'),
    placesToChoose(house, 'press_topic'),
    myFiles(house, signatureOf(officer), 40),
  ])
  const recent = files.filter(({ width }) => width !== null)
  const facts: Facts = row
    ? {
        ...{ kind: row.kind, column: row.column_id, alsoIn: places.columns, topics: places.topics },
        ...{ explains: row.explains, source: row.source, author: row.author },
        cover: row.cover === null ? null : { sha256: row.cover, focal: focalOf(row) },
      }
    : { kind: 'news', column: columns[0]?.id ?? 0 }
  return { facts, columns, topics, recent }
}

const percent = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(0).max(100))
const number = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)
const schema = z.object({
  kind: z.enum(kinds),
  column: number,
  explains: number.optional(),
  source: oneLine(120).optional(),
  author: oneLine(120).optional(),
  focal_x: percent.optional(),
  focal_y: percent.optional(),
})

/** What was typed into it. @throws Problem 422 naming the field */
export function readFacts(form: Form): Facts {
  const read = readForm(schema, form)
  if (!read.ok) {
    const [name, words] = Object.entries(read.faults)[0]!
    throw new Problem(
      'wrong-field',
      { zh: `${nameOf(name).zh}：${words!.zh}`, en: `${nameOf(name).en}: ${words!.en}` },
      422,
    )
  }
  const { kind, column, explains, source = '', author = '', focal_x, focal_y } = read.data
  const ids = (name: string) =>
    form
      .all(name)
      .filter((each) => /^[1-9]\d{0,14}$/.test(each))
      .map(Number)
  // The newest choice is the last one: an upload comes in beside what was chosen before.
  const cover = form.all('cover').findLast((each) => /^[0-9a-f]{64}$/.test(each))
  const focal = focal_x === undefined || focal_y === undefined ? null : { x: focal_x / 100, y: focal_y / 100 }
  return {
    ...{ kind, column, source, author },
    alsoIn: ids('also_in'),
    topics: ids('topics'),
    explains: kind === 'explanation' ? (explains ?? null) : null,
    cover: cover ? { sha256: cover, focal } : null,
  }
}

const fieldNames = {
  kind: label('kind'),
  column: label('column'),
  explains: label('explains'),
  source: label('source'),
  author: label('author'),
  focal_x: label('focalX'),
  focal_y: label('focalY'),
}
const nameOf = (name: string) => fieldNames[name as keyof typeof fieldNames] ?? { zh: name, en: name }

/** Kind, columns, topics, names and cover of an article. */
export function FactsForm(props: {
  ask: DeskAsk
  filed: Filed
  action: string
  form?: Form | undefined
  submit: 'save' | 'begin'
}) {
  const { ask, filed, action, submit } = props
  return (
    <form class="form" method="post" action={href(ask, action)}>
      <input type="hidden" name="part" value="facts" />
      <FactFields ask={ask} filed={filed} form={props.form} />
      <button type="submit">{words[ask.language][submit]}</button>
    </form>
  )
}

export function FactFields({ ask, filed, form }: { ask: DeskAsk; filed: Filed; form?: Form | undefined }) {
  const { language } = ask
  const { facts, columns, topics } = filed
  const typed = (name: string, kept: string | number | null | undefined) =>
    form?.text(name) ?? String(kept ?? '')
  const chosen = (name: string, kept: readonly number[] = []) => form?.all(name) ?? kept.map(String)
  const options = (places: readonly Place[]) =>
    places.map(({ id, words: name }) => ({ value: String(id), words: name }))
  return (
    <>
      <Select
        language={language}
        name="kind"
        label={label('kind')}
        options={kinds.map((kind) => ({ value: kind, words: kindWords[kind] }))}
        value={typed('kind', facts.kind)}
      />
      <Select
        language={language}
        name="column"
        label={label('column')}
        options={options(columns)}
        value={typed('column', facts.column)}
      />
      <Choices
        language={language}
        name="also_in"
        label={label('alsoIn')}
        options={options(columns)}
        chosen={chosen('also_in', facts.alsoIn)}
      />
      {topics.length > 0 && (
        <Choices
          language={language}
          name="topics"
          label={label('topics')}
          options={options(topics)}
          chosen={chosen('topics', facts.topics)}
        />
      )}
      <Input
        language={language}
        name="explains"
        label={label('explains')}
        help={label('explainsHelp')}
        inputmode="numeric"
        value={typed('explains', facts.explains)}
      />
      <Input
        language={language}
        name="source"
        label={label('source')}
        max={120}
        value={typed('source', facts.source)}
      />
      <Input
        language={language}
        name="author"
        label={label('author')}
        max={120}
        value={typed('author', facts.author)}
      />
      <Cover ask={ask} filed={filed} form={form} />
    </>
  )
}

function Cover({ ask, filed, form }: { ask: DeskAsk; filed: Filed; form?: Form | undefined }) {
  const { language } = ask
  const { cover } = filed.facts
  const percentOf = (part: number | undefined) => (part === undefined ? '' : String(Math.round(part * 100)))
  return (
    <>
      <FileField
        language={language}
        name="cover"
        label={label('cover')}
        help={label('coverHelp')}
        accept="image/*"
        chosen={cover ? [{ sha256: cover.sha256, name: words[language].cover }] : []}
        recent={filed.recent}
      />
      <fieldset class="press-focal">
        <legend>{words[language].focal}</legend>
        <p class="field-help">{words[language].focalHelp}</p>
        <Input
          language={language}
          name="focal_x"
          label={label('focalX')}
          inputmode="numeric"
          value={form?.text('focal_x') ?? percentOf(cover?.focal?.x)}
        />
        <Input
          language={language}
          name="focal_y"
          label={label('focalY')}
          inputmode="numeric"
          value={form?.text('focal_y') ?? percentOf(cover?.focal?.y)}
        />
      </fieldset>
    </>
  )
}
