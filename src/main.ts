import { rooms } from './centre.ts'
import { commands as ownCommands } from './commands.ts'
import { openHouse } from './house.ts'
import { storageProblem } from './kit/db/away.ts'
import { Problem } from './kit/problem.ts'
import type { Command, CommandTools, House } from './kit/room.ts'
import { readSettings, settingsHelp } from './settings.ts'

const commands: Command[] = [...ownCommands, ...rooms.flatMap((room) => room.commands ?? [])]

/** The command whose words stand first on the line: `air import x.csv` is `air import` with one argument. */
function find(words: string[]): { command: Command; args: string[] } | null {
  const named = (length: number) =>
    commands.find((command) => command.name === words.slice(0, length).join(' '))
  for (const length of [2, 1]) {
    const command = named(length)
    if (command) return { command, args: words.slice(length) }
  }
  return null
}

function help(): string {
  return [
    'Lantian 蓝天 runs an environmental-protection communication centre.',
    '',
    'Usage: lantian <command> [options]      on a clone: ./lantian, or npm start -- [options]',
    '',
    // What a command does stands under it: beside the longest one it would begin off the screen.
    ...commands.map(({ usage, help: text }) => `  ${usage}\n      ${text}`),
    '',
    'Settings, read from the environment:',
    ...settingsHelp(),
    '',
  ].join('\n')
}

const isHelp = (word: string) => word === '--help' || word === '-h'
const asksForHelp = (argv: string[]) => argv[0] === 'help' || argv.some(isHelp)

/** Of one command, or of all: `npm start -- --help` arrives as `start --help` and asks for everything. */
function helpOn(words: string[]): string {
  const found = find(words)
  if (found && found.command.name !== 'start')
    return `Usage: lantian ${found.command.usage}\n\n${found.command.help}\n`
  if (words.length === 0 || found) return help()
  const ofRoom = commands.filter(({ name }) => name.startsWith(`${words[0]} `))
  if (ofRoom.length === 0) throw unknownCommand(words)
  return ofRoom.map(({ usage, help: text }) => `lantian ${usage}\n    ${text}\n`).join('\n')
}

async function main(argv: string[]): Promise<number> {
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  const note = (line: string) => void process.stderr.write(`${line}\n`)
  const clock = () => Temporal.Now.instant()
  if (asksForHelp(argv)) {
    print(helpOn(argv.filter((word, at) => !isHelp(word) && !(at === 0 && word === 'help'))))
    return 0
  }
  const found = find(argv[0] === '--version' || argv[0] === '-v' ? ['version'] : argv)
  if (!found) {
    // `lantian air` alone asks what there is.
    if (argv.length !== 1) throw unknownCommand(argv)
    note(helpOn(argv))
    return 2
  }
  let opened: House | undefined
  const house: CommandTools['house'] = async (options) =>
    (opened ??= await openHouse(readSettings(), options))
  try {
    return await found.command.run({ args: found.args, clock, house, print, note })
  } finally {
    await opened?.store.close()
  }
}

const unknownCommand = (argv: string[]) =>
  new Problem('unknown-command', {
    zh: `没有命令“${argv.join(' ')}”。lantian --help 列出全部命令。`,
    en: `There is no command "${argv.join(' ')}". "lantian --help" lists them all.`,
  })

// A reader that closes the pipe early (`lantian air days | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`无法写出结果：${error.message}\nThe answer cannot be written: ${error.message}\n`)
  process.exit(2)
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const told = storageProblem(error)
  const known = told instanceof Problem
  process.stderr.write(
    `${known ? `${told.words.zh}\n${told.words.en}` : ((error as Error).stack ?? error)}\n`,
  )
  process.exitCode = known ? 2 : 1
}
