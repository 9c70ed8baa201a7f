import type * as z from 'zod'
import { variableOf } from '../../infra/functions.ts'
import { readEnvironment, type Variables } from '../../shared/runtime/environment.ts'
import type { Stores } from '../store/local-store.ts'
import { originSecret } from './edge.ts'

const tables = ['programme', 'people', 'feedback', 'ledger', 'sending', 'keys', 'staff', 'audit'] as const

/** The environment required by a function's schema, with a test's tables. */
export const makeEnvironment = <Shape extends z.core.$ZodShape>(
  shape: Shape,
  stores: Pick<Stores, 'tables'>,
  siteUrl = 'https://events.example',
): Variables<Shape> =>
  readEnvironment(shape, {
    ...Object.fromEntries(tables.map((table) => [variableOf(table), stores.tables[table]])),
    [variableOf('files')]: 'files',
    [variableOf('inbound')]: 'mails',
    [variableOf('site')]: siteUrl,
    [variableOf('edge')]: originSecret,
    ISSUER_URL: `${siteUrl}/issuer`,
    CLIENT_ID: 'plenary-site',
    ANSWER_STEP_MS: '1',
  })
