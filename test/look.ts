import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { axeSource } from './browser.ts'

type Cookie = Parameters<BrowserContext['addCookies']>[0][number]

/** Theme, type and palette, as the cookie has them; the first is looked at with every rule. */
export const modes = [
  ['light', 'normal', 'official'],
  ['dark', 'normal', 'official'],
  ['contrast', 'large', 'official'],
  ['dark', 'large', 'assist'],
] as const
type Mode = (typeof modes)[number]

/** Colours are the same in every language; the length of words is not: English is looked at at its largest, by every rule. */
export const modesFor = (language: string, seen: readonly Mode[] = modes): readonly Mode[] =>
  language === 'zh' ? seen : [modes[3]]

const modeRules = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable']

interface Axe {
  run(
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>
}

/**
 * Opens the page on a phone, then on a wide screen, in one mode: it must be accessible, within the screen, still and
 * without error. `cookies` are those of somebody who is signed in.
 */
export async function look(browser: Browser, url: string, mode: Mode, cookies: Cookie[] = []): Promise<void> {
  const { page, faults } = await eyeOf(browser)
  faults.length = 0
  await page.context().clearCookies()
  await page.context().addCookies([...cookies, { name: 'prefs', value: mode.join('.'), url }])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(url)
  const shifts = (await page.evaluate('shifts')) as { value: number }[]
  const shifted = shifts.reduce((sum, { value }) => sum + value, 0)
  assert.ok(shifted < mostShift, `${mode}: the layout shifted: ${JSON.stringify(shifts)}`)
  await fits(page, `${mode} 390 px`)
  const everyRule = mode === modes[0] || /^\/en(\/|$)/.test(new URL(url).pathname)
  await passesAxe(page, `${mode} 390 px`, everyRule)
  await page.setViewportSize({ width: 1280, height: 900 })
  await fits(page, `${mode} 1280 px`)
  if (everyRule) await passesAxe(page, `${mode} 1280 px`, true)
  assert.deepEqual(faults, [], String(mode))
}

interface Eye {
  page: Page
  /** Of the page that was opened last. */
  faults: string[]
}
const eyes = new WeakMap<Browser, Promise<Eye>>()

/** One page of a browser that looks at everything, one after the other: a fresh one each time takes half of the work. */
function eyeOf(browser: Browser): Promise<Eye> {
  const known = eyes.get(browser)
  if (known) return known
  const made = openEye(browser)
  eyes.set(browser, made)
  return made
}

async function openEye(browser: Browser): Promise<Eye> {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.addInitScript(recordShifts)
  return { page, faults: watch(page) }
}

/** Errors of the console and refused requests; the answer to a page that is not there is no fault. */
function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest())
      faults.push(`${response.status()} ${response.url()}`)
  })
  return faults
}

/** A tenth of what readers count as good: a slow machine may paint the head of a page before it has read its end. */
const mostShift = 0.01

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
