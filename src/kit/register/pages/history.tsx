import { Missing, Section } from '../../html/parts.tsx'
import { type Difference, differencesOf, middleOf } from '../history.ts'
import type { Look } from '../kind.ts'
import type { Past } from '../rows.ts'
import { type At, momentOf, whoOf } from './shown.ts'
import { words } from './words.ts'

/** Every deed on a row, newest first, with what it changed. */
export function History({ r, ask, past, look }: At & { past: Past[]; look: Look }) {
  const w = words[ask.language]
  return (
    <Section title={w.history}>
      <ol class="register-history">
        {past.map((each) => {
          const differences = each.deed === 'add' ? [] : differencesOf(r, each)
          return (
            <li>
              <p>
                <strong>{w.deeds[each.deed] ?? each.deed}</strong>{' '}
                <span class="small">
                  {whoOf(each.by, look)} · {momentOf(each.at.epochMilliseconds, look)}
                </span>
              </p>
              {differences.length > 0 && <Differences differences={differences} look={look} />}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function Differences({ differences, look }: { differences: Difference[]; look: Look }) {
  return (
    <dl class="defs register-differences">
      {differences.map(({ field, from, to }) => (
        <>
          <dt>{field.words[look.language]}</dt>
          <dd>
            {field.kind.name === 'longText' && typeof from === 'string' && typeof to === 'string' ? (
              <TextDifference from={from} to={to} />
            ) : (
              <>
                <del>
                  {from === null ? <Missing language={look.language} /> : field.kind.show(from, look)}
                </del>
                <span aria-hidden="true"> → </span>
                <ins>{to === null ? <Missing language={look.language} /> : field.kind.show(to, look)}</ins>
              </>
            )}
          </dd>
        </>
      ))}
    </dl>
  )
}

/** How much of the unchanged text stands around a difference. */
const around = 40

function TextDifference({ from, to }: { from: string; to: string }) {
  const { before, after, ...middle } = middleOf(from, to)
  const [head, tail] = [[...before], [...after]]
  return (
    <span class="register-text">
      {head.length > around ? `…${head.slice(-around).join('')}` : before}
      {middle.from && <del>{middle.from}</del>}
      {middle.to && <ins>{middle.to}</ins>}
      {tail.length > around ? `${tail.slice(0, around).join('')}…` : after}
    </span>
  )
}
