import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { hasEntity } from '../../shared/http/entity-tag.ts'
import { verifyEdge } from '../../shared/http/origin-secret.ts'
import { aroundEdge } from '../../shared/http/reply.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { environment } from './environment.ts'
import { assetFiles } from './files.ts'

const { ORIGIN_SECRETS } = readEnvironment(environment)

// A changed file has another name.
const forGood = 'public, max-age=31536000, immutable'

const always = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' }

const missing: APIGatewayProxyStructuredResultV2 = {
  statusCode: 404,
  headers: { ...always, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'No such file.\n',
}

const takesBrotli = (accepted: string | undefined): boolean =>
  (accepted ?? '').split(',').some((coding) => /^\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/.test(coding))

/** The files that pages load: styles, fonts, drawings and the browser module. It needs no rights and reads no data. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  if (!verifyEdge(event, ORIGIN_SECRETS)) return aroundEdge
  const file = assetFiles.get(event.pathParameters?.['file'] ?? '')
  if (file === undefined) return missing
  const headers = { ...always, 'cache-control': forGood, etag: file.etag, vary: 'Accept-Encoding' }
  if (hasEntity(file.etag, event.headers['if-none-match'])) return { statusCode: 304, headers }
  const typed = { ...headers, 'content-type': file.type }
  if (file.compressed === undefined || !takesBrotli(event.headers['accept-encoding']))
    return { statusCode: 200, headers: typed, ...file.plain() }
  return { statusCode: 200, headers: { ...typed, 'content-encoding': 'br' }, ...file.compressed() }
}
