import type { Child } from 'hono/jsx'
import type { Language, Words } from '../words.ts'

interface FieldProps {
  language: Language
  name: string
  label: Words
  help?: Words | undefined
  fault?: Words | undefined
  /** The control; its id is the field's name. */
  children?: Child
}

/** A field of a form: its label, its help and what is wrong with it, tied to the control for the ear as for the eye. */
export function Field({ language, name, label, help, fault, children }: FieldProps) {
  return (
    <div class={fault ? 'field field-wrong' : 'field'}>
      <label for={name}>{label[language]}</label>
      {help && (
        <p class="field-help" id={`${name}-help`}>
          {help[language]}
        </p>
      )}
      {fault && (
        <p class="field-error" id={`${name}-fault`}>
          {fault[language]}
        </p>
      )}
      {children}
    </div>
  )
}

export interface InputProps extends Omit<FieldProps, 'children'> {
  value?: string | undefined
  type?: 'text' | 'email' | 'password' | 'date' | 'number' | 'search' | 'datetime-local' | 'url' | 'tel'
  autocomplete?: string
  required?: boolean
  max?: number
  inputmode?: 'numeric'
}

/** Ids of the sentences that explain the control. */
const describedBy = ({ name, help, fault }: Pick<InputProps, 'name' | 'help' | 'fault'>) =>
  [help && `${name}-help`, fault && `${name}-fault`].filter(Boolean).join(' ') || undefined

/** One line to type into. */
export function Input(props: InputProps) {
  const { name, value, type = 'text', required = false } = props
  return (
    <Field {...props}>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required={required}
        maxlength={props.max}
        autocomplete={props.autocomplete ?? 'off'}
        inputmode={props.inputmode}
        aria-invalid={props.fault ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      />
    </Field>
  )
}

/** Several lines to type into. */
export function TextArea(
  props: Omit<FieldProps, 'children'> & {
    value?: string | undefined
    rows?: number
    max?: number
    required?: boolean
  },
) {
  const { name, value, rows = 5 } = props
  return (
    <Field {...props}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        maxlength={props.max}
        required={props.required}
        aria-invalid={props.fault ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        {value}
      </textarea>
    </Field>
  )
}

export interface Option {
  value: string
  words: Words
}

/** One of several; `none` is the words of choosing nothing. */
export function Select(
  props: Omit<FieldProps, 'children'> & {
    value?: string | undefined
    options: readonly Option[]
    none?: Words
    required?: boolean
  },
) {
  const { language, name, value, options, none } = props
  return (
    <Field {...props}>
      <select
        id={name}
        name={name}
        required={props.required}
        aria-invalid={props.fault ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        {none && <option value="">{none[language]}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.words[language]}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** Some of several, or with one option a yes. */
export function Choices(
  props: Omit<FieldProps, 'children'> & { options: readonly Option[]; chosen: readonly string[] },
) {
  const { language, name, label, help, fault, options, chosen } = props
  return (
    <fieldset class={fault ? 'field-wrong' : undefined} aria-describedby={describedBy(props)}>
      <legend>{label[language]}</legend>
      {help && (
        <p class="field-help" id={`${name}-help`}>
          {help[language]}
        </p>
      )}
      {fault && (
        <p class="field-error" id={`${name}-fault`}>
          {fault[language]}
        </p>
      )}
      <div class="choices">
        {options.map(({ value, words }) => (
          <label>
            <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
            {words[language]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Said above a form that was not accepted, and read aloud at once. */
export const FormFault = ({ children }: { children?: Child }) => (
  <div class="notice notice-inline" role="alert">
    {children}
  </div>
)

/** Said above what was just done. */
export const Done = ({ children }: { children?: Child }) => (
  <div class="done" role="status">
    {children}
  </div>
)
