import { href } from '../../kit/html/layout.tsx'
import { type AnyProcedure, type Case, stateOf } from '../../kit/procedure/declare.ts'
import type { DeskAsk } from '../../kit/web/desk.tsx'
import { words } from './words.ts'

/** What is not in force yet: with whom each stands, and the way to it. The public sees none of it. */
export function Waiting({
  ask,
  of,
  cases,
}: {
  ask: DeskAsk
  of: AnyProcedure
  cases: readonly Case<{ by: string }>[]
}) {
  if (cases.length === 0) return null
  const { language } = ask
  return (
    <section class="section">
      <h2>{words.waiting[language]}</h2>
      <ul class="attention">
        {cases.map(({ id, title, state, data }) => (
          <li>
            <a href={href(ask, `/desk/cases/${id}`)}>{title[language]}</a>
            <span class="small">{`${stateOf(of, state).words[language]} · ${data.by}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
