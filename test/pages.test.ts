import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { simulateHours } from '../src/air/simulation.ts'
import { axeSource, openBrowser } from './browser.ts'
import { openSite } from './site.ts'

/** One page of every template. */
const templates = [
  '/',
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
  '/broadcast',
  '/broadcast/archive',
  '/no-such-page',
]

const modes = [
  ['light', 'normal', 'official'],
  ['dark', 'normal', 'official'],
  ['contrast', 'normal', 'official'],
  ['light', 'large', 'official'],
  ['dark', 'large', 'assist'],
] as const
type Mode = (typeof modes)[number]

/** Public script of a page, gzipped (DESIGN.md 10). */
const mostScriptBytes = 15_000

const modeRules = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable']

interface Axe {
  run(
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>
}

for (const language of ['zh', 'en'])
  test(`every page in ${language} and all modes: accessible, within the screen, still and without error`, async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const site = await openSite(t, { LANTIAN_CLOCK: '2026-11-24T10:30' })
    await simulateHours(site.house, 24 * 30)
    for (const template of templates)
      await t.test(template, async () => {
        const path = language === 'zh' ? template : template === '/' ? '/en/' : `/en${template}`
        for (const mode of modes) await look(browser, `${site.url}${path}`, mode)
      })
  })

/** Opens the page on a phone, then on a wide screen, in one mode. */
async function look(browser: Browser, url: string, mode: Mode) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  try {
    await context.addCookies([{ name: 'prefs', value: mode.join('.'), url }])
    const page = await context.newPage()
    const faults = watch(page, url)
    await page.addInitScript(recordShifts)
    await page.goto(url)
    assert.deepEqual(await page.evaluate('shifts'), [], `${mode}: the layout shifted`)
    await fits(page, `${mode} 390 px`)
    await passesAxe(page, `${mode} 390 px`, mode === modes[0])
    await page.setViewportSize({ width: 1280, height: 900 })
    await fits(page, `${mode} 1280 px`)
    if (mode === modes[0]) await passesAxe(page, `${mode} 1280 px`, true)
    assert.deepEqual(faults, [], String(mode))
  } finally {
    await context.close()
  }
}

/** Errors of the console and refused requests; the answer to a page that is not there is no fault. */
function watch(page: Page, url: string): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url() !== url)
      faults.push(`${response.status()} ${response.url()}`)
  })
  return faults
}

/** Run in the page before its own scripts. */
const recordShifts = `globalThis.shifts = []
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.toJSON())))
    .observe({ type: 'layout-shift', buffered: true })`

async function fits(page: Page, where: string) {
  const beyond = 'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)'
  assert.equal(await page.evaluate(beyond), 0, `${where}: wider than the screen`)
}

/** Every rule, or only those that a mode can change: its colours and its sizes. */
async function passesAxe(page: Page, where: string, everyRule: boolean) {
  await page.evaluate(axeSource)
  const options = { resultTypes: ['violations'], ...(everyRule ? {} : { runOnly: modeRules }) }
  const violations = await page.evaluate(async (asked) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const found = await axe.run(asked)
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    )
  }, options)
  assert.deepEqual(violations, [], where)
}

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
