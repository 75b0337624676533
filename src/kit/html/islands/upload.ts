import { fileAddress } from '../../files/address.ts'
import { element } from './element.ts'

/** A file as the server keeps it. */
interface Kept {
  sha256: string
  name: string
  waiting?: boolean
}

interface Words {
  drop: string
  sending: string
  ready: string
  paused: string
  failed: string
  again: string
  cancel: string
  waiting: string
}

const uploads = '/desk/files/uploads'
/** Bytes of a part: the first one, then as many as take some seconds. */
const firstPart = 512 * 1024
const smallest = 64 * 1024
const largest = 8 * 1024 * 1024
const partMs = 4_000
/** Times in a row that a lost connection is waited for: some five minutes. */
const mostTries = 14

/** What the server said; it will not help to try again. */
class Refused extends Error {
  readonly status: number

  constructor(status: number, words: string) {
    super(words)
    this.status = status
  }
}

const english = () => document.documentElement.lang.startsWith('en')

async function asked(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, init)
  if (answer.ok) return answer
  // Cut on its way, or the server still waits for the part that was: a moment later it goes on.
  if (answer.status >= 500 || [400, 409].includes(answer.status)) throw new Error(String(answer.status))
  const said = (await answer.json().catch(() => ({}))) as { title?: string; title_zh?: string }
  throw new Refused(answer.status, (english() ? said.title : said.title_zh) ?? String(answer.status))
}

/** Where an upload is remembered, so that the same file goes on after a reload. */
const keyOf = ({ name, size, lastModified }: File) => `lantian-upload:${name}:${size}:${lastModified}`

/** Sends a file part by part; after a lost connection it goes on where the server stands. */
class Sending {
  readonly #file: File
  readonly #moved: (part: number) => void
  readonly #paused: () => void
  readonly #stop = new AbortController()
  #path: string | null = null
  #part = firstPart

  constructor(file: File, moved: (part: number) => void, paused: () => void) {
    this.#file = file
    this.#moved = moved
    this.#paused = paused
  }

