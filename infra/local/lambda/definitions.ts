import { join } from 'node:path'
import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import type { ClockMemory } from '../clock/clock.ts'
import type { ServiceLog } from '../service-log.ts'
import { region } from '../template/resolve.ts'
import { functionsOf } from '../template/template.ts'
import { type FunctionDefinition, FunctionPool } from './thread-pool.ts'

// A laptop that does other work is slower than Lambda; here the timeout is only for what never ends.
const patience = 3

// Lambda's default timeout, in seconds.
const defaultTimeout = 3

const functionSchema = z.object({
  Timeout: z.number().default(defaultTimeout),
  MemorySize: z.number().default(128),
  Handler: z.literal('index.handler'),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
})

/** Endpoints that stand in for AWS. */
export interface Endpoints {
  /** DynamoDB, for a function by its name. */
  readonly dynamoDb: (name: string) => string
  readonly ses: string
  readonly s3: string
}

/** The credentials of every local function. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const

const platform = (name: string, memory: number, endpoints: Endpoints): Readonly<Record<string, string>> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamoDb(name),
  AWS_ENDPOINT_URL_SES: endpoints.ses,
  AWS_ENDPOINT_URL_S3: endpoints.s3,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
  AWS_LAMBDA_LOG_GROUP_NAME: `/local/${name}`,
  AWS_LAMBDA_LOG_FORMAT: 'JSON',
  _HANDLER: 'index.handler',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
})

/** A function's definition by its logical id in the template. */
export const functionDefinitions = (template: Template, bundles: string, endpoints: Endpoints): ReadonlyMap<string, FunctionDefinition> =>
  new Map(
    functionsOf(template, functionSchema).map(({ logicalId, name, properties }) => {
      return [
        logicalId,
        {
          name,
          bundle: join(bundles, name, 'index.mjs'),
          environment: { ...platform(name, properties.MemorySize, endpoints), ...properties.Environment.Variables },
          timeoutMilliseconds: properties.Timeout * 1000 * patience,
        },
      ]
    }),
  )

export interface LocalFunctions {
  /** Invokes the function with this logical id; see `FunctionPool.invoke`. */
  readonly invoke: (logicalId: string, event: unknown) => Promise<unknown>
  readonly stop: () => Promise<void>
}

/**
 * Runs functions with exactly their variables in AWS, on the settable clock; their output goes to the log.
 * `ready` resolves when a function's bundle can be loaded.
 */
export const createFunctions = (
  definitions: ReadonlyMap<string, FunctionDefinition>,
  clock: ClockMemory,
  log: ServiceLog,
  ready: (name: string) => Promise<void> = async () => undefined,
): LocalFunctions => {
  const pools = new Map(
    [...definitions].map(([logicalId, definition]) => [
      logicalId,
      { name: definition.name, pool: new FunctionPool(definition, clock, log) },
    ]),
  )
  return {
    invoke: async (logicalId, event) => {
      const found = pools.get(logicalId)
      if (found === undefined) throw new Error(`the template has no function ${logicalId}`)
      await ready(found.name)
      return found.pool.invoke(event)
    },
    stop: async () => {
      await Promise.all([...pools.values()].map(({ pool }) => pool.stop()))
    },
  }
}
