import { dayTime } from '../../html/day-time.ts'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Field, Select } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable, Section } from '../../html/parts.tsx'
import type { House } from '../../room.ts'
import type { DeskAsk } from '../../web/desk.tsx'
import { registerPath } from '../desk.ts'
import { type AnyRegister, keptFields } from '../register.ts'
import { headingOf } from './columns.ts'
import type { Import } from './imports.ts'
import { words } from './words.ts'

interface Props {
  house: House
  ask: DeskAsk
  r: AnyRegister
  imports: readonly Import[]
}

const label = (key: 'file' | 'fileHelp' | 'key' | 'keyHelp' | 'noKey') => ({
  zh: words.zh[key],
  en: words.en[key],
})

/** Where a file is brought, and what was brought before. */
export function ImportPage({ house, ask, r, imports }: Props) {
  const { language } = ask
  const w = words[language]
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.title(r.many[language])}
      lead={w.lead}
      crumbs={[
        { words: r.many, path: registerPath(r) },
        { words: { zh: words.zh.import, en: words.en.import } },
      ]}
    >
      <BringForm ask={ask} r={r} />
      <Section title={w.columns}>
        <p>{w.columnsHelp}</p>
        <ul class="import-columns">
          {keptFields(r).map(([, field]) => (
            <li>
              {headingOf(field, language)}
              {field.required && <small> {w.required}</small>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={w.earlier}>
        <DataTable
          caption={<span class="skip">{w.earlier}</span>}
          rows={imports}
          empty={w.noEarlier}
          columns={[
            {
              head: w.name,
              cell: ({ id, name }) => <a href={href(ask, `${registerPath(r)}/import/${id}`)}>{name}</a>,
            },
            {
              head: w.at,
              cell: ({ at }) => (
                <span class="nowrap">
                  {dayTime(Temporal.Instant.fromEpochMilliseconds(at), house.settings.LANTIAN_ZONE, language)}
                </span>
              ),
            },
            { head: w.state, cell: ({ state }) => w.states[state] },
          ]}
        />
      </Section>
    </DeskPage>
  )
}

function BringForm({ ask, r }: Pick<Props, 'ask' | 'r'>) {
  const { language } = ask
  const unique = keptFields(r).filter(([, field]) => field.unique)
  return (
    <form
      class="form"
      method="post"
      enctype="multipart/form-data"
      action={href(ask, `${registerPath(r)}/import`)}
    >
      {unique.length > 0 && (
        <Select
          language={language}
          name="key"
          label={label('key')}
          help={label('keyHelp')}
          value={unique[0]![0]}
          options={unique.map(([value, field]) => ({ value, words: field.words }))}
          none={label('noKey')}
        />
      )}
      <Field language={language} name="file" label={label('file')} help={label('fileHelp')}>
        <input
          id="file"
          type="file"
          name="file"
          accept=".csv,.xlsx,.txt,.tsv"
          required
          aria-describedby="file-help"
        />
      </Field>
      <button type="submit">{words[language].check}</button>
    </form>
  )
}
