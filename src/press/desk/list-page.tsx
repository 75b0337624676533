import type { Hono } from 'hono'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable } from '../../kit/html/parts.tsx'
import { signatureOf } from '../../kit/people/officer.ts'
import type { House } from '../../kit/room.ts'
import { type DeskAsk, desk } from '../../kit/web/desk.tsx'
import { type Language, languages } from '../../kit/words.ts'
import { article } from '../article.procedure.ts'
import { mayWrite } from '../duties.ts'
import { dbOf } from '../texts.ts'
import { countsOf, type ListLine, listArticles, pageRows, type Wanted, wantedOf, workStates } from './list.ts'
import { languageWords, type Place, placesToChoose, stateWords, timeOf } from './shown.ts'
import { label, words } from './words.ts'

interface Props {
  ask: DeskAsk
  house: House
  wanted: Wanted
  lines: ListLine[]
  counts: Map<string, number>
  columns: Place[]
}

function List(props: Props) {
  const { ask, house, lines, wanted } = props
  const w = words[ask.language]
  const shown = lines.slice(0, pageRows)
  const last = lines.length > pageRows ? shown.at(-1)! : null
  const filtered = ask.query.size > 0
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.articles}
      lead={w.lead}
      crumbs={[{ words: label('articles') }]}
    >
      <p class="acts">
        <a class="button" href={href(ask, '/desk/press/new')}>
          {w.new}
        </a>
        <a href={href(ask, '/desk/press/replace')}>{w.replace}</a>
        <a href={href(ask, '/desk/press/words')}>{w.wrongWords}</a>
      </p>
      <States {...props} />
      <Filters {...props} />
      <section class="section press-list">
        <DataTable
          caption={<span class="skip">{w.articles}</span>}
          rows={shown}
          empty={filtered ? w.none : w.noneYet}
          columns={[
            { head: w.title, cell: (line) => <Title ask={ask} line={line} /> },
            ...languages.map((language) => ({
              head: languageWords(language)[ask.language],
              cell: (line: ListLine) => <State ask={ask} line={line} language={language} />,
            })),
            { head: w.column, wideOnly: true, cell: (line) => columnOf(props, line) },
            {
              head: w.changed,
              wideOnly: true,
              cell: ({ changed_at }) => <span class="nowrap">{timeOf(house, changed_at, ask.language)}</span>,
            },
          ]}
        />
        <nav class="pager" aria-label={w.older}>
          {wanted.after && <a href={link(ask, { after: null })}>{w.newest}</a>}
          {last && (
            <a rel="next" href={link(ask, { after: `${last.changed_at}-${last.id}` })}>
              {w.older} →
            </a>
          )}
        </nav>
      </section>
    </DeskPage>
  )
}

const columnOf = ({ columns, ask }: Props, { column_id }: ListLine) =>
  columns.find(({ id }) => id === column_id)?.words[ask.language] ?? '—'

/** This list with something of its address changed. */
function link(ask: DeskAsk, change: Record<string, string | null>): string {
  const query = new URLSearchParams(ask.query)
  if (!('after' in change)) query.delete('after')
  for (const [name, value] of Object.entries(change))
    if (value === null) query.delete(name)
    else query.set(name, value)
  return `${href(ask, '/desk/press')}${query.size > 0 ? `?${query}` : ''}`
}

/** The states that ask for work, with how many stand there. */
function States({ ask, counts, wanted }: Props) {
  const w = words[ask.language]
  const tab = (state: string | null, text: string) => (
    <li>
      <a href={link(ask, { state })} aria-current={wanted.state === state ? 'page' : undefined}>
        {text}
        {state && (counts.get(state) ?? 0) > 0 && <span class="press-count"> {counts.get(state)}</span>}
      </a>
    </li>
  )
  return (
    <nav aria-label={w.state}>
      <ul class="tabs">
        {tab(null, w.all)}
        {workStates.map((state) => tab(state, stateWords(state)[ask.language]))}
      </ul>
    </nav>
  )
}

function Filters({ ask, columns, wanted }: Props) {
  const w = words[ask.language]
  const others = Object.keys(article.states)
  return (
    <form class="press-filters" method="get" action={href(ask, '/desk/press')}>
      <div class="field">
        <label for="q">{w.search}</label>
        <input id="q" type="search" name="q" value={ask.query.get('q') ?? ''} maxlength={100} />
      </div>
      <Pick
        id="column"
        name={w.column}
        value={String(wanted.column ?? '')}
        all={w.all}
        options={columns.map(({ id, words: name }) => [String(id), name[ask.language]])}
      />
      <Pick
        id="state"
        name={w.state}
        value={wanted.state ?? ''}
        all={w.all}
        options={others.map((state) => [state, stateWords(state)[ask.language]])}
      />
      <Pick
        id="language"
        name={w.language}
        value={wanted.language ?? ''}
        all={w.all}
        options={languages.map((each) => [each, languageWords(each)[ask.language]])}
      />
      <label class="press-mine">
        <input type="checkbox" name="mine" value="1" checked={wanted.madeBy !== null} />
        {w.mine}
      </label>
      <button type="submit" class="quiet">
        {w.find}
      </button>
    </form>
  )
}

function Pick(props: { id: string; name: string; value: string; all: string; options: [string, string][] }) {
  return (
    <div class="field">
      <label for={props.id}>{props.name}</label>
      <select id={props.id} name={props.id}>
        <option value="">{props.all}</option>
        {props.options.map(([value, text]) => (
          <option value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

function Title({ ask, line }: { ask: DeskAsk; line: ListLine }) {
  const own = line.texts.find(({ language }) => language === ask.language) ?? line.texts[0]
  return (
    <a
      href={href(ask, `/desk/press/${line.id}`)}
      lang={own && own.language !== ask.language ? own.language : undefined}
    >
      {own?.title || words[ask.language].untitled}
    </a>
  )
}

function State({ ask, line, language }: { ask: DeskAsk; line: ListLine; language: Language }) {
  const w = words[ask.language]
  const text = line.texts.find((each) => each.language === language)
  if (!text) return <span class="press-state">{w.notBegun}</span>
  return (
    <span class={`press-state press-${text.state}`}>
      {stateWords(text.state)[ask.language]}
      {text.live && text.state !== 'published' && <span class="small"> · {w.live}</span>}
    </span>
  )
}

/** The articles of the Public Net, for those who make them. */
export function listRoutes(web: Hono, house: House): void {
  desk(web, house, '/desk/press', mayWrite, async (ask) => {
    const db = dbOf(house)
    const wanted = wantedOf(ask.query, signatureOf(ask.officer))
    const [lines, counts, columns] = await Promise.all([
      listArticles(db, wanted),
      countsOf(db),
      placesToChoose(house, 'press_column'),
    ])
    return {
      body: <List ask={ask} house={house} wanted={wanted} lines={lines} counts={counts} columns={columns} />,
    }
  })
  desk(web, house, '/desk/press/words', mayWrite, (ask) => ({ to: href(ask, '/desk/r/press_wrong_word') }))
}
