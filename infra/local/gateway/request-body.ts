import type { IncomingMessage } from 'node:http'

/** The body of a request; undefined if it is longer than `limit` bytes. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    // A body that is too long is still read to its end, so that the client gets the answer rather than a lost connection.
    if (length <= limit) chunks.push(bytes)
  }
  return length > limit ? undefined : Buffer.concat(chunks)
}
