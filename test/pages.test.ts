import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { simulateHours } from '../src/air/simulation.ts'
import { rebuildIndex } from '../src/kit/search/follow.ts'
import { loadDemonstration } from '../src/press/demo/load.ts'
import { openBrowser } from './browser.ts'
import { look, modesFor } from './look.ts'
import { openSite } from './site.ts'

/** One page of every template. */
const templates = [
  '/',
  '/air',
  '/air/stations',
  '/air/stations/simulated%3A1003A',
  '/air/districts/110101',
  '/air/pollutants',
  '/air/pollutants/pm25',
  '/air/standards',
  '/air/forecast',
  '/air/alerts',
  '/air/history',
  '/air/history?by=hour&pollutant=pm25&from=2026-11-20&to=2026-11-22',
  '/air/history/day/2026-11-20',
  '/air/history/compare',
  '/air/quality',
  '/data',
  '/embed',
  '/about',
  '/search',
  '/search?q=o3',
  '/broadcast',
  '/broadcast/archive',
  '/news',
  '/columns/knowledge',
  '/columns/knowledge/archive',
  '/columns/knowledge/archive/2026-11',
  '/topics',
  '/topics/know-the-air',
  '/articles/how-to-read-the-index',
  '/articles/ginkgo-ride',
  '/articles/birds-of-the-parks',
  '/articles/outdoor-lessons-notice',
  '/centre',
  '/centre/how-we-work',
  '/no-such-page',
]

/** Public script of a page, gzipped (DESIGN.md 10). */
const mostScriptBytes = 15_000

for (const language of ['zh', 'en'])
  test(`every page in ${language} and in every mode that matters: accessible, within the screen, still and without error`, async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const site = await openSite(t, { LANTIAN_CLOCK: '2026-11-24T10:30' })
    await simulateHours(site.house, 24 * 30)
    await loadDemonstration(site.house)
    await rebuildIndex(site.house, { signal: new AbortController().signal, progress() {} })
    for (const template of templates)
      await t.test(template, async () => {
        const path = language === 'zh' ? template : template === '/' ? '/en/' : `/en${template}`
        for (const mode of modesFor(language)) await look(browser, `${site.url}${path}`, mode)
      })
  })

test('a page works without script, and its script is small', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url } = await openSite(t)
  const plain = await browser.newPage({ javaScriptEnabled: false })
  await plain.goto(url)
  assert.match((await plain.textContent('.hero-number')) ?? '', /^\d+$/)
  await plain.click('details.modes summary')
  await plain.click('details.modes a[href*="theme=dark"]')
  assert.equal(await plain.getAttribute('html', 'data-theme'), 'dark', 'the choice is kept')

  const page = await browser.newPage()
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0)
  assert.ok(bytes > 0 && bytes < mostScriptBytes, `${bytes} bytes of script`)
})

test('the keyboard reaches the content first, and Escape closes what is open', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url } = await openSite(t)
  const page = await browser.newPage()
  await page.goto(url)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate('document.activeElement.id'), 'main')
  await page.click('details.modes summary')
  await page.keyboard.press('Escape')
  assert.equal(await page.getAttribute('details.modes', 'open'), null)
})
