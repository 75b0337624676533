import { resolve } from 'node:path'
import { parseOptions, usageProblem } from '../cli.ts'
import type { Migrations } from '../db/migrate.ts'
import type { StoreTools } from '../journal/command.ts'
import { seal } from '../journal/journal.ts'
import { backup } from './backup.ts'
import type { Folders } from './folders.ts'
import { restore } from './restore.ts'

export const backupUsage = 'backup FOLDER'
export const restoreUsage = 'restore FOLDER'

interface BackupTools extends StoreTools {
  /** What the data folder holds beside the database. */
  folders: Folders
}

/** `lantian backup FOLDER`. @returns 0 */
export async function backupCommand({ store, clock, print, args, folders }: BackupTools): Promise<number> {
  const folder = folderOf(args, backupUsage)
  // Without a seal a backup could not show what was changed after it.
  await seal(store, clock())
  const { tables, heads, files } = await backup(store, folder, { at: clock(), folders })
  // The list of migrations is written anew by a restore, so that neither counts it.
  const rows = tables.filter(({ name }) => name !== 'migration').reduce((sum, table) => sum + table.rows, 0)
  const head = heads.at(-1)?.hash ?? '-'
  print(`已备份到 ${folder}：${tables.length} 个表，${rows} 行，${files.length} 个文件。日志封存值 ${head}`)
  print(
    `Backed up to ${folder}: ${tables.length} tables, ${rows} rows, ${files.length} files. Head of the journal ${head}`,
  )
  return 0
}

/**
 * `lantian restore FOLDER`. The store must be opened, and may be migrated, but no room may have put anything into it.
 * @returns 0, or 1 when the data is restored but a file is missing or damaged, or the journal was tampered with before
 */
export async function restoreCommand(tools: BackupTools & { migrations: Migrations }): Promise<number> {
  const { store, print, args, migrations, folders } = tools
  const folder = folderOf(args, restoreUsage)
  const { rows, verdict, manifest, faults } = await restore(store, folder, { migrations, folders })
  const files = manifest.files.length - faults.length
  print(`已从 ${folder} 恢复 ${rows} 行、${files} 个文件（备份时间 ${manifest.madeAt}）。`)
  print(`Restored ${rows} rows and ${files} files from ${folder} (made at ${manifest.madeAt}).`)
  for (const { file, reason } of faults) {
    print(`未恢复文件 ${file}：${reason.zh}。`)
    print(`The file ${file} was not restored: ${reason.en}.`)
  }
  if (verdict.fault) {
    print(`但日志已被改动。${verdict.fault.words.zh}`)
    print(`But the journal was tampered with. ${verdict.fault.words.en}`)
    return 1
  }
  print(`日志完好：${verdict.lines} 行已核对。`)
  print(`The journal is sound: ${verdict.lines} lines checked.`)
  return faults.length > 0 ? 1 : 0
}

function folderOf(args: string[], usage: string): string {
  const { positionals } = parseOptions(args, {}, 'some')
  if (positionals.length !== 1)
    throw usageProblem(`请指定一个文件夹：lantian ${usage}`, `Name one folder: lantian ${usage}`)
  return resolve(positionals[0]!)
}
