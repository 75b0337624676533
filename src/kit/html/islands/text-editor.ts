import { Editor, Extension } from '@tiptap/core'
import { countOf } from '../../text/count.ts'
import { limits } from '../../text/document.ts'
import { pasted } from '../../text/paste.ts'
import { element } from './element.ts'
import { changeSelected, pictureAct } from './text-acts.ts'
import { docOf, startOf } from './text-json.ts'
import { nodes } from './text-nodes.ts'
import { type EditorSettings, settingsOf } from './text-settings.ts'
import { type Toolbar, toolbar } from './text-toolbar.ts'

/** `<rich-text>` around a textarea: the text is edited as it will be read, and its document written back there. */
class RichText extends HTMLElement {
  #editor: Editor | null = null
  #tools: Toolbar | null = null
  #settings!: EditorSettings
  #count = element('p', { className: 'rt-count' })
  #status = element('p', { className: 'rt-status' })
  #timer = 0

  connectedCallback() {
    const area = this.querySelector('textarea')
    if (!area || this.#editor) return
    this.#settings = settingsOf(this)
    this.#status.setAttribute('role', 'status')
    const page = element('div', { className: 'rt-page' })
    const editor = this.#open(area, page)
    this.#editor = editor
    this.#tools = toolbar(editor, this.#settings)
    const help = element('p', { className: 'field-help', id: `${area.id}-keys` }, this.#settings.words.help)
    this.prepend(
      this.#tools.dom,
      page,
      element('div', { className: 'rt-foot' }, this.#count, this.#status),
      help,
    )
    // A hidden control that is required could never be pointed at.
    area.hidden = true
    area.required = false
    this.#named(area, editor.view.dom, help.id)
    area.form?.addEventListener('submit', () => this.#write(area))
    this.#tell()
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
    const area = this.querySelector('textarea')
    if (area && this.#editor) area.value = this.#json()
    this.#editor?.destroy()
    this.#editor = null
    for (const made of [...this.children]) if (made !== area) made.remove()
    if (area) area.hidden = false
  }

  #open(area: HTMLTextAreaElement, page: HTMLElement): Editor {
    return new Editor({
      element: page,
      injectCSS: false,
      extensions: [...nodes(this.#settings), this.#keys()],
      content: startOf(area.value),
      editorProps: {
        handleDOMEvents: {
          paste: (_, event) => this.#taken(event, event.clipboardData),
          drop: (view, event) => !view.dragging && this.#taken(event, event.dataTransfer),
        },
        handleDoubleClickOn: () => this.#editor !== null && changeSelected(this.#editor, this.#settings),
      },
      onUpdate: () => {
        clearTimeout(this.#timer)
        this.#timer = window.setTimeout(() => this.#write(area), 200)
      },
      onTransaction: () => this.#tools?.update(),
    })
  }

  #keys() {
    const settings = this.#settings
    return Extension.create({
      name: 'keys',
      priority: 1001,
      addKeyboardShortcuts: () => ({
        'Alt-F10': () => {
          this.#tools?.focus()
          return true
        },
        Enter: ({ editor }) => changeSelected(editor, settings),
        'Mod-k': () => {
          this.#tools?.dom.querySelector<HTMLButtonElement>('[data-tool=link]')?.click()
          return true
        },
      }),
    })
  }

  /** The label, the help and the fault of the control now speak of the text. */
  #named(area: HTMLTextAreaElement, text: HTMLElement, help: string) {
    text.setAttribute('role', 'textbox')
    text.setAttribute('aria-multiline', 'true')
    text.lang = area.lang
    text.classList.add('text')
    const label = document.querySelector<HTMLLabelElement>(`label[for="${CSS.escape(area.id)}"]`)
    if (label) {
      label.id ||= `${area.id}-label`
      label.addEventListener('click', () => this.#editor?.commands.focus())
      text.setAttribute('aria-labelledby', label.id)
    }
    text.setAttribute(
      'aria-describedby',
      [area.getAttribute('aria-describedby'), help].filter(Boolean).join(' '),
    )
    if (area.getAttribute('aria-invalid')) text.setAttribute('aria-invalid', 'true')
  }

  #json = () => JSON.stringify(docOf(this.#editor!.getJSON()))

  #write(area: HTMLTextAreaElement) {
    if (!this.#editor) return
    clearTimeout(this.#timer)
    area.value = this.#json()
    // For those who keep drafts of the whole form.
    area.dispatchEvent(new Event('input', { bubbles: true }))
    this.#tell()
  }

  #tell() {
    const { characters, words } = countOf(docOf(this.#editor!.getJSON()))
    this.#count.textContent = this.#settings.words.count
      .replace('{characters}', String(characters))
      .replace('{words}', String(words))
  }

  /** Cleans what comes from elsewhere before anything reads it; what comes from this editor is its own affair. */
  #taken(event: Event, data: DataTransfer | null): boolean {
    const editor = this.#editor
    if (!editor || !data) return false
    const html = data.getData('text/html')
    const file = [...data.files].find(({ type }) => type.startsWith('image/'))
    if (!html && !file) return false
    if (/\sdata-pm-slice=/.test(html)) return false
    event.preventDefault()
    if (!html) pictureAct(editor, this.#settings, file)
    else if (html.length > limits.json * 4) this.#status.textContent = this.#settings.words.pasteTooLong
    else this.#clean(editor, html)
    return true
  }

  #clean(editor: Editor, html: string) {
    const { body } = new DOMParser().parseFromString(withoutStyle(html), 'text/html')
    const { blocks, pictures } = pasted(body)
    const only = blocks.length === 1 ? blocks[0] : undefined
    const content = only?.type === 'paragraph' ? (only.content ?? []) : blocks
    if (content.length > 0) editor.chain().focus().insertContent(content).scrollIntoView().run()
    this.#status.textContent =
      pictures > 0 ? this.#settings.words.lostPictures.replace('{n}', String(pictures)) : ''
  }
}

/** The policy of the page also looks at what is only parsed, so styles are read under another name. */
const withoutStyle = (html: string) =>
  html.replace(/<(\/?)style\b/gi, '<$1template').replace(/(<[a-z][^<>]*?\s)style(?=\s*=)/gi, '$1data-style')

customElements.define('rich-text', RichText)
