import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordingsFolder } from './broadcast/index.ts'
import { migrations } from './centre.ts'
import { backupCommand, backupUsage, restoreCommand, restoreUsage } from './kit/backup/command.ts'
import { parseOptions } from './kit/cli.ts'
import { verifyCommand, verifyUsage } from './kit/journal/command.ts'
import type { Command, CommandTools, House } from './kit/room.ts'
import { serve } from './serve.ts'
import { type Settings, settingsHelp } from './settings.ts'

const start: Command = {
  name: 'start',
  usage: 'start [--empty]',
  help: 'Serves the site and runs the jobs in one process (npm start). --empty: without simulated readings.',
  run: async ({ args, house }) => {
    const { values } = parseOptions(args, { empty: { type: 'boolean' } })
    const opened = await house()
    return serve(
      values.empty ? { ...opened, settings: { ...opened.settings, LANTIAN_SIMULATED: false } } : opened,
      {
        web: true,
        jobs: true,
      },
    )
  },
}

const web: Command = {
  name: 'web',
  usage: 'web',
  help: 'Serves the site only; many may run on one PostgreSQL.',
  run: async ({ args, house }) => {
    parseOptions(args, {})
    return serve(await house(), { web: true, jobs: false })
  },
}

const work: Command = {
  name: 'work',
  usage: 'work',
  help: 'Runs the jobs only; many may run on one PostgreSQL, each job runs once.',
  run: async ({ args, house }) => {
    parseOptions(args, {})
    return serve(await house(), { web: false, jobs: true })
  },
}

/** A command of the ground floor, which knows the store and not the house. */
const onStore =
  (run: (tools: { house: House; args: string[]; print: CommandTools['print'] }) => Promise<number>) =>
  async ({ args, house, print }: CommandTools) =>
    run({ house: await house(), args, print })

const verify: Command = {
  name: 'verify',
  usage: verifyUsage,
  help: 'Checks every line of the journal against its seal; finds edited, missing and inserted lines. --heads: also against heads that were kept elsewhere.',
  run: onStore(({ house, args, print }) =>
    verifyCommand({ store: house.store, clock: house.clock, args, print }),
  ),
}

/** What a backup carries beside the database; speech that was kept and indexes can be made again. */
const foldersOf = (settings: Settings) => ({
  broadcast: join(settings.LANTIAN_DATA, 'broadcast'),
  clips: join(settings.LANTIAN_DATA, 'clips'),
  recordings: recordingsFolder(settings),
  files: join(settings.LANTIAN_DATA, 'files'),
})

const backup: Command = {
  name: 'backup',
  usage: backupUsage,
  help: 'Writes a complete backup into a new folder, with checksums and the head of the journal.',
  run: onStore(({ house, args, print }) =>
    backupCommand({
      store: house.store,
      clock: house.clock,
      args,
      print,
      folders: foldersOf(house.settings),
    }),
  ),
}

const restore: Command = {
  name: 'restore',
  usage: restoreUsage,
  help: 'Restores a backup into an empty database of either engine and verifies the journal after.',
  run: async ({ house, args, print }) => {
    const { store, clock, settings } = await house({ empty: true })
    return restoreCommand({ store, clock, args, print, migrations, folders: foldersOf(settings) })
  },
}

const settings: Command = {
  name: 'settings',
  usage: 'settings',
  help: 'Lists every setting with its default.',
  run: async ({ args, print }) => {
    parseOptions(args, {})
    for (const line of settingsHelp()) print(line)
    return 0
  },
}

const version: Command = {
  name: 'version',
  usage: 'version',
  help: 'Prints the version.',
  run: async ({ args, print }) => {
    parseOptions(args, {})
    const { version: number } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    print(`lantian ${number} (Node ${process.versions.node})`)
    return 0
  },
}

/** The commands of the house itself; each room adds its own. */
export const commands: Command[] = [start, web, work, verify, backup, restore, settings, version]
