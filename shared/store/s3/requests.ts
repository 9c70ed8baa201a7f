const patienceMilliseconds = 3000
const attempts = 2

/** An unexpected answer from S3, with S3's own code. */
export class ObjectsFault extends Error {
  override readonly name = 'ObjectsFault'
}

/** S3's own code for what went wrong. */
export const codeOf = async (response: Response): Promise<string> =>
  /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] ?? String(response.status)

/** Calls S3, retrying once after a lost connection or a server error: reading and deleting are safe to repeat. */
export const ask = async (url: string, init: RequestInit): Promise<Response> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMilliseconds) })
      if (response.status < 500 || attempt === attempts) return response
      await response.body?.cancel()
    } catch (fault) {
      if (attempt === attempts) throw fault
    }
  }
}
