import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { Problem } from './problem.ts'

/**
 * Options and words of a command line. What is not known, said twice or left over is a Problem that names it, as
 * whoever typed it meant something by it.
 * @param words whether the command takes words besides its options
 */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  args: string[],
  options: T,
  words: 'none' | 'some' = 'none',
) {
  const parsed = parse(args, options)
  const { positionals, tokens } = parsed
  if (words === 'none' && positionals.length > 0) throw wrongLine(`unexpected "${positionals[0]}"`)
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (seen.has(token.name)) throw wrongLine(`--${token.name} is given twice`)
    seen.add(token.name)
  }
  return parsed
}

function parse<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true, tokens: true })
  } catch (error) {
    throw wrongLine((error as Error).message.split(/\.?(?:\n|\. |$)/)[0]!)
  }
}

const wrongLine = (reason: string) =>
  new Problem('usage', {
    zh: `命令行有误：${reason}。加 --help 查看用法。`,
    en: `The command line is wrong: ${reason}. Add --help for the usage.`,
  })

/** A command line that says too little or too much; the words say how it is meant. */
export const usageProblem = (zh: string, en: string) => new Problem('usage', { zh, en })

/**
 * A progress bar on a terminal; elsewhere (a log, a pipe) one line every tenth.
 * `done` and `of` are in the same unit; `of` may grow.
 */
export class Progress {
  readonly #title: string
  readonly #out: NodeJS.WriteStream
  #shown = -1

  constructor(title: string, out: NodeJS.WriteStream = process.stderr) {
    this.#title = title
    this.#out = out
  }

  show(done: number, of: number): void {
    const share = of > 0 ? Math.min(1, done / of) : 1
    const step = Math.floor(share * (this.#out.isTTY ? 100 : 10))
    if (step === this.#shown) return
    this.#shown = step
    if (!this.#out.isTTY) {
      this.#out.write(`${this.#title} ${step * 10} %\n`)
      return
    }
    const full = Math.round(share * 30)
    this.#out.write(`\r${this.#title} ${'█'.repeat(full)}${'░'.repeat(30 - full)} ${step} %`)
    if (share === 1) this.#out.write('\n')
  }
}
