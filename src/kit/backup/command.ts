import { resolve } from 'node:path'
import { parseOptions, usageProblem } from '../cli.ts'
import type { Migrations } from '../db/migrate.ts'
import type { StoreTools } from '../journal/command.ts'
import { seal } from '../journal/journal.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

export const backupUsage = 'backup FOLDER'
export const restoreUsage = 'restore FOLDER'

/** `lantian backup FOLDER`. @returns 0 */
export async function backupCommand({ store, clock, print, args }: StoreTools): Promise<number> {
  const folder = folderOf(args, backupUsage)
  // Without a seal a backup could not show what was changed after it.
  await seal(store, clock())
  const { tables, heads } = await backup(store, folder, { at: clock() })
  // The list of migrations is written anew by a restore, so that neither counts it.
  const rows = tables.filter(({ name }) => name !== 'migration').reduce((sum, table) => sum + table.rows, 0)
  const head = heads.at(-1)?.hash ?? '-'
  print(`已备份到 ${folder}：${tables.length} 个表，${rows} 行。日志封存值 ${head}`)
  print(`Backed up to ${folder}: ${tables.length} tables, ${rows} rows. Head of the journal ${head}`)
  return 0
}

/**
 * `lantian restore FOLDER`. The store must be opened, and may be migrated, but no room may have put anything into it.
 * @returns 0, or 1 when the data is restored but its journal was tampered with before the backup
 */
export async function restoreCommand(tools: StoreTools & { migrations: Migrations }): Promise<number> {
  const { store, print, args, migrations } = tools
  const folder = folderOf(args, restoreUsage)
  const { rows, verdict, manifest } = await restore(store, folder, { migrations })
  print(`已从 ${folder} 恢复 ${rows} 行（备份时间 ${manifest.madeAt}）。`)
  print(`Restored ${rows} rows from ${folder} (made at ${manifest.madeAt}).`)
  if (verdict.fault) {
    print(`但日志已被改动。${verdict.fault.words.zh}`)
    print(`But the journal was tampered with. ${verdict.fault.words.en}`)
    return 1
  }
  print(`日志完好：${verdict.lines} 行已核对。`)
  print(`The journal is sound: ${verdict.lines} lines checked.`)
  return 0
}

function folderOf(args: string[], usage: string): string {
  const { positionals } = parseOptions(args, {}, 'some')
  if (positionals.length !== 1)
    throw usageProblem(`请指定一个文件夹：lantian ${usage}`, `Name one folder: lantian ${usage}`)
  return resolve(positionals[0]!)
}
