const patienceMilliseconds = 3000
const attempts = 2

/** S3 answered what a function cannot go on with; the code is S3's own. */
export class ObjectsFault extends Error {
  override readonly name = 'ObjectsFault'
}

/** S3's own code for what went wrong. */
export const codeOf = async (response: Response): Promise<string> =>
  /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] ?? String(response.status)

/** Asks S3, once more after a lost connection or a fault of S3's own: reading and deleting can be done twice. */
export const ask = async (url: string, init: RequestInit): Promise<Response> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMilliseconds) })
      if (response.status < 500 || attempt === attempts) return response
      await response.body?.cancel()
    } catch (fault) {
      if (attempt === attempts) throw fault
    }
  }
}
