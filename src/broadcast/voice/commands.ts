import { parseOptions } from '../../kit/cli.ts'
import type { Command } from '../../kit/room.ts'
import { voices } from './index.ts'

/** `lantian broadcast voices`. */
export const voicesCommand: Command = {
  name: 'broadcast voices',
  usage: 'broadcast voices',
  help: 'Lists who can speak the broadcast, on which terms, and what is missing for it.',
  async run({ args, house, print }) {
    parseOptions(args, {})
    const { settings } = await house()
    for (const { name, lines } of await voices(settings)) {
      print(`${name}${name === settings.LANTIAN_VOICE ? ' *' : ''}`)
      for (const { zh, en } of lines) print(zh === en ? `  ${zh}` : `  ${zh} ${en}`)
    }
    return 0
  },
}
