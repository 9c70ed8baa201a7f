import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'

/** The result of a write; undefined if its condition failed, which is an answer rather than a fault. */
export const unlessRefused = async <Answer>(write: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await write
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return undefined
    throw fault
  }
}
