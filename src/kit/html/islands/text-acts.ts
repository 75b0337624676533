import type { Editor } from '@tiptap/core'
import { limits } from '../../text/document.ts'
import { addressOf } from '../../text/link.ts'
import { tidy } from '../../text/typography.ts'
import { element } from './element.ts'
import { ask, type DialogOptions } from './text-dialog.ts'
import { docOf } from './text-json.ts'
import { type Picked, picker } from './text-pick.ts'
import type { Choice, EditorSettings } from './text-settings.ts'

type Attrs = Record<string, unknown>

/** The attributes of the node of this type that is selected and nothing else; null when there is none. */
function selected({ state }: Editor, type: string): Attrs | null {
  const { from, to } = state.selection
  const node = to > from ? state.doc.nodeAt(from) : null
  return node?.type.name === type && to === from + node.nodeSize ? node.attrs : null
}

/** In place of the selected node of this type, or at the cursor. */
function put(editor: Editor, type: string, attrs: Attrs) {
  if (selected(editor, type)) editor.chain().focus().updateAttributes(type, attrs).run()
  else editor.chain().focus().insertContent({ type, attrs }).run()
}

/** The browser gives back the focus, the editor what was selected: else the keys would go to another place. */
async function asked(editor: Editor, options: DialogOptions) {
  const answer = await ask(options)
  editor.view.focus()
  return answer
}

const line = (value: unknown, max: number = limits.label) =>
  element('input', { type: 'text', value: String(value ?? ''), maxLength: max, autocomplete: 'off' })
const area = (value: unknown, max: number) =>
  element('textarea', { value: String(value ?? ''), rows: 3, maxLength: max })
const number = (value: number, max: number) =>
  element('input', { type: 'number', value: String(value), min: '1', max: String(max) })
const choose = (options: Choice[], value: unknown) => {
  const select = element('select', {}, ...options.map(({ value: each, label }) => new Option(label, each)))
  if (options.some((option) => option.value === value)) select.value = String(value)
  return select
}
const counted = (input: HTMLInputElement, max: number) =>
  Math.min(max, Math.max(1, Math.round(Number(input.value)) || 1))
/** One line, as the server has it. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

export async function tableAct(editor: Editor, { words }: EditorSettings) {
  const rows = number(3, 50)
  const cols = number(3, 20)
  const head = element('input', { type: 'checkbox', checked: true })
  const fields = [
    { label: words.rows, control: rows },
    { label: words.columns, control: cols },
    { label: words.withHeader, control: head },
  ]
  if ((await asked(editor, { title: words.table, words, fields })) === 'ok')
    editor
      .chain()
      .focus()
      .insertTable({ rows: counted(rows, 50), cols: counted(cols, 20), withHeaderRow: head.checked })
      .run()
}

/** Brings a file in. @returns its name by its content, or what the house says is wrong with it */
async function upload(
  file: File,
  { words, ui }: EditorSettings,
): Promise<{ sha256: string } | { fault: string }> {
  const body = new FormData()
  body.append('file', file)
  try {
    const answer = await fetch('/desk/files', {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    })
    const said = (await answer.json()) as { sha256?: string; title?: string; title_zh?: string }
    if (said.sha256) return { sha256: said.sha256 }
    return { fault: (ui === 'en' ? said.title : said.title_zh) ?? words.uploadFailed }
  } catch {
    // The line is down, or somebody else answered.
    return { fault: words.uploadFailed }
  }
}

/** A new picture, or the selected one's words; `given` is a file that was dropped or pasted. */
export async function pictureAct(editor: Editor, settings: EditorSettings, given: File | null = null) {
  const { words } = settings
  const old = given ? null : selected(editor, 'picture')
  const file = element('input', { type: 'file', accept: 'image/*' })
  const alt = line(old?.alt)
  const caption = line(old?.caption)
  const width = choose(
    [
      { value: 'text', label: words.widthText },
      { value: 'wide', label: words.widthWide },
      { value: 'half', label: words.widthHalf },
    ],
    old?.width ?? 'text',
  )
  let sha256 = old ? String(old.sha256) : null
  const accept = async () => {
    const chosen = given ?? file.files?.[0]
    if (!chosen) return sha256 === null ? words.fileMissing : null
    const taken = await upload(chosen, settings)
    if ('fault' in taken) return taken.fault
    sha256 = taken.sha256
    return null
  }
  const fields = [
    ...(given ? [] : [{ label: words.file, help: words.fileHelp, control: file }]),
    { label: words.alt, help: words.altHelp, control: alt },
    { label: words.caption, control: caption },
    { label: words.width, control: width },
  ]
  if ((await asked(editor, { title: words.picture, words, fields, accept })) !== 'ok') return
  const said = { alt: oneLine(alt.value), caption: oneLine(caption.value), width: width.value }
  // A point of the old picture means nothing on a new one.
  const focal = old && old.sha256 === sha256 ? old.focal : null
  put(editor, 'picture', { sha256, focal, ...said })
}

