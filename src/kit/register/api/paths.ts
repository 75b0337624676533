/** Where the registers stand in the API. */
export const root = '/api/v1/registers'

/** What may be asked of an address of the registers. */
export function allowedOf(path: string): string[] {
  const below = path.slice(root.length).split('/').filter(Boolean)
  if (below[0] === 'openapi.json' || below.length === 3) return ['GET', 'HEAD']
  return below.length === 2 ? ['GET', 'HEAD', 'PATCH', 'DELETE'] : ['GET', 'HEAD', 'POST']
}
