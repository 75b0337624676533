/**
 * Text as a body that is made only as fast as the reader takes it. A reader who leaves ends the work: the source is
 * closed before it is asked again. An error breaks the answer off, so that nobody takes a part for the whole.
 */
export function streamOf(
  source: AsyncIterable<string>,
  onError: (error: unknown) => void = () => {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const pieces = source[Symbol.asyncIterator]()
  let left = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next()
          // The reader may leave while a piece is being made.
          if (left) return
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          if (left) return
          onError(error)
          controller.error(error)
        }
      },
      async cancel() {
        left = true
        await pieces.return?.()
      },
    },
    // Nothing is made before somebody reads: an answer to HEAD asks nothing of the database.
    { highWaterMark: 0 },
  )
}
