import { page, type Reply } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { retentionView } from './retention-view.ts'

/** What is kept, and for how long. */
export const retention = ({ context }: Request): Promise<Reply> => page(retentionView(context))
