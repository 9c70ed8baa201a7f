import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { localResources, logicalIdOf } from '../template/arns.ts'
import { resourcesOf } from '../template/template.ts'
import { createFilter, type Filter } from './filters.ts'

/** An event source mapping of the template: who reads which stream, and how. */
export interface Mapping {
  readonly name: string
  /** Logical id of the table. */
  readonly table: string
  readonly eventSourceArn: string
  /** Logical id of the function. */
  readonly function: string
  readonly batchSize: number
  readonly passes: Filter
  readonly reportsItemFailures: boolean
  readonly bisects: boolean
  /** How often a failing batch is retried before it is discarded. */
  readonly retries: number
  /** If set, records are delivered in windows. */
  readonly windowSeconds: number | undefined
}

// Without a limit Lambda retries for a day; locally that would block a shard for good.
const mostRetries = 20

const mappingSchema = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().default(100),
  StartingPosition: z.literal('TRIM_HORIZON'),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).default({ Filters: [] }),
  FunctionResponseTypes: z.array(z.string()).default([]),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  TumblingWindowInSeconds: z.number().optional(),
})

/** An event source mapping of the template: who is called with the messages of which queue. */
export interface QueueMapping {
  readonly name: string
  /** Logical id of the queue. */
  readonly queue: string
  readonly eventSourceArn: string
  /** Logical id of the function. */
  readonly function: string
  readonly batchSize: number
  readonly reportsItemFailures: boolean
}

const queueMappingSchema = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().default(10),
  // Streams have this and queues do not.
  StartingPosition: z.undefined().optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
})

const mappingsOf = (template: Template) =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping', z.union([mappingSchema, queueMappingSchema]), localResources)

export const queueMappings = (template: Template): readonly QueueMapping[] =>
  mappingsOf(template).flatMap(({ logicalId, properties }) =>
    properties.StartingPosition !== undefined
      ? []
      : [
          {
            name: logicalId,
            queue: logicalIdOf(properties.EventSourceArn),
            eventSourceArn: properties.EventSourceArn,
            function: logicalIdOf(properties.FunctionName),
            batchSize: properties.BatchSize,
            reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
          },
        ],
  )

const streamMapping = (name: string, properties: z.infer<typeof mappingSchema>): Mapping => ({
  name,
  table: logicalIdOf(properties.EventSourceArn),
  eventSourceArn: properties.EventSourceArn,
  function: logicalIdOf(properties.FunctionName),
  batchSize: properties.BatchSize,
  passes: createFilter(properties.FilterCriteria.Filters.map(({ Pattern }) => Pattern)),
  reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  bisects: properties.BisectBatchOnFunctionError,
  retries: properties.MaximumRetryAttempts < 0 ? mostRetries : Math.min(mostRetries, properties.MaximumRetryAttempts),
  windowSeconds: properties.TumblingWindowInSeconds,
})

export const streamMappings = (template: Template): readonly Mapping[] =>
  mappingsOf(template).flatMap(({ logicalId, properties }) =>
    properties.StartingPosition === undefined ? [] : [streamMapping(logicalId, properties)],
  )
