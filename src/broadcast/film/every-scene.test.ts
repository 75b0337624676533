import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editionOf } from '../blueprint/index.ts'
import { framesASecond, partsOf, type Rundown, sceneNames, type TimedPart } from '../edition.ts'
import { judges, shown } from '../h264/testing-judge.ts'
import { filmScene } from '../picture/scene-film.ts'
import { shapes } from '../shape.ts'
import { slatePart } from '../slate.ts'
import { sampleAir } from '../testing.ts'
import { crawlOf, type Look, sceneJobOf, scenesOf } from './scenes-of.ts'

const look: Look = { shape: 'square', language: 'both', burnedIn: 'both' }
/** Enough for the wipe, the entrance and a subtitle that comes and goes over the crawl. */
const frames = 44

/** Every scene there is, one after the other, each with a sentence. */
function everyScene(): Rundown {
  const at = '2016-12-20T18:00+08:00'
  const alert = {
    tier: 'orange' as const,
    name: { zh: '橙色', en: 'Orange' },
    headline: { zh: '空气重污染橙色预警', en: 'Orange alert' },
    advice: [{ zh: '减少户外活动', en: 'Stay indoors' }],
    since: at,
    until: '2016-12-22T00:00+08:00',
    exercise: false,
  }
  const air = sampleAir(186, { alert })
  const [evening, week] = [editionOf('evening', at, air), editionOf('week', at, air)]
  const all = [...partsOf(evening), ...partsOf(week).filter(({ scene }) => scene === 'review')]
  const clip = { ...all[1]!, id: 'clip', scene: 'clip' as const }
  const slate = slatePart({ version: 2, loudness: { loudness: -24, truePeak: -2 }, recipient: null }, 5)
  const parts: TimedPart[] = [slate, ...all, clip].map((part, i) => {
    const from = i * frames
    const said = { zh: `第${i + 1}句：首要污染物是细颗粒物。`, en: 'The chief pollutant is fine particles.' }
    const cue = { line: part.id, part: part.id, from: from + 16, to: from + 34, ...said, characters: [] }
    return { part, from, frames, cues: [cue] }
  })
  return { edition: evening, parts, frames: parts.length * frames, off: 0, dropped: [] }
}

const rundown = everyScene()

test('the edition of this test has every scene', () => {
  assert.deepEqual(new Set(rundown.parts.map(({ part }) => part.scene)), new Set(sceneNames))
})

// The finest judge costs most: the decoder from npm sees every quantiser, ffmpeg the usual one.
for (const judge of judges())
  for (const qp of judge.name === 'ffmpeg' ? [20] : [12, 20, 34])
    test(`every scene at quantiser ${qp} is what ${judge.name} decodes, bit for bit`, async () => {
      const { width, height } = shapes[look.shape]
      const format = { width, height, rate: framesASecond, qp }
      const scenes = scenesOf(rundown, look)
      const crawl = crawlOf(rundown, look)
      for (const [i, scene] of scenes.entries()) {
        const job = sceneJobOf(rundown, scenes, crawl, i)
        const expected: Uint8Array[] = []
        const pictures = await filmScene({
          ...job,
          format,
          onFrame: (_, { reconstruction }) => void expected.push(shown(reconstruction, format)),
        })
        const seen = await judge.decode(format, pictures)
        assert.equal(seen.length, frames, scene.id)
        for (const [at, picture] of expected.entries())
          assert.ok(Buffer.from(picture).equals(seen[at]!), `${scene.id}, frame ${at}`)
      }
    })
