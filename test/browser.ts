import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { TestContext } from 'node:test'
import { type Browser, chromium } from 'playwright-core'

/** Chromium that came with npm on Linux, a Chrome of the machine elsewhere; null, said aloud, where there is neither. */
export async function openBrowser(t: TestContext): Promise<Browser | null> {
  const browser = await launch()
  if (browser) t.after(() => browser.close())
  else t.skip('no browser: the packaged Chromium is for linux-x64, and no Chrome is installed here')
  return browser
}

async function launch(): Promise<Browser | null> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium')
    // In a single process the whole browser ends with its first context.
    const args = packaged.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
    return chromium.launch({
      executablePath: await packaged.executablePath(),
      args: [...args, '--disable-background-networking'],
    })
  }
  try {
    return await chromium.launch({ channel: 'chrome' })
  } catch {
    return null
  }
}

/** The cookies of an officer (`signedIn`), for a real browser. */
export const cookiesOf = (header: string, url: string) =>
  header.split('; ').map((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(pair)!
    return { name: name!, value: value!, url }
  })

/** axe, to be run in the page: as a devtools expression, which the content security policy lets pass. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