  async run(): Promise<Kept> {
    let tries = 0
    for (;;) {
      try {
        let offset = await this.#offset()
        for (;;) {
          this.#moved(offset / this.#file.size)
          const sent = await this.#send(offset)
          tries = 0
          if (typeof sent !== 'number') {
            this.#forget()
            return sent
          }
          offset = sent
        }
      } catch (error) {
        // Whoever signs in again goes on where he was.
        if (error instanceof Refused && error.status !== 401) this.#forget()
        if (error instanceof Refused || this.#stop.signal.aborted || ++tries > mostTries) throw error
        this.#paused()
        this.#part = Math.max(smallest, this.#part / 2)
        await new Promise((done) => setTimeout(done, Math.min(30_000, 500 * 2 ** tries)))
      }
    }
  }

  cancel() {
    this.#stop.abort()
    if (this.#path) fetch(this.#path, { method: 'DELETE' }).catch(() => {})
    this.#forget()
  }

  #forget() {
    localStorage.removeItem(keyOf(this.#file))
  }

  /** Where the server stands; begins an upload where there is none. */
  async #offset(): Promise<number> {
    const { signal } = this.#stop
    this.#path ??= localStorage.getItem(keyOf(this.#file))
    const known = this.#path && (await asked(this.#path, { signal }).catch(ifOver))
    if (known) return ((await known.json()) as { offset: number }).offset
    const { name, size } = this.#file
    const query = new URLSearchParams({ name, size: String(size) })
    const begun = (await (await asked(`${uploads}?${query}`, { method: 'POST', signal })).json()) as {
      id: string
    }
    this.#path = `${uploads}/${begun.id}`
    localStorage.setItem(keyOf(this.#file), this.#path)
    return 0
  }

  /** The next part: where the server then stands, or the file when it is whole. */
  async #send(offset: number): Promise<number | Kept> {
    const body = this.#file.slice(offset, offset + this.#part)
    const began = performance.now()
    const { signal } = this.#stop
    const answer = await asked(`${this.#path}?offset=${offset}`, { method: 'PUT', body, signal })
    const wanted = (this.#part * partMs) / Math.max(1, performance.now() - began)
    this.#part = Math.round(Math.min(largest, Math.max(smallest, wanted, this.#part / 2)))
    const said = (await answer.json()) as Kept & { offset?: number }
    return said.offset ?? said
  }
}

/** An upload that ended or was given up begins anew. */
function ifOver(error: unknown): null {
  if (error instanceof Refused && error.status === 404) return null
  throw error
}

/**
 * `<file-upload>`: sends chosen or dropped files beside the form, each with its progress. In a form (`data-name`) what
 * has come in becomes a chosen box; alone it tells where the file is.
 */
class FileUpload extends HTMLElement {
  #words!: Words
  #list!: HTMLUListElement

  connectedCallback() {
    this.#words = JSON.parse(this.dataset.words ?? '{}') as Words
    this.#list = element('ul', { className: 'upload-list' })
    this.#list.setAttribute('aria-live', 'polite')
    const zone = this.#zone()
    zone.after(this.#list)
    this.#listen(zone)
  }

  /** Where files are chosen and dropped: the form itself, or in a form of others the place of its link. */
  #zone(): HTMLElement {
    const form = this.querySelector('form')
    const input = form?.querySelector('input') ?? element('input', { type: 'file', multiple: true })
    // The chooser itself must not travel with a form.
    input.removeAttribute('name')
    input.required = false
    if (this.dataset.accept) input.accept = this.dataset.accept
    input.addEventListener('change', () => {
      this.#take(input.files)
      input.value = ''
    })
    const words = element(form ? 'p' : 'span', { className: 'upload-hint' }, this.#words.drop)
    if (form) {
      form.addEventListener('submit', (event) => event.preventDefault())
      form.querySelector('button')?.replaceWith(words)
      return form
    }
    const label = element('label', { className: 'upload-drop' }, words, input)
    this.querySelector('.upload-elsewhere')?.replaceWith(label)
    return label
  }

  #listen(zone: HTMLElement) {
    const mark = (over: boolean) => (event: Event) => {
      event.preventDefault()
      zone.classList.toggle('upload-over', over)
    }
    this.addEventListener('dragover', mark(true))
    this.addEventListener('dragleave', mark(false))
    this.addEventListener('drop', (event) => {
      mark(false)(event)
      this.#take(event.dataTransfer?.files ?? null)
    })
  }

  #take(files: FileList | null) {
    for (const file of files ?? []) this.#send(file, this.#list.appendChild(element('li')))
  }

  async #send(file: File, line: HTMLLIElement) {
    const words = this.#words
    const name = element('span', { className: 'upload-name' }, file.name)
    const bar = element('progress', { max: 1, value: 0 })
    bar.setAttribute('aria-label', `${words.sending} ${file.name}`)
    const state = element('span', { className: 'upload-state' }, words.sending)
    const button = element('button', { type: 'button', className: 'plain' }, words.cancel)
    line.replaceChildren(name, bar, state, button)
    const moved = (part: number) => {
      bar.value = part
      state.textContent = `${words.sending} ${Math.floor(part * 100)}%`
    }
    const sending = new Sending(file, moved, () => {
      state.textContent = words.paused
    })
    button.onclick = () => {
      sending.cancel()
      line.remove()
    }
    try {
      this.#done(await sending.run(), line)
    } catch (error) {
      if (!line.isConnected) return
      bar.remove()
      line.setAttribute('role', 'alert')
      state.textContent = error instanceof Refused ? error.message : words.failed
      button.textContent = words.again
      button.onclick = () => {
        line.removeAttribute('role')
        this.#send(file, line)
      }
    }
  }

  #done(file: Kept, line: HTMLLIElement) {
    const words = this.#words
    const said = file.waiting ? `${words.ready}, ${words.waiting}` : words.ready
    const state = element('span', { className: 'upload-state' }, said)
    const choices = this.querySelector('.choices')
    if (this.dataset.name && choices) {
      choices.append(this.#choice(file))
      line.replaceChildren(`${file.name} `, state)
    } else line.replaceChildren(element('a', { href: fileAddress(file) }, file.name), state)
  }

  #choice({ sha256, name }: Kept): HTMLLabelElement {
    this.querySelector(`input[value="${CSS.escape(sha256)}"]`)
      ?.closest('label')
      ?.remove()
    const box = { type: 'checkbox', name: this.dataset.name ?? '', value: sha256, checked: true }
    return element('label', {}, element('input', box), name)
  }
}

customElements.define('file-upload', FileUpload)
