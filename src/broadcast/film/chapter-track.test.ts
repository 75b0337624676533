import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny'
import { editionOf } from '../blueprint/index.ts'
import { partsOf } from '../edition.ts'
import { makeEdition } from '../make.ts'
import { sampleAir } from '../testing.ts'
import { ascii, box, boxesAt, boxesIn, joined, u16, u32, viewOf, zeros } from './boxes.ts'
import { withChapters } from './chapter-track.ts'
import { hasFfmpeg } from './ffmpeg.ts'

/** Two parts of a second and of two. */
async function filmed(t: TestContext, container: 'mp4' | 'mov') {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-chapters-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const edition = editionOf('hourly', '2016-12-20T18:00+08:00', sampleAir(186), { slotFrames: null })
  const parts = partsOf(edition).map((part, i) => ({ ...part, leastFrames: 25 * (i + 1), mayStretch: false }))
  const segments = [{ id: 'all', title: edition.title, parts }]
  const made = await makeEdition(
    { ...edition, segments },
    { folder, shape: 'square', language: 'both', container },
  )
  const name = made.files.find(({ kind }) => kind === 'film' || kind === 'master')!.name
  assert.deepEqual(
    readdirSync(folder).filter((one) => /\.(part|bare)$/.test(one)),
    [],
  )
  return { file: join(folder, name), rundown: made.rundown }
}

interface Listed {
  title: string
  frames: number
}

/** The chapters of a file, as a player finds them: by the reference of the picture's track. */
function chaptersOf(file: Uint8Array): Listed[] {
  const view = viewOf(file)
  const traks = boxesAt(view, 'moov/trak')
  const inside = (trak: { body: number; end: number }, path: string) =>
    boxesAt(view, path, trak.body, trak.end)[0]
  const video = traks.find((trak) => inside(trak, 'tref/chap'))!
  const wanted = view.getUint32(inside(video, 'tref/chap')!.body)
  const text = traks.find((trak) => view.getUint32(inside(trak, 'tkhd')!.body + 12) === wanted)!
  assert.equal(view.getUint32(inside(text, 'tkhd')!.body) & 1, 0, 'its text is not for the screen')
  const table = (name: string) => inside(text, `mdia/minf/stbl/${name}`)!.body
  assert.equal(view.getUint32(inside(text, 'mdia/mdhd')!.body + 12), 25)
  let at = view.getUint32(table('stco') + 8)
  return Array.from({ length: view.getUint32(table('stsz') + 8) }, (_, i) => {
    const length = view.getUint16(at)
    const title = Buffer.from(file.subarray(at + 2, at + 2 + length)).toString()
    at += view.getUint32(table('stsz') + 12 + i * 4)
    return { title, frames: view.getUint32(table('stts') + 12 + i * 8) }
  })
}

for (const container of ['mp4', 'mov'] as const)
  test(`the parts are chapters in the ${container}, and every picture and sound is where it is said to be`, async (t) => {
    const { file, rundown } = await filmed(t, container)
    const bytes = readFileSync(file)
    const expected = rundown.parts.map(({ part: { title }, frames }) => ({
      title: `${title.zh} ${title.en}`,
      frames,
    }))
    assert.ok(expected.length >= 2)
    assert.deepEqual(chaptersOf(bytes), expected)
    const kinds = [...boxesIn(viewOf(bytes))].map(({ type }) => type).filter((type) => type !== 'free')
    assert.deepEqual(kinds, ['ftyp', 'moov', 'mdat', 'mdat'], 'fast start is kept')
    using input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS })
    let pictures = 0
    for await (const { data, type } of new EncodedPacketSink(
      (await input.getPrimaryVideoTrack())!,
    ).packets()) {
      assert.equal(viewOf(data).getUint32(0), data.length - 4)
      assert.equal(data[4]! & 31, type === 'key' ? 5 : 1)
      pictures++
    }
    assert.equal(pictures, rundown.frames)
    let sound = 0
    for await (const { data } of new EncodedPacketSink((await input.getPrimaryAudioTrack())!).packets())
      sound += data.length
    assert.ok(sound > 1000)
    if (!hasFfmpeg()) return
    const asked = ['-v', 'error', '-show_chapters', '-of', 'json', file]
    const { chapters } = JSON.parse(execFileSync('ffprobe', asked, { encoding: 'utf8' })) as {
      chapters: { start_time: string; end_time: string; tags: { title: string } }[]
    }
    let from = 0
    assert.deepEqual(
      chapters.map(({ start_time, end_time, tags }) => [Number(start_time), Number(end_time), tags.title]),
      expected.map(({ title, frames }) => [from / 25, (from += frames) / 25, title]),
    )
  })

