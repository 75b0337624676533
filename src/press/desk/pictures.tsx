import { filesOf, type UsedFile } from '../../kit/files/files.ts'
import { Picture } from '../../kit/files/picture.tsx'
import type { House } from '../../kit/room.ts'
import type { PictureAttrs } from '../../kit/text/text.ts'

/** Shows the pictures that these things use; one that none of them uses is left out. */
export async function pictureFor(house: House, things: readonly string[]) {
  const files = (await Promise.all(things.map((about) => filesOf(house.store.db, about)))).flat()
  const sizes = new Map(files.map((file): [string, UsedFile] => [file.sha256, file]))
  return (attrs: PictureAttrs) => {
    const file = sizes.get(attrs.sha256)
    return file?.width && file.height ? (
      <Picture sha256={attrs.sha256} width={file.width} height={file.height} alt={attrs.alt} sizes="40rem" />
    ) : null
  }
}
