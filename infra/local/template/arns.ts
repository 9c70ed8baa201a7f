import { account, type Resources, region } from './resolve.ts'

/** The ARN of a table's stream, as the records of the stream tell it. */
const streamArn = (table: string): string => `arn:aws:dynamodb:${region}:${account}:table/${table}/stream/local`

export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`

/**
 * The template's resources as the local run has them: each is named by its logical id, and its ARN tells that name,
 * so that whoever refers to a table, stream or function can be connected with it.
 */
export const localResources: Resources = {
  reference: (logicalId) => logicalId,
  attribute: (logicalId, attribute) => {
    if (attribute === 'StreamArn') return streamArn(logicalId)
    return attribute === 'Arn' ? `arn:aws:local:${region}:${account}:${logicalId}` : `${logicalId}.${attribute}`
  },
}

/** The logical id behind what `localResources` made of a reference: a plain name, an ARN, or the ARN of a stream. */
export const logicalIdOf = (reference: string): string =>
  /:table\/([^/]+)\/stream\//.exec(reference)?.[1] ?? /:local:[^:]*:[^:]*:([A-Za-z0-9]+)$/.exec(reference)?.[1] ?? reference
