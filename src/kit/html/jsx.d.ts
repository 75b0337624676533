import 'hono/jsx'

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      /** See `islands/islands.ts`. */
      'lt-live': { id: string; src: string; every: string; children?: Child }
      /** See `islands/upload.ts`. */
      'file-upload': {
        class: string
        'data-words': string
        'data-name'?: string
        'data-accept'?: string
        children?: Child
      }
      /** See `islands/register-form.ts`. */
      'register-form': {
        'data-draft': string
        'data-open'?: string | undefined
        'data-lost': string
        'data-unsaved'?: string | undefined
        children?: Child
      }
      /** See `islands/listen.ts`. */
      'lt-listen': {
        class: string
        for: string
        'data-listen': string
        'data-pause': string
        'data-resume': string
        'data-stop': string
        children?: Child
      }
      /** See `islands/film.ts`. */
      'lt-film': { class: string; children?: Child }
      /** See `islands/text-editor.ts`. */
      'rich-text': {
        class: string
        'data-words': string
        'data-language': string
        'data-ui': string
        'data-places': string
        'data-pollutants': string
        'data-picture': string
        children?: Child
      }
      /** See `islands/screen.ts`. */
      'lt-screen': {
        id: string
        class: string
        'data-at': string
        'data-hour': string
        'data-age': string
        'data-edition': string
        'data-digest': string
        children?: Child
      }
    }
  }
}
