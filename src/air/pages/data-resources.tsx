import { DataTable, Section } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Parameter } from '../api/parameter.ts'
import { type Format, type Resource, resourceRoot } from '../api/resource.ts'
import { resources } from '../api/resources.ts'
import { type FieldLine, fieldLines } from './data-fields.ts'
import { words } from './data-words.ts'

/** A line for a terminal; it may break on the screen, and is still copied as one. */
export const Command = ({ address, file }: { address: string; file?: boolean }) => (
  <pre>
    <code>{`curl ${file ? '-OJ ' : ''}'${address}'`}</code>
  </pre>
)

const anchorOf = ({ path }: Resource) => path.slice(1).replaceAll('/', '-')

/** Every resource of the API, from the declaration that also answers. */
export function Resources({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  return (
    <Section title={w.resources} note={w.resourcesNote(resources.length)} id="resources">
      <ul class="contents">
        {resources.map((one) => (
          <li>
            <a href={`#${anchorOf(one)}`}>{one.title[ask.language]}</a> <code>{one.path}</code>
          </li>
        ))}
      </ul>
      {resources.map((one) => (
        <OneResource ask={ask} one={one} />
      ))}
    </Section>
  )
}

function OneResource({ ask, one }: { ask: Ask; one: Resource }) {
  const w = words[ask.language]
  const { language } = ask
  return (
    <article class="resource" id={anchorOf(one)}>
      <header>
        <h3>{one.title[language]}</h3>
        <p>
          <code>{`${resourceRoot}${one.path}`}</code>
        </p>
        <p class="small">
          {one.formats.map((format, i) => (
            <>
              {i > 0 && ' · '}
              <a href={addressOf(one, format)}>{w.formats[format]}</a>
            </>
          ))}
        </p>
      </header>
      <div>
        <p>{one.about[language]}</p>
        {one.examples.map(({ query, words: said }) => (
          <div class="example">
            <p class="small">{said[language]}</p>
            <Command
              address={`${ask.base}${resourceRoot}${one.path}${query && `?${query}`}`}
              file={query.includes('csv')}
            />
          </div>
        ))}
        <Parameters ask={ask} one={one} />
        <div>
          <details>
            <summary>{w.fields}</summary>
            <Fields ask={ask} lines={fieldLines(one.row, language)} caption={w.fields} />
            <Envelope ask={ask} one={one} />
          </details>
          {one.columns.length > 0 && (
            <details>
              <summary>{w.columns}</summary>
              <p class="small">{w.columnsNote}</p>
              <p class="names">
                {one.columns.map((name) => (
                  <>
                    <code>{name}</code>{' '}
                  </>
                ))}
              </p>
            </details>
          )}
        </div>
      </div>
    </article>
  )
}

const addressOf = (one: Resource, format: Format) =>
  `${resourceRoot}${one.path}${format === 'json' ? '' : `?format=${format}`}`

function Parameters({ ask, one }: { ask: Ask; one: Resource }) {
  const w = words[ask.language]
  const heads = w.parameterColumns
  const { language } = ask
  return (
    <DataTable<[string, Parameter]>
      caption={<span class="skip">{w.parameters}</span>}
      rows={Object.entries(one.parameters)}
      empty=""
      columns={[
        { head: heads.name, cell: ([name]) => <code>{name}</code> },
        { head: heads.meaning, cell: ([, { words: said }]) => said[language] },
        {
          head: heads.allowed,
          cell: ([, { allowed, choices }]) => choices?.join(' | ') ?? allowed[language],
        },
        { head: heads.fallback, cell: ([, { fallback }]) => fallback[language] },
      ]}
    />
  )
}

function Envelope({ ask, one }: { ask: Ask; one: Resource }) {
  const { json } = one.schemas
  const lines = json ? fieldLines(json, ask.language, ['data']) : []
  return lines.length === 0 ? null : <Fields ask={ask} lines={lines} caption={words[ask.language].envelope} />
}

function Fields({ ask, lines, caption }: { ask: Ask; lines: FieldLine[]; caption: string }) {
  const heads = words[ask.language].fieldColumns
  return (
    <DataTable
      caption={caption}
      rows={lines}
      empty=""
      columns={[
        { head: heads.name, cell: ({ name }) => <code>{name}</code> },
        { head: heads.type, cell: ({ type }) => <span class="small">{type}</span> },
        { head: heads.meaning, cell: ({ meaning }) => meaning },
      ]}
    />
  )
}
