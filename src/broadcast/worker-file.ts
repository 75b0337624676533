/** The bundle holds the workers beside itself; from source they are files of their own. */
export const workerFile = (name: string, source = `./${name}.ts`): URL =>
  new URL(import.meta.url.endsWith('.ts') ? source : `./${name}.js`, import.meta.url)
