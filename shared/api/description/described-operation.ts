import type * as z from 'zod'
import type { Fault } from '../../http/faults.ts'

/** A schema with a sample value that passes it. */
export interface Sample {
  readonly schema: z.ZodType
  readonly example: unknown
}

export interface Answer extends Sample {
  readonly status: 200 | 201 | 202
  readonly description: string
  /** The content types of files that it can return instead. */
  readonly files?: readonly string[]
}

/** What the description adds to an operation's method, path and access. */
export interface DescribedOperation {
  /** What it does, in a few words. */
  readonly summary: string
  readonly description: string
  readonly query?: z.ZodObject
  readonly takes?: Sample
  /** Whether the body can be left out. */
  readonly mayBeEmpty?: true
  readonly answers: Answer
  /** What can go wrong, apart from what follows from its access, path, query and body. */
  readonly faults?: readonly Fault[]
  /** What `{id}` in the path names. */
  readonly id?: 'registration' | 'letter' | 'session' | 'speaker' | 'proposal' | 'template' | 'groupLink' | 'partnerCalendar' | 'file'
  /** Whether repeating a request with the same `Idempotency-Key` returns the first answer. */
  readonly repeatable?: true
}

/** The body of a request, with an example. */
export const takes = <Schema extends z.ZodType>(schema: Schema, example: z.input<Schema>): Sample => ({ schema, example })

/** The answer on success, with an example. */
export const answers = <Schema extends z.ZodType>(
  status: Answer['status'],
  description: string,
  schema: Schema,
  example: z.output<Schema>,
): Answer => ({ status, description, schema, example })
