import { inTurn } from './long-answers.ts'

/**
 * Text as a body that is made only as fast as the reader takes it. A reader who leaves ends the work: the source is
 * closed before it is asked again. An error breaks the answer off, so that nobody takes a part for the whole.
 * @param onEnd called once, however the answer ends
 */
export function streamOf(
  source: AsyncIterable<string>,
  onError: (error: unknown) => void = () => {},
  onEnd: () => void = () => {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const pieces = source[Symbol.asyncIterator]()
  let left = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await inTurn(() => pieces.next())
          // The reader may leave while a piece is being made.
          if (left) return
          if (done) {
            onEnd()
            controller.close()
          } else controller.enqueue(encoder.encode(value))
        } catch (error) {
          if (left) return
          onEnd()
          onError(error)
          controller.error(error)
        }
      },
      async cancel() {
        left = true
        onEnd()
        await pieces.return?.()
      },
    },
    // Nothing is made before somebody reads: an answer to HEAD asks nothing of the database.
    { highWaterMark: 0 },
  )
}
