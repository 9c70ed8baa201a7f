import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { type FunctionName, functionNames } from '../../infra/functions.ts'
import { rights, type TableRights } from '../../infra/rights.ts'
import { itemKeys } from '../../shared/store/item-keys.ts'
import { type SourceFile, sourcesBelow } from '../house/source-files.ts'

const sources = new Map(sourcesBelow('functions', 'shared').map((file) => [file.path, file]))

/** The stores that a function runs, from its handler. */
const storesOf = (name: FunctionName): readonly SourceFile[] => {
  const seen = new Set<SourceFile>()
  const visit = (path: string): void => {
    const file = sources.get(path)
    if (file === undefined || seen.has(file)) return
    seen.add(file)
    file.runs.forEach(visit)
  }
  visit(`functions/${name}/handler.ts`)
  return [...seen].filter(({ path }) => path.startsWith('shared/store/') && path !== 'shared/store/item-keys.ts')
}

/** How a store asks DynamoDB for an action, by itself or as a part of a transaction. */
const commands: Readonly<Record<string, RegExp>> = {
  GetItem: /\bGetCommand\(/,
  BatchGetItem: /\bbatchGet(?:By)?\(/,
  Query: /\bQueryCommand\(|\bqueryAll\(/,
  PutItem: /\bPutCommand\(|\bPut\b/,
  UpdateItem: /\bUpdateCommand\(|\bUpdate: \{/,
  DeleteItem: /\bDeleteCommand\(|\bDelete: \{/,
  ConditionCheckItem: /\bConditionCheck: \{/,
}

const beginning = (partition: string): string => partition.replace(/#.*/, '')

const keySchema = z.object({ pk: z.string() })
const beginnings = Object.entries(itemKeys).map(([kind, keyOf]) => ({
  kind,
  begins: beginning(keySchema.parse(Reflect.apply(keyOf, undefined, ['a', 'b', 'c'])).pk),
}))

/** The names in `itemKeys` of what is stored under a partition key such as `EVENT#*`. */
const kindsUnder = (partition: string): readonly string[] =>
  beginnings.flatMap(({ kind, begins }) => (begins === beginning(partition) ? [kind] : []))

/** What a store asks for, and the kinds of items that it names. */
const asks = new Map(
  [...sources.values()].map((file) => [
    file,
    {
      actions: new Set(Object.keys(commands).filter((action) => commands[action]?.test(file.text))),
      kinds: new Set([...file.text.matchAll(/itemKeys\.(\w+)/g)].map(([, kind = '']) => kind)),
    },
  ]),
)

const all = (one: string | readonly string[] = []): readonly string[] => [one].flat()

const grantsOf = (name: FunctionName): readonly { readonly to: string; readonly granted: TableRights }[] =>
  Object.entries(rights[name]).flatMap(([to, granted]) => [granted].flat().map((each) => ({ to, granted: each })))

test('no function may do to a kind of item what none of its stores does to it', () => {
  const unused = functionNames.flatMap((name) => {
    const stores = storesOf(name)
    const does = (action: string, partition: string): boolean =>
      stores.some((store) => {
        const { actions, kinds } = asks.get(store) ?? {}
        return actions?.has(action) === true && kindsUnder(partition).some((kind) => kinds?.has(kind))
      })
    return grantsOf(name).flatMap(({ to, granted: { table = [], partition, deletes, query = [] } }) => [
      ...table.flatMap((action) => all(partition).flatMap((of) => (does(action, of) ? [] : [`${name}: ${action} ${to} ${of}`]))),
      ...all(deletes).flatMap((of) => (does('DeleteItem', of) ? [] : [`${name}: DeleteItem ${to} ${of}`])),
      ...query.flatMap((index) => (stores.some(({ text }) => text.includes(`indexes.${index}`)) ? [] : [`${name}: Query ${to}/${index}`])),
    ])
  })
  expect(unused).toEqual([])
})

test('whoever may use a table names the kinds of items, but in the ledger, which holds a single one', () => {
  const whole = functionNames.flatMap((name) =>
    grantsOf(name).flatMap(({ to, granted: { table = [], partition } }) =>
      partition === undefined && table.length > 0 ? [`${name}: ${to}`] : [],
    ),
  )
  expect(whole).toEqual(['seats: ledger', 'prove: ledger'])
})
