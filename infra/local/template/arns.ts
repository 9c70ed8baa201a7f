import { account, type Resources, region } from './resolve.ts'

/** The ARN of a table's stream, as in the stream's records. */
const streamArn = (table: string): string => `arn:aws:dynamodb:${region}:${account}:table/${table}/stream/local`

export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`

/**
 * The template's resources in the local run: each is named by its logical id, which its ARN contains,
 * so that references to a table, stream or function can be followed.
 */
export const localResources: Resources = {
  reference: (logicalId) => logicalId,
  attribute: (logicalId, attribute) => {
    if (attribute === 'StreamArn') return streamArn(logicalId)
    return attribute === 'Arn' ? `arn:aws:local:${region}:${account}:${logicalId}` : `${logicalId}.${attribute}`
  },
}

/** The logical id in a reference made by `localResources`: a plain name, an ARN, or the ARN of a stream. */
export const logicalIdOf = (reference: string): string =>
  /:table\/([^/]+)\/stream\//.exec(reference)?.[1] ?? /:local:[^:]*:[^:]*:([A-Za-z0-9]+)$/.exec(reference)?.[1] ?? reference
