import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { expiryAfter } from '../../domain/people/periods.ts'
import { type SteeringMember, steeringMemberSchema } from '../../domain/proposal/steering-member.ts'
import { colleagueDays } from '../../domain/staff/colleague.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { itemKeys } from '../item-keys.ts'

/** The members of the steering group that the service knows. Only the issuer says who is one. */
export const createSteeringMembers = (database: Database, table: string) => ({
  /** Notes a member, who has just been here. */
  note: async (member: SteeringMember): Promise<void> => {
    const expiresAt = expiryAfter(member.seenAt, colleagueDays)
    await database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.steeringMember(member.subject), ...member, expiresAt } }))
  },

  /** Removes somebody who is no longer a member, if they were. */
  remove: async (subject: string): Promise<void> => {
    await database.send(new DeleteCommand({ TableName: table, Key: itemKeys.steeringMember(subject) }))
  },

  list: async (): Promise<readonly SteeringMember[]> => {
    const items = await queryAll(database, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': itemKeys.steeringMember('').pk },
    })
    return z.array(steeringMemberSchema).parse(items)
  },
})
export type SteeringMembers = ReturnType<typeof createSteeringMembers>
