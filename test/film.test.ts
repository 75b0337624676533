import assert from 'node:assert/strict'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { editionOf } from '../src/broadcast/blueprint/index.ts'
import { makeEdition } from '../src/broadcast/make.ts'
import { sampleAir } from '../src/broadcast/testing.ts'
import { openBrowser } from './browser.ts'

/** Serves one file with ranges, and a page that shows it. */
async function serveFilm(file: string) {
  const { size } = statSync(file)
  const server = createServer((request, response) => {
    if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<video src="/film.mp4" muted></video>')
      return
    }
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
    const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
    response.writeHead(206, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-range': `bytes ${from}-${last}/${size}`,
      'content-length': last - Number(from) + 1,
    })
    createReadStream(file, { start: Number(from), end: last }).pipe(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

interface Played {
  size: number[]
  seconds: number
  /** How far each seek ended from where it was sent, in seconds. */
  seeks: number[]
  at: number
  frames: number
  dropped: number
  error: string | null
}

/** Runs in the page: seeks to and fro, then plays slowly, so that no frame is lost to a busy machine. */
const watch = `(async () => {
  const video = document.querySelector('video')
  const until = (event) => new Promise((done) => video.addEventListener(event, done, { once: true }))
  if (video.readyState < 1) await until('loadedmetadata')
  const size = [video.videoWidth, video.videoHeight]
  const seeks = []
  for (const to of [12, 3.4, 19.9, 0]) {
    video.currentTime = to
    await until('seeked')
    seeks.push(Math.abs(video.currentTime - to))
  }
  video.playbackRate = 0.25
  const before = video.getVideoPlaybackQuality()
  await video.play()
  await new Promise((done) => setTimeout(done, 4000))
  video.pause()
  const quality = video.getVideoPlaybackQuality()
  return { size, seconds: video.duration, seeks, at: video.currentTime, frames: quality.totalVideoFrames - before.totalVideoFrames,
    dropped: quality.droppedVideoFrames - before.droppedVideoFrames, error: video.error ? video.error.message : null }
})()`

async function playedOf(page: Page, url: string): Promise<Played> {
  await page.goto(url)
  return (await page.evaluate(watch)) as Played
}

test('the film plays and seeks in a real browser without losing a frame', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const folder = mkdtempSync(join(tmpdir(), 'lantian-film-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const made = await makeEdition(editionOf('hourly', '2016-12-20T18:00+08:00', sampleAir(186)), {
    folder,
    shape: 'wide',
    language: 'both',
    container: 'mp4',
  })
  const site = await serveFilm(join(folder, made.files.find(({ kind }) => kind === 'film')!.name))
  t.after(site.close)
  const page = await browser.newPage()
  // A machine that is busy elsewhere drops a frame now and then, a film that cannot be decoded in time does so always.
  let played = await playedOf(page, site.url)
  for (let i = 0; i < 2 && played.dropped > 0; i++) played = await playedOf(page, site.url)
  assert.deepEqual(played.size, [1920, 1080])
  // The pictures are twenty seconds exactly; the last packet of AAC may end two hundredths later.
  assert.ok(Math.abs(played.seconds - 20) < 0.06, String(played.seconds))
  assert.ok(played.seeks.every((off) => off < 0.001))
  assert.ok(played.at > 0.5 && played.frames > 12, JSON.stringify(played))
  assert.equal(played.dropped, 0, JSON.stringify(played))
  assert.equal(played.error, null)
})
