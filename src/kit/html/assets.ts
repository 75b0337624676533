import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** The folder of the built assets: beside the bundle, or in `dist/` when run from source. */
const folder = [
  join(dirname(fileURLToPath(import.meta.url)), 'assets'),
  join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'dist', 'assets'),
].find((path) => existsSync(join(path, 'manifest.json')))

const manifest: Record<string, string> = folder
  ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  : {}

/** The address of an asset by its plain name, such as `main.css`; its hash lets browsers keep it for ever. */
export const assetUrl = (name: string) => `/assets/${manifest[name] ?? name}`

export interface Asset {
  text: string
  contentType: string
}

/** What the build wrote, by its hashed name; held in memory, so that a new build under a running server harms nothing. */
const assets = new Map<string, Asset>(
  Object.values(manifest).map((name) => [
    name,
    { text: readFileSync(join(folder!, name), 'utf8'), contentType: types[name.split('.').at(-1)!]! },
  ]),
)

/** The asset behind `/assets/<name>`, whatever is asked for. */
export const assetOf = (name: string): Asset | undefined => assets.get(name)
