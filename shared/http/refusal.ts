import type { FieldProblem } from '../domain/basics/field-problem.ts'
import type { Challenge } from '../domain/basics/proof-of-work.ts'
import { type Texts, textsIn } from '../texts/texts.ts'
import { type Fault, faults, problemReply } from './faults.ts'
import { page, type Reply } from './reply.ts'
import type { Request } from './request.ts'

type Detail = keyof Texts['faultDetails']

/** Why a request is refused, and what to say about it. Tables of these translate the outcomes of use cases. */
export type Refusal = readonly [fault: Fault, detail: Detail]

/** Refuses in the reader's language: for a machine a problem document, for a person a page that shows a way out. */
export const refuse = (request: Request, fault: Fault, detail: Detail): Promise<Reply> | Reply => {
  const texts = textsIn(request.language)
  if (request.api) return problemReply(texts, fault, texts.faultDetails[detail])
  const requestId = fault === 'internal' ? { requestId: request.requestId } : {}
  const model = { title: texts.faults[fault], detail: texts.faultDetails[detail], aboutLink: detail === 'link', ...requestId }
  return page(request.errorPage(request.context, model), faults[fault])
}

/** Asks a machine to solve a proof of work, and to send its request again with the solution. */
export const refuseWithoutProof = (request: Request, challenge: Challenge): Reply => {
  const texts = textsIn(request.language)
  return problemReply(texts, 'proof-of-work', texts.faultDetails.proofOfWork, { challenge })
}

/** Names the wrong fields of an API request, and how to correct them. */
export const refuseFields = (request: Request, errors: readonly FieldProblem[]): Reply => {
  const texts = textsIn(request.language)
  return problemReply(texts, 'invalid', texts.faultDetails.fields, { errors })
}
