import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'

/** What a write answers; undefined when its condition did not hold, which is an answer and no fault. */
export const unlessRefused = async <Answer>(write: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await write
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return undefined
    throw fault
  }
}
