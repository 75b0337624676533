import type { ChainedCommands, Editor } from '@tiptap/core'
import type { EditorWords } from '../../text/editor-words.ts'
import { element } from './element.ts'
import { airAct, chartAct, linkAct, moreAct, noteAct, pictureAct, tableAct, tidyAct } from './text-acts.ts'
import type { EditorSettings } from './text-settings.ts'

interface Tool {
  word: keyof EditorWords
  /** Shown in place of the word, which is then its name. */
  sign?: string
  act(editor: Editor, settings: EditorSettings): unknown
  /** A tool that is on or off where the cursor stands. */
  on?(editor: Editor): boolean
  can?(editor: Editor): boolean
  offered?(settings: EditorSettings): boolean
}

const run = (does: (chain: ChainedCommands) => ChainedCommands) => (editor: Editor) =>
  does(editor.chain().focus()).run()
const mark = (name: string & keyof EditorWords, sign?: string): Tool => ({
  word: name,
  ...(sign ? { sign } : {}),
  act: run((chain) => chain.toggleMark(name)),
  on: (editor) => editor.isActive(name),
})
const heading = (level: 2 | 3 | 4): Tool => ({
  word: `heading${level}`,
  act: run((chain) => chain.toggleHeading({ level })),
  on: (editor) => editor.isActive('heading', { level }),
})

const groups: Tool[][] = [
  [heading(2), heading(3), heading(4)],
  [
    mark('bold', 'B'),
    mark('italic', 'I'),
    mark('underline', 'U'),
    mark('strike', 'S'),
    mark('subscript'),
    mark('superscript'),
    mark('code', '<>'),
  ],
  [
    {
      word: 'bulletList',
      act: run((chain) => chain.toggleBulletList()),
      on: (editor) => editor.isActive('bulletList'),
    },
    {
      word: 'orderedList',
      act: run((chain) => chain.toggleOrderedList()),
      on: (editor) => editor.isActive('orderedList'),
    },
    {
      word: 'blockquote',
      act: run((chain) => chain.toggleBlockquote()),
      on: (editor) => editor.isActive('blockquote'),
    },
    { word: 'rule', act: run((chain) => chain.setHorizontalRule()) },
  ],
  [
    { word: 'link', act: linkAct, on: (editor) => editor.isActive('link') },
    { word: 'footnote', act: noteAct },
    { word: 'picture', act: (editor, settings) => pictureAct(editor, settings) },
    { word: 'table', act: tableAct, can: (editor) => !editor.isActive('table') },
    { word: 'air', act: airAct, offered: ({ places }) => places.length > 0 },
    { word: 'chart', act: chartAct, offered: ({ pollutants }) => pollutants.length > 0 },
    { word: 'more', act: moreAct },
  ],
  [
    { word: 'tidy', act: tidyAct },
    { word: 'undo', act: run((chain) => chain.undo()), can: (editor) => editor.can().undo() },
    { word: 'redo', act: run((chain) => chain.redo()), can: (editor) => editor.can().redo() },
  ],
]

const inTable: Tool[] = [
  { word: 'rowBefore', act: run((chain) => chain.addRowBefore()) },
  { word: 'rowAfter', act: run((chain) => chain.addRowAfter()) },
  { word: 'columnBefore', act: run((chain) => chain.addColumnBefore()) },
  { word: 'columnAfter', act: run((chain) => chain.addColumnAfter()) },
  { word: 'headerRow', act: run((chain) => chain.toggleHeaderRow()) },
  { word: 'headerColumn', act: run((chain) => chain.toggleHeaderColumn()) },
  { word: 'mergeCells', act: run((chain) => chain.mergeOrSplit()) },
  { word: 'deleteRow', act: run((chain) => chain.deleteRow()) },
  { word: 'deleteColumn', act: run((chain) => chain.deleteColumn()) },
  { word: 'deleteTable', act: run((chain) => chain.deleteTable()) },
]

export interface Toolbar {
  dom: HTMLElement
  /** Shows what is on where the cursor stands. */
  update(): void
  focus(): void
}

/** Real buttons in one tab stop: the arrows go from one to the next, Escape back to the text. */
export function toolbar(editor: Editor, settings: EditorSettings): Toolbar {
  const { words } = settings
  const made: { tool: Tool; button: HTMLButtonElement }[] = []
  const buttonOf = (tool: Tool) => {
    const word = words[tool.word]
    const button = element('button', { type: 'button', tabIndex: -1, title: word }, tool.sign ?? word)
    button.dataset.tool = tool.word
    if (tool.sign) button.setAttribute('aria-label', word)
    // The text keeps its selection while the pointer presses a button.
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') tool.act(editor, settings)
    })
    made.push({ tool, button })
    return button
  }
  const groupOf = (tools: Tool[]) =>
    element(
      'div',
      { className: 'rt-group' },
      ...tools.filter(({ offered }) => offered?.(settings) ?? true).map(buttonOf),
    )
  const dom = element('div', { className: 'rt-tools' }, ...groups.map(groupOf))
  const tableGroup = groupOf(inTable)
  tableGroup.setAttribute('role', 'group')
  tableGroup.setAttribute('aria-label', words.table)
  dom.append(tableGroup)
  dom.setAttribute('role', 'toolbar')
  dom.setAttribute('aria-label', words.toolbar)

  const shown = () => made.map(({ button }) => button).filter((button) => !button.closest('[hidden]'))
  const stop = (button: HTMLButtonElement | undefined) => {
    for (const { button: each } of made) each.tabIndex = each === button ? 0 : -1
  }
  dom.addEventListener('focusin', ({ target }) => target instanceof HTMLButtonElement && stop(target))
  dom.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') editor.commands.focus()
    const buttons = shown()
    const at = buttons.indexOf(event.target as HTMLButtonElement)
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: buttons.length - 1,
    }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    buttons.at(to % buttons.length)?.focus()
  })

  const update = () => {
    tableGroup.hidden = !editor.isActive('table')
    for (const { tool, button } of made) {
      if (tool.on) button.setAttribute('aria-pressed', String(tool.on(editor)))
      // Not `disabled`, which would take the focus away from who just pressed it.
      if (tool.can) button.setAttribute('aria-disabled', String(!tool.can(editor)))
    }
    if (!shown().some(({ tabIndex }) => tabIndex === 0)) stop(shown()[0])
  }
  update()
  return {
    dom,
    update,
    focus: () =>
      shown()
        .find(({ tabIndex }) => tabIndex === 0)
        ?.focus(),
  }
}