/** A movie of one track whose pictures lie at these places. */
function movie(places: readonly number[], kind: 'stco' | 'co64', handler = 'vide'): Uint8Array {
  const wide = (n: number) => joined([u32(Math.floor(n / 2 ** 32)), u32(n % 2 ** 32)])
  const table = box(kind, u32(0), u32(places.length), ...places.map(kind === 'stco' ? u32 : wide))
  const media = box('mdia', box('hdlr', zeros(8), ascii(handler), zeros(13)), box('minf', box('stbl', table)))
  const header = box('mvhd', zeros(12), u32(1000), zeros(80), u32(2))
  return box('moov', header, box('trak', box('tkhd', zeros(84)), media), box('udta', u16(7)))
}

const placesIn = (moov: Uint8Array, kind: 'stco' | 'co64') => {
  const view = viewOf(moov)
  const { body } = boxesAt(view, `moov/trak/mdia/minf/stbl/${kind}`)[0]!
  return Array.from({ length: view.getUint32(body + 4) }, (_, i) =>
    kind === 'stco' ? view.getUint32(body + 8 + i * 4) : Number(view.getBigUint64(body + 8 + i * 8)),
  )
}

test('whatever the titles, pictures move by exactly what came in front of them', () => {
  const chapter = fc.record({
    title: fc.string({ unit: 'binary', maxLength: 120 }),
    frames: fc.integer({ min: 1, max: 9000 }),
  })
  fc.assert(
    fc.property(
      fc.array(chapter, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1000, max: 2 ** 31 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('stco' as const, 'co64' as const),
      (chapters, places, kind) => {
        const before = movie(places, kind)
        const copy = before.slice()
        const { moov, texts } = withChapters(before, 32, chapters, 25, 'zho')
        assert.deepEqual(before, copy, 'what was given is left as it is')
        const growth = moov.length + texts.length - before.length
        assert.deepEqual(
          placesIn(moov, kind),
          places.map((place) => place + growth),
        )
        const file = joined([box('ftyp', zeros(24)), moov, texts])
        const listed = chapters.length === 0 ? [] : chaptersOf(file)
        assert.deepEqual(
          listed.map(({ frames }) => frames),
          chapters.map(({ frames }) => frames),
        )
        for (const [i, { title }] of listed.entries())
          assert.ok(chapters[i]!.title.toWellFormed().startsWith(title))
        assert.deepEqual(
          [...boxesIn(viewOf(moov), 8)].map(({ type }) => type),
          chapters.length === 0 ? ['mvhd', 'trak', 'udta'] : ['mvhd', 'trak', 'trak', 'udta'],
        )
      },
    ),
  )
})

test('places beyond four gigabytes are kept where the file tells them in eight bytes, and refused in four', () => {
  const far = 2 ** 32 - 20
  const chapters = [{ title: '现在', frames: 25 }]
  const { moov } = withChapters(movie([far], 'co64'), 32, chapters, 25, 'zho')
  assert.ok(placesIn(moov, 'co64')[0]! > 2 ** 32)
  assert.throws(() => withChapters(movie([far], 'stco'), 32, chapters, 25, 'zho'), /too large for chapters/)
  assert.throws(
    () => withChapters(movie([100], 'stco', 'soun'), 32, chapters, 25, 'zho'),
    /without pictures has no chapters/,
  )
})

test('half a box is no box', () => {
  assert.throws(() => [...boxesIn(viewOf(Uint8Array.of(0, 0, 0, 20, 109, 111, 111, 118)))], RangeError)
  assert.throws(() => [...boxesIn(viewOf(Uint8Array.of(0, 0, 0)))], RangeError)
  assert.throws(() => [...boxesIn(viewOf(joined([u32(4), ascii('moov')])))], RangeError)
})
