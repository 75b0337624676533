import type { Words } from '../kit/words.ts'
import { type Check, check, type Examined } from './checks.ts'
import { isAired, partsOf } from './edition.ts'

const endings = { vtt: '.vtt', srt: '.srt', imsc: '.imsc.xml' } as const

/** What must stand in the picture and beside it: labels, subtitles, the sign-off, and where numbers come from. */
export function labelChecks(examined: Examined): Check[] {
  const { edition, version, profile } = examined
  const { kind } = edition.air
  const labelled = edition.pieces.some(({ layer }) => layer === 'label')
  const accepted =
    profile === null ||
    kind === 'reference' ||
    (kind === 'model' ? profile.accepts.model : profile.accepts.simulated)
  return [
    check(
      'kind',
      { zh: '数据类别', en: 'Kind of data' },
      profile && !profile.accepts.simulated ? 'not simulated' : 'any, labelled',
      kind === 'reference' ? 'measured' : `${kind}${labelled ? ', labelled' : ', without a label'}`,
      accepted && (kind === 'reference' || labelled),
    ),
    check(
      'voice',
      { zh: '配音', en: 'Voice' },
      profile && !profile.accepts.syntheticVoice ? "a presenter's" : 'any, labelled',
      version.made!.synthetic ? 'synthetic' : 'not synthetic',
      profile === null || profile.accepts.syntheticVoice || !version.made!.synthetic,
    ),
    check(
      'parts',
      { zh: '段落', en: 'Parts' },
      'at least one on air',
      `${partsOf(edition).filter(isAired).length} of ${partsOf(edition).length}`,
      partsOf(edition).some(isAired),
    ),
    ...subtitleFiles(examined),
    figures(examined),
    signed(examined),
  ]
}

function subtitleFiles({ files, profile, edition }: Examined): Check[] {
  const wanted = profile?.subtitles ?? []
  const title: Words = { zh: '字幕文件', en: 'Subtitle files' }
  return wanted.map((format) => {
    const found = files.filter(
      ({ name }) =>
        name.endsWith(`${edition.id}.zh${endings[format]}`) ||
        name.endsWith(`${edition.id}.en${endings[format]}`),
    )
    return check(
      `subtitles-${format}`,
      title,
      `${format}, zh and en`,
      `${found.length} files`,
      found.length >= 2,
    )
  })
}

/** Numbers in an editor's words that no reading stands behind: people have to look at them. */
function figures({ version }: Examined): Check {
  const untraced = version.made!.marks.flatMap(({ line, untraced }) =>
    untraced.map((number) => `${line}: ${number}`),
  )
  return {
    id: 'figures',
    title: { zh: '数字来源', en: 'Numbers traced to readings' },
    wanted: 'all',
    found: untraced.length === 0 ? 'all' : `not ${untraced.slice(0, 20).join(', ')}`,
    result: untraced.length === 0 ? 'pass' : 'note',
  }
}

function signed({ version, film, digest }: Examined): Check {
  const bound = version.signOff?.films.find(({ name }) => name === film.name)?.sha256
  return {
    id: 'signed',
    title: { zh: '签发', en: 'Signed off' },
    wanted: 'this file',
    found: version.signOff
      ? `${version.signOff.by}, ${bound === digest ? 'this file' : 'another file'}`
      : 'nobody',
    result: version.signOff ? (bound === digest ? 'pass' : 'fail') : 'note',
  }
}
