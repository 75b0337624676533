import type { Parcel } from './destination.ts'
import { folderDestination } from './folder.ts'
import type { Profile } from './profile.ts'
import { s3Destination } from './s3.ts'
import { sftpDestination } from './sftp.ts'

// A process that delivers one file, to be killed in the middle.
const { to, parcel } = JSON.parse(process.argv[2]!) as { to: Profile['destination']; parcel: Parcel }
const signal = new AbortController().signal
const place = await (to.kind === 'folder'
  ? folderDestination(to)
  : to.kind === 'sftp'
    ? sftpDestination(to, signal)
    : s3Destination(to, () => Temporal.Now.instant(), signal))
await place.send(parcel, signal)
await place.close()
