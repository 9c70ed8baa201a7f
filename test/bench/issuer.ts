import { createServer } from 'node:http'

/** An OpenID provider that only answers where its pages are; on a free local port. */
export const startIssuer = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const server = createServer((_, response) => {
    const metadata = {
      issuer: url(),
      authorization_endpoint: `${url()}/authorize`,
      token_endpoint: `${url()}/token`,
      jwks_uri: `${url()}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata))
  })
  const url = (): string => {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: url(), stop }
}
