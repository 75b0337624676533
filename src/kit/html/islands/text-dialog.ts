import type { EditorWords } from '../../text/editor-words.ts'
import { element } from './element.ts'

/** A control of a dialog, which whoever asked reads when the dialog is accepted. */
export interface Asked {
  label: string
  help?: string
  control: HTMLElement
}

export interface DialogOptions {
  title: string
  words: Pick<EditorWords, 'ok' | 'cancel'>
  fields?: Asked[]
  /** Anything above the buttons that is no field. */
  body?: HTMLElement[]
  /** A third button, such as "remove the link"; the dialog then answers 'extra'. */
  extra?: string | undefined
  /** Words of the button that accepts; null for a dialog that only tells. */
  ok?: string | null
  /** What is wrong, in words; the dialog stays open. */
  accept?(): string | null | Promise<string | null>
}

let counted = 0

function fieldOf({ label, help, control }: Asked): HTMLElement {
  control.id ||= `rt-${++counted}`
  const field = element('div', { className: 'field' })
  const name = element('label', { htmlFor: control.id }, label)
  if (control instanceof HTMLInputElement && control.type === 'checkbox') {
    field.className = 'field rt-check'
    field.append(control, name)
    return field
  }
  field.append(name)
  if (help) {
    const said = element('p', { className: 'field-help', id: `${control.id}-help` }, help)
    control.setAttribute('aria-describedby', said.id)
    field.append(said)
  }
  field.append(control)
  return field
}

/** Opens a dialog over the page, outside any form of it, and answers when it is closed; focus goes back by itself. */
export function ask(options: DialogOptions): Promise<'ok' | 'extra' | null> {
  const title = element('h2', { id: `rt-${++counted}` }, options.title)
  const fault = element('p', { className: 'field-error', hidden: true })
  fault.setAttribute('role', 'alert')
  const accept = element('button', { type: 'submit' }, options.ok ?? options.words.ok)
  const cancel = element('button', { type: 'button', className: 'quiet' }, options.words.cancel)
  const extra = element('button', { type: 'button', className: 'quiet' }, options.extra ?? '')
  const buttons = [...(options.ok === null ? [] : [accept]), ...(options.extra ? [extra] : []), cancel]
  const form = element(
    'form',
    { className: 'form', noValidate: true },
    title,
    ...(options.fields ?? []).map(fieldOf),
    ...(options.body ?? []),
    fault,
    element('div', { className: 'acts' }, ...buttons),
  )
  const dialog = element('dialog', { className: 'rt-dialog' }, form)
  dialog.setAttribute('aria-labelledby', title.id)
  document.body.append(dialog)
  return new Promise((resolve) => {
    let answer: 'ok' | 'extra' | null = null
    const close = (with_: typeof answer) => {
      answer = with_
      dialog.close()
    }
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      accept.disabled = true
      const wrong = (await options.accept?.()) ?? null
      accept.disabled = false
      fault.hidden = wrong === null
      fault.textContent = wrong ?? ''
      if (wrong === null) close('ok')
    })
    cancel.addEventListener('click', () => close(null))
    extra.addEventListener('click', () => close('extra'))
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(answer)
    })
    dialog.showModal()
  })
}
