import { network } from '../../../shared/domain/basics/network.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { isPublic, mayPreview, needsPersonalKey, published } from '../../../shared/domain/event/event.ts'
import { programmeDays } from '../../../shared/domain/event/programme-days.ts'
import { isInProgress, registrationState } from '../../../shared/domain/event/registration-window.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { withSpeakers } from '../../../shared/domain/speaker/programme-with-speakers.ts'
import { mayManage } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { previewSubject } from '../../../shared/tokens/preview-token.ts'
import { sendFile } from '../programme/attached-file.ts'
import { eventView } from '../programme/event-view.ts'
import { askedFilter } from '../programme/programme-page.ts'
import { programmeView } from '../programme/programme-page-view.ts'
import { places } from '../programme/public-event.ts'
import { type Preview, waysOf } from '../programme/ways.ts'
import { registerView } from '../registering/register-view.ts'
import type { Services } from '../services.ts'
import { previewBanner } from './banner-view.ts'

type Parts = Pick<Services, 'events' | 'keys' | 'profiles' | 'following' | 'attachmentFiles'>

/** The draft as it will be once published, its seats, and where the pages of its preview are. */
interface Shown extends EventWithSeats {
  readonly preview: Preview
}

type Which = 'event' | 'programme' | 'register' | 'file'
type Show = (found: Shown) => Promise<Reply> | Reply

const asPublished = (found: EventWithSeats, now: Instant): EventWithSeats => ({ ...found, event: published(found.event, now) })

/** Shows a draft, or where it is once published. Whatever else there is or was, there is no page. */
const showDraft = (
  request: Request,
  which: Which,
  found: EventWithSeats | undefined,
  ways: Omit<Preview, 'banner'>,
  show: Show,
): Promise<Reply> | Reply => {
  if (found === undefined) return refuse(request, 'not-found', 'page')
  if (isPublic(found.event))
    return seeOther(which === 'file' ? waysOf(found.event, undefined).file(request.parameter('id')) : paths[which].to(found.event))
  if (!mayPreview(found.event)) return refuse(request, 'not-found', 'page')
  const banner = previewBanner(request.context, found.event, { ...ways, here: which })
  return show({ ...asPublished(found, request.now), preview: { ...ways, banner } })
}

/** For whoever has the link that an organiser made. */
const byLink =
  (which: Which, show: (services: Parts, request: Request) => Show) =>
  (services: Parts) =>
  async (request: Request): Promise<Reply> => {
    const token = request.parameter('token')
    const subject = previewSubject(await services.keys.links(), token)
    const event = subject === undefined ? undefined : await (await services.following())(subject.slug)
    const found = event === undefined || event.previewNonce !== subject?.nonce ? undefined : await services.events.getWithSeats(event.slug)
    const ways = {
      event: paths.sharedPreview.to({ token }),
      programme: paths.sharedPreviewProgramme.to({ token }),
      register: paths.sharedPreviewRegister.to({ token }),
      file: (id: string) => paths.sharedPreviewAttachment.to({ token, id }),
    }
    return showDraft(request, which, found, ways, show(services, request))
  }

/** For those who organise the event. */
const forOrganisers =
  (which: Which, show: (services: Parts, request: Request) => Show) =>
  (services: Parts) =>
  async (request: Request): Promise<Reply> => {
    const { staff, here } = request.context
    if (staff === undefined) return seeOther(`${paths.signIn.pattern}?back=${encodeURIComponent(here)}`)
    const found = await services.events.getWithSeats(request.parameter('slug'))
    const slug = request.parameter('slug')
    const ways = {
      event: paths.preview.to({ slug }),
      programme: paths.previewProgramme.to({ slug }),
      register: paths.previewRegister.to({ slug }),
      file: (id: string) => paths.previewAttachment.to({ slug, id }),
    }
    const own = found !== undefined && (isPublic(found.event) || mayManage(staff, found.event)) ? found : undefined
    return showDraft(request, which, own, ways, show(services, request))
  }

const showEvent =
  ({ profiles }: Parts, request: Request): Show =>
  async (found) => {
    const speakers = await profiles(found.event)
    const event = withSpeakers(found.event, speakers)
    const state = registrationState(event, request.now)
    const inProgress = isInProgress(event, request.now)
    return page(eventView(request.context, { event, profiles: speakers, state, inProgress, ...places(found), preview: found.preview }))
  }

const showProgramme =
  ({ profiles }: Parts, request: Request): Show =>
  async (found) => {
    const speakers = await profiles(found.event)
    const event = withSpeakers(found.event, speakers)
    return page(
      programmeView(request.context, {
        event,
        profiles: speakers,
        days: programmeDays(event.sessions, network.dayChanges),
        filter: askedFilter(request),
        preview: found.preview,
      }),
    )
  }

/** The form as somebody sees it who may register. */
const showForm =
  (_: Parts, request: Request): Show =>
  (found) =>
    page(
      registerView(request.context, {
        ...found,
        ...places(found),
        requestKey: '',
        ...(needsPersonalKey(found.event) ? { address: textsIn(request.language).preview.sampleAddress } : {}),
        values: {},
        problems: [],
      }),
    )

const showFile =
  (services: Parts, request: Request): Show =>
  ({ event }) =>
    sendFile(services, request, event)

export const preview = forOrganisers('event', showEvent)
export const previewProgramme = forOrganisers('programme', showProgramme)
export const previewForm = forOrganisers('register', showForm)
export const previewAttachment = forOrganisers('file', showFile)
export const sharedPreview = byLink('event', showEvent)
export const sharedPreviewProgramme = byLink('programme', showProgramme)
export const sharedPreviewForm = byLink('register', showForm)
export const sharedPreviewAttachment = byLink('file', showFile)
