import { randomBytes } from 'node:crypto'
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { nextDueAt, type Proposal, proposalIdSchema, proposalSchema, type VotedProposal } from '../../domain/proposal/proposal.ts'
import { type Remark, remarkSchema } from '../../domain/proposal/remark.ts'
import { type Vote, voteSchema } from '../../domain/proposal/votes.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { type Transacted, type TransactItem, transact } from '../dynamodb/transaction.ts'
import { indexes, itemKeys } from '../item-keys.ts'

const [openList, closedList, dueForSteering] = ['proposals-open', 'proposals-closed', 'proposal']

/** A proposal with everything said about it. */
export interface WholeProposal extends VotedProposal {
  /** The votes of earlier rounds. */
  readonly earlierVotes: readonly Vote[]
  readonly remarks: readonly Remark[]
}

const itemOf = (proposal: Proposal) => ({
  ...itemKeys.proposal(proposal.id),
  ...proposal,
  startsAt: proposal.openedAt,
  ...(proposal.status === 'open'
    ? { listing: openList, due: dueForSteering, dueAt: nextDueAt(proposal, network.steering) }
    : { listing: closedList }),
})

const keySchema = z.looseObject({ sk: z.string() })
const dueSchema = z.array(z.object({ id: proposalIdSchema }))

const startsWith =
  (beginning: string) =>
  (item: unknown): boolean =>
    keySchema.parse(item).sk.startsWith(beginning)

/** Proposals with their votes and comments, each in a partition of its own. */
export const createProposals = (database: Database, table: string) => {
  const list = async (listing: string, limit: number): Promise<readonly Proposal[]> => {
    const { Items } = await database.send(
      new QueryCommand({
        TableName: table,
        IndexName: indexes.listing,
        KeyConditionExpression: 'listing = :listing',
        ExpressionAttributeValues: { ':listing': listing },
        ScanIndexForward: false,
        Limit: limit,
      }),
    )
    return z.array(proposalSchema).parse(Items ?? [])
  }

  return {
    /** A proposal by its id; accepts any text from a URL. */
    get: async (id: string): Promise<WholeProposal | undefined> => {
      if (!proposalIdSchema.safeParse(id).success) return undefined
      const { pk, sk } = itemKeys.proposal(id)
      const items = await queryAll(database, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
      })
      const own = items.find((item) => keySchema.parse(item).sk === sk)
      if (own === undefined) return undefined
      const proposal = proposalSchema.parse(own)
      const votes = z.array(voteSchema).parse(items.filter(startsWith('VOTE#')))
      return {
        proposal,
        votes: votes.filter(({ round }) => round === proposal.round),
        earlierVotes: votes.filter(({ round }) => round < proposal.round),
        remarks: z.array(remarkSchema).parse(items.filter(startsWith('REMARK#'))),
      }
    },

    /** Writes a new proposal; false if there is one with its id. */
    create: async (proposal: Proposal): Promise<boolean> => {
      const put = new PutCommand({ TableName: table, Item: itemOf(proposal), ConditionExpression: 'attribute_not_exists(pk)' })
      return (await unlessRefused(database.send(put))) !== undefined
    },

    /**
     * Writes a changed proposal, a vote, and whatever follows, all or nothing. Refused at the first position if somebody changed the
     * proposal, or voted, since it was read: what was decided may then be wrong.
     */
    save: (read: Proposal, changed: Proposal, vote?: Vote, more: readonly TransactItem[] = []): Promise<Transacted> =>
      transact(database, [
        {
          Put: {
            TableName: table,
            Item: itemOf({ ...changed, version: read.version + 1 }),
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: { ':version': read.version },
          },
        },
        ...(vote === undefined
          ? []
          : [{ Put: { TableName: table, Item: { ...itemKeys.vote(read.id, vote.round, vote.subject), ...vote } } }]),
        ...more,
      ]),

    addRemark: async (id: string, remark: Remark): Promise<void> => {
      const key = itemKeys.remark(id, remark.at, randomBytes(6).toString('base64url'))
      await database.send(new PutCommand({ TableName: table, Item: { ...key, ...remark } }))
    },

    /** Who commented on a proposal, and when: after an instant, and until another. */
    remarksBetween: async (id: string, after: Instant, until: Instant): Promise<readonly Pick<Remark, 'subject' | 'at'>[]> => {
      const [from, to] = [itemKeys.remark(id, after, '~'), itemKeys.remark(id, until, '~')]
      const items = await queryAll(database, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': from.pk, ':from': from.sk, ':to': to.sk },
      })
      return z.array(remarkSchema).parse(items)
    },

    /** Those whose outcome nobody has recorded, newest first. */
    listOpen: (): Promise<readonly Proposal[]> => list(openList, 200),

    /** The others, newest first. */
    listClosed: (): Promise<readonly Proposal[]> => list(closedList, 200),

    /** The ids of those for which the clock has work at `now`. */
    due: async (now: Instant): Promise<readonly string[]> => {
      const items = await queryAll(database, {
        TableName: table,
        IndexName: indexes.due,
        KeyConditionExpression: 'due = :due AND dueAt <= :now',
        ExpressionAttributeValues: { ':due': dueForSteering, ':now': now },
      })
      return dueSchema.parse(items).map(({ id }) => id)
    },
  }
}
export type Proposals = ReturnType<typeof createProposals>
