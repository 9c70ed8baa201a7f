import type { Database } from '../../../shared/store/dynamodb/database.ts'
import type { Events } from '../../../shared/store/events.ts'
import { createEventMarks } from '../../../shared/store/programme/event-marks.ts'
import { createSeriesStore } from '../../../shared/store/programme/series.ts'
import type { Managing } from '../../../shared/use-cases/event/managing.ts'
import { createPlanningForAll } from '../../../shared/use-cases/event/planning-publication.ts'
import { createPlanningSeries } from '../../../shared/use-cases/event/planning-series.ts'

/** What only pages and operations about a series need. */
export const createSeriesParts = (
  database: Database,
  table: string,
  parts: { readonly events: Pick<Events, 'get'>; readonly managing: Managing },
) => {
  const planning = createPlanningSeries({ series: createSeriesStore(database, table), ...parts })
  return { ...planning, publication: createPlanningForAll({ own: planning.own, marks: createEventMarks(database, table) }) }
}
