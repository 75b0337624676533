import type { Hono } from 'hono'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Done } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import type { Words } from '../../kit/words.ts'
import { mayWrite } from '../duties.ts'
import { dbOf, isOpen, saveText } from '../texts.ts'
import { type Version, versionOf, versionsOf, wordingOf } from '../versions.ts'
import { Compare } from './compare.tsx'
import { type Asked, editorPath, languageWords, namesOf, textAsked, timeOf } from './shown.ts'
import { label, whyWords, words } from './words.ts'

type Line = Awaited<ReturnType<typeof versionsOf>>[number]

interface Props extends Asked {
  ask: DeskAsk
  house: House
  lines: Line[]
  names: Map<string, Words>
  pair: { from: Version; to: Version } | null
}

function Versions(props: Props) {
  const { ask, house, text, article, lines, names, pair } = props
  const w = words[ask.language]
  const name = { zh: text.title || words.zh.untitled, en: text.title || words.en.untitled }
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={`${w.versions} · ${text.title || w.untitled}`}
      crumbs={[
        { words: label('articles'), path: '/desk/press' },
        { words: name, path: `/desk/press/${article.id}` },
        { words: languageWords(text.language), path: editorPath(text) },
        { words: label('versions') },
      ]}
    >
      {ask.query.get('done') !== null && <Done>{w.restored}</Done>}
      {pair && (
        <section class="section">
          <h2>{w.compareTo(pair.from.no, pair.to.no)}</h2>
          <Compare ui={ask.language} language={text.language} from={pair.from} to={pair.to} />
        </section>
      )}
      <section class="section">
        <DataTable
          caption={<span class="skip">{w.versions}</span>}
          rows={lines}
          empty={w.first}
          columns={[
            { head: w.version, cell: ({ no }) => no },
            { head: w.when, cell: ({ at }) => <span class="nowrap">{timeOf(house, at, ask.language)}</span> },
            { head: w.who, cell: ({ by }) => names.get(by)?.[ask.language] ?? '—' },
            { head: w.why, cell: ({ why }) => whyWords[why]?.[ask.language] ?? why },
            { head: <span class="skip">{w.compare}</span>, cell: (line) => <Acts {...props} line={line} /> },
          ]}
        />
      </section>
    </DeskPage>
  )
}

function Acts({ ask, text, line, lines }: Props & { line: Line }) {
  const w = words[ask.language]
  const path = href(ask, `${editorPath(text)}/versions`)
  const isNewest = line.no === lines[0]?.no
  return (
    <span class="acts">
      {line.no > 1 && <a href={`${path}?from=${line.no - 1}&to=${line.no}`}>{w.compare}</a>}
      {isOpen(text) && !isNewest && (
        <form method="post" action={`${path}/${line.no}/restore`}>
          <input type="hidden" name="row-revision" value={String(text.revision)} />
          <button type="submit" class="plain">
            {w.restore}
          </button>
        </form>
      )}
    </span>
  )
}

const numberOf = (text: string | null) => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : null)

/** The two versions that the address asks to compare; without a second one, up to the newest. */
async function pairOf(house: House, ask: DeskAsk, text: number, lines: readonly Line[]) {
  const from = numberOf(ask.query.get('from'))
  const to = numberOf(ask.query.get('to')) ?? lines[0]?.no
  if (from === null || to === undefined) return null
  const db = dbOf(house)
  return { from: await versionOf(db, text, from), to: await versionOf(db, text, to) }
}

const path = '/desk/press/:article{[1-9][0-9]{0,14}}/:language{(?:zh|en)}/versions'

/** How a text stood at each moment, what changed between, and bringing one back. */
export function versionRoutes(web: Hono, house: House): void {
  const db = dbOf(house)
  desk(web, house, path, mayWrite, async (ask) => {
    const asked = await textAsked(house, ask)
    const lines = await versionsOf(db, asked.text.id)
    const names = await namesOf(
      house,
      lines.map(({ by }) => by),
    )
    const pair = await pairOf(house, ask, asked.text.id, lines)
    return { body: <Versions {...asked} ask={ask} house={house} lines={lines} names={names} pair={pair} /> }
  })
  deskAct(web, house, `${path}/:no{[1-9][0-9]{0,8}}/restore`, mayWrite, async (ask, form) => {
    const { text } = await textAsked(house, ask)
    const version = await versionOf(db, text.id, Number(ask.params.no))
    const revision = numberOf(form.text('row-revision')) ?? 0
    await saveText(
      house,
      { text: text.id, revision, changes: wordingOf(version), why: 'restored' },
      ask.officer,
    )
    return { to: `${href(ask, `${editorPath(text)}/versions`)}?done=1` }
  })
}
