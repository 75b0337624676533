import { editionOf } from './blueprint/index.ts'
import type { Examined } from './checks.ts'
import type { FilmFacts } from './film-facts.ts'
import { sampleAir } from './testing.ts'
import { type MadeFilm, usualCut, type Version } from './versions.ts'

const film: MadeFilm = {
  ...usualCut,
  name: 'film.mp4',
  sha256: 'aa',
  frames: 500,
  off: 0,
  loudness_measured: -24,
  truePeak_measured: -3,
}

/** A film of twenty seconds that is right in everything. */
const facts: FilmFacts = {
  frames: 500,
  offBeat: 0,
  width: 1920,
  height: 1080,
  codec: 'avc1.42c028',
  colour: 'bt709/bt709/bt709/limited',
  longestFrozen: 24,
  longestBlack: 0,
  keys: [0, 250],
  sound: { codec: 'aac', channels: 1, rate: 48_000, seconds: 20.02 },
  loudness: -24,
  truePeak: -3,
}

interface Changed {
  facts?: Partial<FilmFacts>
  film?: Partial<MadeFilm>
  plan?: Examined['plan']
}

/** What a check reads of such a film, with what is wrong in it. */
export function examined(changed: Changed = {}): Examined {
  const edition = editionOf('hourly', '2016-12-20T18:00+08:00', sampleAir(186), { slotFrames: null })
  const file = { name: film.name, kind: 'film' as const, mediaType: 'video/mp4', bytes: 1, sha256: 'aa' }
  const at = Temporal.Instant.from('2016-12-20T18:10+08:00')
  const version: Version = {
    id: 1,
    edition: edition.id,
    number: 1,
    proposal: 1,
    changes: {},
    cuts: [usualCut],
    askedAt: at,
    askedBy: '编辑甲',
    state: 'made',
    attempts: 1,
    fault: null,
    madeAt: at,
    airDigest: 'bb',
    frames: 500,
    made: { films: [film], files: [file], synthetic: false, notes: [], marks: [], unknown: [] },
    signOff: null,
  }
  return {
    film: { ...film, ...changed.film },
    file,
    facts: { ...facts, ...changed.facts },
    plan: changed.plan ?? null,
    subtitles: [],
    digest: 'aa',
    edition,
    version,
    files: [file],
    profile: null,
  }
}
