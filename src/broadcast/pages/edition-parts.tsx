import { href } from '../../kit/html/layout.tsx'
import { DataTable, Notice, Section } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language } from '../../kit/words.ts'
import { editionPath } from './json-ld.ts'
import {
  clockOfFrames,
  type EditionLine,
  leftOut,
  mediaPath,
  type PublicEdition,
  type PublicFile,
} from './public-edition.ts'
import { kindNames, longDay, momentWords, shapeWords, sizeWords, words } from './words.ts'

interface Props {
  ask: Ask
  edition: PublicEdition
}

/** Above all else: what was not measured, not signed, or has been corrected since. */
export function Notices({ ask, edition }: Props) {
  const w = words[ask.language]
  const { kind } = edition.rundown.edition.air
  return (
    <>
      {edition.late.length > 0 && (
        <Notice title={w.late}>
          {w.lateAbout}
          {edition.late.map((one) => one[ask.language]).join(ask.language === 'zh' ? '；' : '; ')}
        </Notice>
      )}
      {edition.newer !== null && (
        <Notice title={w.older}>
          <a href={href(ask, editionPath(edition))}>{w.newer(edition.newer)}</a>
        </Notice>
      )}
      {kind !== 'reference' && <Notice title={w[kind]}>{w[`${kind}About`]}</Notice>}
      {!edition.signed && <Notice title={w.unsigned}>{w.unsignedNotice}</Notice>}
    </>
  )
}

/** Day, hour of the air, length, when it was signed. */
export function Facts({ ask, edition, zone }: Props & { zone: string }) {
  const w = words[ask.language]
  const { rundown, version, signed, published } = edition
  const when = momentWords(published, zone, ask.language)
  return (
    <p class="film-facts">
      <span>{longDay(edition.day, ask.language)}</span>
      <span>{kindNames[edition.kind][ask.language]}</span>
      <span>
        <time datetime={`PT${Math.round(rundown.frames / 25)}S`}>
          {w.length(clockOfFrames(rundown.frames))}
        </time>
      </span>
      <span>
        <time datetime={published}>{signed ? w.signedAt(when) : w.madeAt(when)}</time>
      </span>
      {version > 1 && <span>{w.version(version)}</span>}
    </p>
  )
}

/** Short labels beside the title; the notices above say what they mean. */
export function Labels({ ask, edition }: Props) {
  const w = words[ask.language]
  const { kind } = edition.rundown.edition.air
  const labels = [
    ...(kind === 'reference' ? [] : [w[kind]]),
    ...(edition.signed ? [] : [w.unsigned]),
    ...(edition.synthetic ? [w.synthetic] : []),
  ]
  if (labels.length === 0) return null
  return (
    <ul class="film-labels">
      {labels.map((label) => (
        <li>{label}</li>
      ))}
    </ul>
  )
}

/** What stands under film and transcript: what was left out, sources, downloads. */
export function Below({ ask, edition }: Props & { zone: string }) {
  const w = words[ask.language]
  const { language } = ask
  const out = leftOut(edition.rundown)
  const { sources } = edition.rundown.edition.air
  return (
    <>
      {out.length > 0 && (
        <Section title={w.leftOut}>
          <dl class="defs">
            {out.map(({ title, reason }) => (
              <>
                <dt>{title[language]}</dt>
                <dd>{reason[language]}</dd>
              </>
            ))}
          </dl>
        </Section>
      )}
      <Downloads ask={ask} edition={edition} />
      <Section title={w.sources}>
        {sources.length === 0 && <p>{w.noSources}</p>}
        <ul class="film-sources">
          {sources.map(({ title, attribution, licence }) => (
            <li>
              {attribution || title[language]}
              {licence && <span class="small"> {licence}</span>}
            </li>
          ))}
        </ul>
        {edition.synthetic && <p class="small after">{w.syntheticAbout}</p>}
      </Section>
    </>
  )
}

const order = ['film', 'hls', 'subtitles', 'script', 'poster', 'chapters'] as const

function Downloads({ ask, edition }: Props) {
  const w = words[ask.language]
  const { language } = ask
  const rows = edition.files
    .filter(({ kind, name }) => kind !== 'chapters' && (kind !== 'hls' || name.endsWith('/master.m3u8')))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return (
    <Section title={w.downloads}>
      <DataTable
        caption={`${w.digest}${language === 'zh' ? '：' : ': '}${w.digestNote}`}
        empty={w.none}
        rows={rows}
        columns={[
          {
            head: w.file,
            cell: (file) => (
              <a
                href={mediaPath(edition, file.name)}
                download={file.kind === 'script' ? undefined : file.name}
              >
                {fileWords(file, language)}
              </a>
            ),
          },
          { head: w.bytes, numeric: true, cell: ({ bytes }) => sizeWords(bytes) },
          { head: w.digest, cell: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 12)}…</code> },
        ]}
      />
    </Section>
  )
}

/** "Film, wide, MP4" and "Subtitles, Chinese, WebVTT". */
function fileWords({ kind, shape, language: of, name }: PublicFile, language: Language): string {
  const w = words[language]
  return [
    w.download[kind],
    ...(shape && ['film', 'hls', 'poster'].includes(kind) ? [shapeWords[shape][language]] : []),
    ...(kind === 'subtitles' && of ? [w.languages[of]] : []),
    formatOf(name),
  ].join(' · ')
}

function formatOf(name: string): string {
  if (name.endsWith('.imsc.xml')) return 'IMSC'
  const ending = name.split('.').at(-1)!
  if (ending === 'm3u8') return 'HLS'
  return ending === 'vtt' ? 'WebVTT' : ending.toUpperCase()
}

/** The newest editions of all kinds. */
export function More({ ask, more }: { ask: Ask; more: readonly EditionLine[] }) {
  const w = words[ask.language]
  return (
    <Section
      title={w.archive}
      note={
        <>
          <a href={href(ask, '/broadcast/archive')}>{w.all}</a> <a href={href(ask, '/screen')}>{w.screen}</a>
        </>
      }
    >
      {more.length > 0 ? <EditionList ask={ask} lines={more} /> : <p class="empty">{w.onlyOne}</p>}
    </Section>
  )
}

export const EditionList = ({ ask, lines }: { ask: Ask; lines: readonly EditionLine[] }) => (
  <ul class="film-list">
    {lines.map((line) => (
      <li>
        <a href={href(ask, editionPath(line))}>
          {line.title[ask.language]} <b>{clockOfFrames(line.frames)}</b>
        </a>
        <span class="small">
          {[
            longDay(line.day, ask.language),
            kindNames[line.kind][ask.language],
            ...(line.kind === 'hourly' || line.kind === 'heavy' ? [line.at.slice(11, 16)] : []),
            ...(line.late ? [words[ask.language].late] : []),
          ].join(' · ')}
          {!line.signed && <b class="film-label">{words[ask.language].unsigned}</b>}
        </span>
      </li>
    ))}
  </ul>
)
