import type { Database } from '../../../shared/store/dynamodb/database.ts'
import { createTemplateStore } from '../../../shared/store/programme/templates.ts'
import type { Managing } from '../../../shared/use-cases/event/managing.ts'
import { createUsingTemplates } from '../../../shared/use-cases/event/using-templates.ts'

/** What only pages and operations about templates need. */
export const createTemplateParts = (database: Database, table: string, managing: Managing) => {
  const templates = createTemplateStore(database, table)
  return { templates, using: createUsingTemplates({ templates, managing }) }
}
