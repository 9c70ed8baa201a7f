import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Configuration } from '../configuration.ts'
import { reservedCalls } from '../edge/concurrency.ts'
import type { FunctionName, Variable } from '../functions.ts'
import { fileAccess, inboundAccess, tableAccess } from '../policy.ts'
import { ServiceFunction } from '../service-function.ts'
import { consume, consumptions, StreamFailures } from '../streams.ts'
import type { DataStack } from './data-stack.ts'

export interface StackOptions {
  readonly configuration: Configuration
  /** Folder with the functions' bundles: `<bundles>/<name>/index.mjs`. */
  readonly bundles: string
  /** What the functions work with. */
  readonly data: DataStack
}

interface Particulars {
  /** Variables besides the names of tables and buckets, which come with the rights to them. */
  readonly environment?: Readonly<Partial<Record<Variable, string>>>
  readonly statements?: readonly PolicyStatement[]
  readonly memorySize?: number
}

/** The functions of a stack, each with exactly its own rights, variables and streams. */
export class StackFunctions {
  /** Those created so far. */
  readonly all = new Map<FunctionName, ServiceFunction>()
  /** The dead-letter queues of stream readers. */
  readonly failures = new Map<FunctionName, Queue>()
  readonly #scope: Construct
  readonly #options: StackOptions

  constructor(scope: Construct, options: StackOptions) {
    this.#scope = scope
    this.#options = options
  }

  make(name: FunctionName, id: string, { environment = {}, statements = [], memorySize }: Particulars = {}): ServiceFunction {
    const { data, bundles, configuration } = this.#options
    const { database } = data
    const access = tableAccess(name, database)
    const files = fileAccess(name, data.files)
    const inbound = inboundAccess(name, data.inbound)
    const failures = consumptions[name] && new StreamFailures(this.#scope, `${id}Failures`, { name, database })
    const made = new ServiceFunction(this.#scope, id, {
      name,
      bundles,
      environment: { ...environment, ...access.environment, ...files.environment, ...inbound.environment },
      statements: [...access.statements, ...files.statements, ...inbound.statements, ...(failures?.statements ?? []), ...statements],
      acknowledged: [...files.acknowledged, ...inbound.acknowledged],
      logRetention: configuration.logRetentionDays,
      reservedCalls: reservedCalls(name, configuration.accountConcurrency),
      ...(memorySize && { memorySize }),
    })
    this.all.set(name, made)
    if (failures) {
      this.failures.set(name, failures.queue)
      consume(made, name, { database, queue: failures.queue })
    }
    return made
  }
}
