import 'hono/jsx'

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      /** See `islands/islands.ts`. */
      'lt-live': { id: string; src: string; every: string; children?: Child }
    }
  }
}
