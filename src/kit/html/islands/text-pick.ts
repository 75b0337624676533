import { element } from './element.ts'
import type { EditorSettings } from './text-settings.ts'

export interface Picked {
  about: string
  title: string
}

/** A search for the things of the centre, with its hits as buttons; `chosen` is asked when the dialog is accepted. */
export function picker({ words }: EditorSettings, first: Picked | null) {
  let chosen = first
  const input = element('input', { type: 'search', autocomplete: 'off' })
  const list = element('ul', { className: 'rt-found' })
  list.setAttribute('aria-label', words.found)
  const status = element('p', { className: 'field-help' })
  status.setAttribute('role', 'status')
  const tell = () => {
    status.textContent = chosen ? words.picked + chosen.title : ''
  }
  tell()
  let timer = 0
  let asked = 0
  const look = async () => {
    const turn = ++asked
    const found = await search(input.value.trim())
    if (turn !== asked) return
    list.replaceChildren(
      ...found.map((hit) => {
        const button = element('button', { type: 'button', className: 'plain' }, hit.title)
        button.addEventListener('click', () => {
          chosen = { about: hit.about, title: hit.title }
          tell()
        })
        return element('li', {}, button, ' ', element('small', {}, hit.path))
      }),
    )
    if (found.length === 0 && input.value.trim()) status.textContent = words.nothingFound
  }
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(look, 250)
  })
  // Enter searches at once rather than closing the dialog.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    look()
  })
  return {
    field: { label: words.find, control: input },
    body: [list, status],
    chosen: () => chosen,
  }
}

async function search(q: string): Promise<(Picked & { path: string })[]> {
  if (q === '') return []
  try {
    const answer = await fetch(`/desk/pick?q=${encodeURIComponent(q)}`)
    const found: unknown = answer.ok ? await answer.json() : []
    return Array.isArray(found) ? found.slice(0, 12) : []
  } catch {
    return []
  }
}
