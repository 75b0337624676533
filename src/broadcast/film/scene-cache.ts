import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '../../kit/journal/chain.ts'
import { programmeOf, type Rundown } from '../edition.ts'
import type { FilmFormat } from '../h264/parameters.ts'
import type { Look } from './scenes-of.ts'

/**
 * Scenes that are filmed already, as files: a make that was killed goes on where it stopped, and an edition in which one
 * sentence changed films that scene again and no other. The name is the digest of all that a scene's pictures depend on.
 */
export class SceneCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  /** NAL units of a scene, or null. A damaged file counts as none. */
  get(name: string): Uint8Array[] | null {
    const file = this.#file(name)
    if (!existsSync(file)) return null
    const bytes = readFileSync(file)
    const units: Uint8Array[] = []
    for (let at = 0; at < bytes.length; ) {
      const size = at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0
      if (size === 0 || at + 4 + size > bytes.length) return null
      units.push(bytes.subarray(at + 4, at + 4 + size))
      at += 4 + size
    }
    return units.length > 0 ? units : null
  }

  /** Written whole under another name first. */
  put(name: string, units: readonly Uint8Array[]): void {
    const parts = units.flatMap((unit) => {
      const size = Buffer.alloc(4)
      size.writeUInt32BE(unit.length)
      return [size, unit]
    })
    const file = this.#file(name)
    writeFileSync(`${file}.part`, Buffer.concat(parts))
    renameSync(`${file}.part`, file)
  }

  /** Takes everything away: the film is whole. */
  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #file = (name: string) => join(this.#folder, `${name}.scene`)
}

/** Changes when the pictures of the same data do. */
const look = 1

/** The digest of what a scene is drawn from: itself, the scene it wipes away, and what lies over the edition. */
export function sceneName(
  rundown: Rundown,
  index: number,
  how: Look,
  format: FilmFormat,
  keyEvery: number | null,
): string {
  const { edition, parts } = rundown
  const drawn = {
    look,
    how,
    format,
    keyEvery,
    programme: programmeOf(rundown),
    at: edition.at,
    air: edition.air,
    pieces: edition.pieces,
    title: edition.title,
  }
  const own = { timed: parts[index], before: parts[index - 1] ?? null }
  return createHash('sha256')
    .update(canonicalJson({ ...drawn, ...own }))
    .digest('hex')
    .slice(0, 32)
}
