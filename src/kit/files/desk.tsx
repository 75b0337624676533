import type { Hono } from 'hono'
import { dayTime } from '../html/day-time.ts'
import { DeskPage } from '../html/desk-layout.tsx'
import { Done } from '../html/form.tsx'
import { href } from '../html/layout.tsx'
import { DataTable } from '../html/parts.tsx'
import { anyOfficer, signatureOf } from '../people/officer.ts'
import type { House } from '../room.ts'
import { type DeskAsk, desk } from '../web/desk.tsx'
import { fileAddress } from './address.ts'
import { words } from './desk-words.ts'
import { mostBytes } from './incoming.ts'
import { kindOfType } from './kinds.ts'
import { type MyFile, myFiles } from './mine.ts'
import { type Space, spaceOf } from './quotas.ts'
import { sizeWords } from './refusals.ts'
import { FileUpload } from './upload.tsx'

interface FilesProps {
  ask: DeskAsk
  house: House
  files: MyFile[]
  space: Space
}

function Files({ ask, house, files, space }: FilesProps) {
  const { language } = ask
  const w = words[language]
  const done = new Set(ask.query.get('done')?.split(',') ?? [])
  const fresh = files.filter(({ sha256 }) => done.has(sha256))
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.title}
      lead={w.lead}
      crumbs={[{ words: { zh: words.zh.title, en: words.en.title } }]}
    >
      {fresh.length > 0 && <Done>{w.done(fresh.map(({ name }) => name).join(', '))}</Done>}
      <section class="section">
        <FileUpload language={language} action={href(ask, '/desk/files')} />
        <p class="field-help">
          {w.most(sizeWords(mostBytes(house)))} {w.room(sizeWords(space.own.used), sizeWords(space.own.most))}
        </p>
      </section>
      <section class="section">
        <h2>{w.uploaded}</h2>
        <DataTable
          caption={<span class="skip">{w.uploaded}</span>}
          rows={files}
          empty={w.none}
          columns={[
            { head: w.name, cell: (file) => <a href={fileAddress(file)}>{file.name}</a> },
            { head: w.kind, cell: ({ type }) => (kindOfType(type).endings[0] || '—').toUpperCase() },
            { head: w.size, numeric: true, cell: ({ size }) => sizeWords(size) },
            {
              head: w.at,
              cell: ({ at }) => (
                <span class="nowrap">{dayTime(at, house.settings.LANTIAN_ZONE, language)}</span>
              ),
            },
            { head: w.state, cell: ({ used, waiting }) => (waiting ? w.waiting : used ? w.used : w.held) },
          ]}
        />
      </section>
    </DeskPage>
  )
}

/** The page where an officer uploads files and finds his own again. */
export function deskRoutes(web: Hono, house: House): void {
  desk(web, house, '/desk/files', anyOfficer, async (ask) => {
    const by = signatureOf(ask.officer)
    const [files, space] = await Promise.all([myFiles(house, by), spaceOf(house, by)])
    return { body: <Files ask={ask} house={house} files={files} space={space} /> }
  })
}
