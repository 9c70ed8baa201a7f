import type { Database } from '../../../shared/store/dynamodb/database.ts'
import { createSeriesStore } from '../../../shared/store/programme/series.ts'
import { createJoiningSeries } from '../../../shared/use-cases/registration/joining-series.ts'
import type { Register } from '../../../shared/use-cases/registration/registering.ts'

/** What only pages and operations about a series need. */
export const createSeriesParts = (database: Database, table: string, register: Register) => ({
  series: createSeriesStore(database, table),
  registerSeries: createJoiningSeries(register),
})
