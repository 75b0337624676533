import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseOptions } from '../cli.ts'
import type { AnyStore } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { type Head, verify } from './journal.ts'

export interface StoreTools {
  store: AnyStore
  clock(): Temporal.Instant
  print(line: string): void
  args: string[]
}

export const verifyUsage = 'verify [--heads FILE|BACKUP]'

/**
 * `lantian verify [--heads FILE]`: checks the whole journal. With the manifest of a backup, or a saved answer of the
 * public page of heads, also against the heads known there.
 * @returns 0 when it is sound, 1 when it is not
 */
export async function verifyCommand({ store, print, args }: StoreTools): Promise<number> {
  const { values } = parseOptions(args, { heads: { type: 'string' } })
  const verdict = await verify(store, values.heads ? readHeads(values.heads) : [])
  if (verdict.fault) {
    print(`日志已被改动。${verdict.fault.words.zh}`)
    print(`The journal was tampered with. ${verdict.fault.words.en}`)
    return 1
  }
  print(`日志完好：${verdict.lines} 行已核对，${verdict.unsealed} 行待封存。最新封存值 ${verdict.head}`)
  print(
    `The journal is sound: ${verdict.lines} lines checked, ${verdict.unsealed} wait for their seal. Head ${verdict.head}`,
  )
  return 0
}

/** Heads from a JSON file, `[{day, position, count, hash}]` or `{"heads": […]}`, or from a backup's folder. */
function readHeads(path: string): Head[] {
  try {
    const file = statSync(path).isDirectory() ? join(path, 'manifest.json') : path
    const data = JSON.parse(readFileSync(file, 'utf8'))
    const list: unknown = Array.isArray(data) ? data : data.heads
    if (!Array.isArray(list) || !list.every(isHead)) throw new Error('no list of heads in it')
    return list
  } catch (error) {
    const reason = (error as Error).message
    throw new Problem('heads', {
      zh: `无法从 ${path} 读取封存值：${reason}`,
      en: `Cannot read heads from ${path}: ${reason}`,
    })
  }
}

const isHead = (item: unknown): item is Head => {
  const { day, position, hash } = (item ?? {}) as Partial<Head>
  return typeof day === 'string' && Number.isSafeInteger(position) && /^[0-9a-f]{64}$/.test(String(hash))
}
