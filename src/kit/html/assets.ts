import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
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
  path: string
  contentType: string
  immutable: boolean
}

/** The file behind `/assets/<name>`: only what the build wrote, whatever is asked for. */
export function assetFile(name: string): Asset | null {
  if (!folder || !Object.values(manifest).includes(name)) return null
  return {
    path: join(folder, name),
    contentType: types[name.split('.').at(-1)!] ?? 'application/octet-stream',
    immutable: true,
  }
}
