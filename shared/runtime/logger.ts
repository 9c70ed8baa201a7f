import { Logger } from '@aws-lambda-powertools/logger'
import { sourceFrame } from './source-frames.ts'

/** Structured log lines. Messages are constants; fields hold codes and ids, never names, addresses or tokens. */
export const logger = new Logger({ serviceName: 'plenary' })

/** What may be logged about a fault: its kind and where it arose. Its message may contain what people wrote, and is left out. */
export const faultFields = (fault: unknown): { fault: string; at: readonly string[] } => {
  if (!(fault instanceof Error)) return { fault: typeof fault, at: [] }
  const frames = (fault.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame))
  return { fault: fault.name, at: frames.slice(0, 12).map((frame) => sourceFrame(frame.trim())) }
}
