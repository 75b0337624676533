import type { Rundown } from '../edition.ts'
import { timecode } from '../subtitles/timecode.ts'

/** A page of its own, to be kept, printed or read from: it takes nothing from anywhere. */
const style = `
body { font: 16px/1.6 "PingFang SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a2430 }
table { width: 100%; border-collapse: collapse } td, th { text-align: start; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #d5dde4 }
th { font-weight: 400; color: #4a5866 } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem } small { color: #4a5866 } .time { white-space: nowrap; font-variant-numeric: tabular-nums }
body.prompter { background: #000; color: #fff; font-size: 56px; line-height: 1.5; max-width: 22em } body.prompter small { color: #9fb2c3; font-size: 24px } body.prompter p { margin: 0 0 1.2em }
@media print { body { margin: 0 } tr { break-inside: avoid } }
`

function Document(props: { title: string; kind?: 'prompter'; children: unknown }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{props.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body class={props.kind}>{props.children}</body>
    </html>
  )
}

const clock = (frame: number) => timecode(frame, '.').slice(3, 10)

/** The script to print: every sentence in both languages with its time, and where its numbers come from. */
export async function scriptPage(rundown: Rundown): Promise<string> {
  const { edition, parts } = rundown
  const left = edition.segments
    .flatMap((segment) => segment.parts)
    .filter((part) => !part.validity.valid || part.floated)
  return `<!doctype html>${await (
    <Document title={`${edition.title.zh} ${edition.at}`}>
      <h1>{edition.title.zh}</h1>
      <p>
        {edition.at} · {clock(rundown.frames)} · {rundown.frames} 帧 · {edition.air.standard}
      </p>
      {parts.map(({ part, from, frames, cues }) => (
        <>
          <h2>
            {part.title.zh} <small>{part.title.en}</small>
          </h2>
          <table>
            <tbody>
              <tr>
                <th class="time">{clock(from)}</th>
                <th>{frames} 帧</th>
                <th>{part.id}</th>
              </tr>
              {cues.map((cue) => (
                <tr>
                  <td class="time">{clock(cue.from)}</td>
                  <td>{cue.zh}</td>
                  <td>
                    {cue.en}
                    <br />
                    <small>{figuresOf(part, cue.line)}</small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ))}
      {left.length > 0 && (
        <>
          <h2>未播出 Not aired</h2>
          <ul>
            {left.map((part) => (
              <li>
                {part.title.zh}
                {!part.validity.valid && `：${part.validity.reason.zh}（${part.validity.reason.en}）`}
              </li>
            ))}
          </ul>
        </>
      )}
    </Document>
  ).toString()}`
}

const figuresOf = (part: Rundown['parts'][number]['part'], id: string) =>
  part.lines
    .find((line) => line.id === id)
    ?.figures.map(({ said, source }) => `${said.zh} ← ${source}`)
    .join('；')

/** What a presenter reads from: large, one sentence after the other. */
export async function prompterPage({ edition, parts }: Rundown, language: 'zh' | 'en'): Promise<string> {
  return `<!doctype html>${await (
    <Document title={edition.title[language]} kind="prompter">
      {parts.map(({ part, cues }) => (
        <>
          <small>{part.title[language]}</small>
          {cues.map((cue) => (
            <p>{cue[language]}</p>
          ))}
        </>
      ))}
    </Document>
  ).toString()}`
}
