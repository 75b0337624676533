import { assetUrl } from '../html/assets.ts'
import { controlOf, Field, type Option } from '../html/form.tsx'
import { type Language, tagOf, type Words } from '../words.ts'
import { editorWords } from './editor-words.ts'

export interface RichTextProps {
  /** Of the page; the text may be in another. */
  language: Language
  textLanguage?: Language
  name: string
  label: Words
  help?: Words | undefined
  fault?: Words | undefined
  /** The document's JSON, or what was typed when it was refused. */
  value?: string | undefined
  rows?: number
  /** Places whose air a block may show; without any the block is not offered. */
  places?: readonly Option[]
  /** Pollutants whose chart a block may show. */
  pollutants?: readonly Option[]
  /** Address of a picture for the editor, with `{sha256}` in it. */
  pictureAddress?: string
}

const inLanguage = (options: readonly Option[] = [], language: Language) =>
  JSON.stringify(options.map(({ value, words }) => ({ value, label: words[language] })))

/**
 * A rich text to write, read back with `readDoc(form.text(name))`. The script and its style come along here, so that no
 * other page carries them; without script the control takes plain words.
 */
export function RichTextField(props: RichTextProps) {
  const { language, value, rows = 16 } = props
  const w = editorWords[language]
  return (
    <Field {...props}>
      <link rel="stylesheet" href={assetUrl('text-editor.css')} />
      <script type="module" src={assetUrl('text-editor.js')} />
      <noscript>
        <p class="field-help">{w.noScript}</p>
      </noscript>
      <rich-text
        class="rich-text"
        data-words={JSON.stringify(w)}
        data-language={props.textLanguage ?? language}
        data-ui={language}
        data-places={inLanguage(props.places, language)}
        data-pollutants={inLanguage(props.pollutants, language)}
        data-picture={props.pictureAddress ?? '/files/{sha256}'}
      >
        <textarea {...controlOf(props)} rows={rows} lang={tagOf(props.textLanguage ?? language)}>
          {value}
        </textarea>
      </rich-text>
    </Field>
  )
}
