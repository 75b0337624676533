import { Progress, parseOptions } from '../cli.ts'
import type { Command } from '../room.ts'
import { rebuildIndex } from './follow.ts'

/** Indexes everything anew; who searches meanwhile finds what was there. */
export const rebuildCommand: Command = {
  name: 'search rebuild',
  usage: 'search rebuild',
  help: 'Builds the index of the search anew, with its progress. The site may go on running.',
  async run({ args, house, print }) {
    parseOptions(args, {})
    const bar = new Progress('search')
    const { signal } = new AbortController()
    print(await rebuildIndex(await house(), { signal, progress: (done, of) => bar.show(done, of) }))
    return 0
  },
}