export async function linkAct(editor: Editor, settings: EditorSettings) {
  const { words } = settings
  const old = editor.isActive('link') ? editor.getAttributes('link') : null
  const about = old?.about ? String(old.about) : null
  const address = line(old?.href, limits.address)
  const pick = picker(settings, about ? { about, title: about } : null)
  let href: string | null = null
  const accept = () => {
    href = addressOf(address.value)
    return href !== null || (address.value.trim() === '' && pick.chosen()) ? null : words.addressWrong
  }
  const fields = [{ label: words.address, help: words.addressHelp, control: address }, pick.field]
  const extra = old ? words.removeLink : undefined
  const answer = await asked(editor, { title: words.link, words, fields, body: pick.body, extra, accept })
  if (answer === null) return
  const chain = editor.chain().focus()
  if (old) chain.extendMarkRange('link')
  if (answer === 'extra') return void chain.unsetMark('link').run()
  const chosen = pick.chosen()
  const attrs = href !== null ? { href, about: null } : { href: null, about: chosen!.about }
  if (editor.state.selection.empty && !old) {
    const text = href !== null ? address.value.trim() : chosen!.title
    chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs }] }).run()
  } else chain.setMark('link', attrs).run()
}

export async function moreAct(editor: Editor, settings: EditorSettings) {
  const { words } = settings
  const old = selected(editor, 'thingLink') as Picked | null
  const pick = picker(settings, old)
  const accept = () => (pick.chosen() ? null : words.pickMissing)
  if (
    (await asked(editor, { title: words.more, words, fields: [pick.field], body: pick.body, accept })) ===
    'ok'
  )
    put(editor, 'thingLink', { ...pick.chosen()! })
}

export async function noteAct(editor: Editor, { words }: EditorSettings) {
  const text = area(selected(editor, 'footnote')?.text, limits.footnote)
  const accept = () => (oneLine(text.value) === '' ? words.noteMissing : null)
  const fields = [{ label: words.note, control: text }]
  if ((await asked(editor, { title: words.footnote, words, fields, accept })) === 'ok')
    put(editor, 'footnote', { text: oneLine(text.value) })
}

export async function airAct(editor: Editor, { words, places }: EditorSettings) {
  const place = choose(places, selected(editor, 'air')?.place)
  const fields = [{ label: words.place, control: place }]
  if ((await asked(editor, { title: words.air, words, fields })) === 'ok')
    put(editor, 'air', { place: place.value })
}

export async function chartAct(editor: Editor, { words, pollutants }: EditorSettings) {
  const old = selected(editor, 'chart')
  const pollutant = choose(pollutants, old?.pollutant)
  const days = number(Number(old?.days ?? 30), limits.days)
  const fields = [
    { label: words.pollutant, control: pollutant },
    { label: words.days, control: days },
  ]
  if ((await asked(editor, { title: words.chart, words, fields })) === 'ok')
    put(editor, 'chart', { pollutant: pollutant.value, days: counted(days, limits.days) })
}

/** Shows what good typesetting would change, and changes it when told to; one step to undo. */
export async function tidyAct(editor: Editor, { words, language, ui }: EditorSettings) {
  const { doc, changes } = tidy(docOf(editor.getJSON()), language)
  const seen = (text: string) => (text === '' ? words.nothing : text.trim() === '' ? words.blank : text)
  const list = element(
    'ol',
    { className: 'rt-changes' },
    ...changes
      .slice(0, 200)
      .map(({ before, after, rule, around }) =>
        element(
          'li',
          {},
          element('del', {}, seen(before)),
          ` ${words.tidyBecomes} `,
          element('ins', {}, seen(after)),
          element('small', {}, ` ${rule[ui]} · ${around}`),
        ),
      ),
  )
  list.tabIndex = 0
  list.setAttribute('aria-label', words.tidy)
  const none = changes.length === 0
  const answer = await asked(editor, {
    title: words.tidy,
    words,
    body: [none ? element('p', {}, words.tidyNone) : list],
    ok: none ? null : `${words.tidyApply} (${changes.length})`,
  })
  if (answer === 'ok') editor.chain().focus().setContent(doc, { emitUpdate: true }).run()
}

/** Opens the dialog of the node that is selected; false when it has none. */
export function changeSelected(editor: Editor, settings: EditorSettings): boolean {
  const acts = {
    picture: pictureAct,
    footnote: noteAct,
    air: airAct,
    chart: chartAct,
    thingLink: moreAct,
  } as const
  for (const [type, act] of Object.entries(acts))
    if (selected(editor, type)) {
      act(editor, settings)
      return true
    }
  return false
}
