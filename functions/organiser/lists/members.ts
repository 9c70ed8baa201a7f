import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import type { Services } from '../services.ts'
import { addToList, removeFromList, showList } from './address-list.ts'

/** A page of the list of the network's members, for those who maintain it. */
const ofMembers =
  (run: typeof showList) =>
  (services: Pick<Services, 'lists'>) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    mayAdminister(request.staff)
      ? run(services, request, lists.members, {
          kind: 'members',
          path: paths.members.to({}),
          removePath: paths.removeMember.to({}),
          back: { href: paths.organiser.to({}), label: textsIn(request.language).organiser.desk.title },
        })
      : refuse(request, 'not-allowed', 'role')

export const members = ofMembers(showList)
export const addMembers = ofMembers(addToList)
export const removeMember = ofMembers(removeFromList)
