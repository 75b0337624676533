import { Problem } from '../kit/problem.ts'
import { aloneIn, type Works } from '../kit/procedure/procedure.ts'

/**
 * Who holds the forecaster's token does alone what takes two at the desk: only where the house has chosen that one is
 * enough. @param procedure the key of the procedure that the token would go around
 * @throws Problem 409 that says where to go instead
 */
export async function mustAllowOne({ store, desk }: Works, procedure: string): Promise<void> {
  if ((await aloneIn(store.db, desk.procedures)).has(procedure)) return
  throw new Problem(
    'two-must-sign',
    {
      zh: `这件事要两人办理，请到工作台提请。只有一人的中心，可由“系统运行”在 /desk/procedures/${procedure} 允许一人办完。`,
      en: `This takes two people: propose it at the desk. In a centre of one, “System” may let one person do it all at /desk/procedures/${procedure}.`,
    },
    409,
  )
}
