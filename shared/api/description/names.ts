import * as z from 'zod'
import { countrySchema } from '../../domain/basics/country.ts'
import { durationSchema } from '../../domain/basics/duration.ts'
import { emailAddressSchema } from '../../domain/basics/email-address.ts'
import { problemCodes } from '../../domain/basics/field-problem.ts'
import { languageSchema } from '../../domain/basics/language.ts'
import { challengeSchema } from '../../domain/basics/proof-of-work.ts'
import { daySchema, instantSchema, timeZoneSchema, wallTimeSchema } from '../../domain/basics/wall-time.ts'
import { partnerCalendarInputSchema, partnerEventSchema } from '../../domain/calendar/partner-calendar.ts'
import { adviceSchema } from '../../domain/event/advice.ts'
import { addedDateSchema, seriesInputSchema, seriesPatchSchema, seriesRegistrationInputSchema } from '../../domain/event/dates.ts'
import { holdSchema, roomSchema, sessionSchema, speakerSchema, storedHoldSchema, storedSessionSchema } from '../../domain/event/fields.ts'
import { dateSpanSchema } from '../../domain/event/from-until.ts'
import { eventInputSchema } from '../../domain/event/input.ts'
import { cancelInputSchema, copyInputSchema, moveInputSchema } from '../../domain/event/move.ts'
import { askedChangeSchema } from '../../domain/event/patch.ts'
import { publishInputSchema } from '../../domain/event/publication.ts'
import { fromTemplateSchema, templateInputSchema } from '../../domain/event/template.ts'
import { responseInputSchema } from '../../domain/feedback/survey.ts'
import { myLinksInputSchema, personalLinkInputSchema } from '../../domain/mail/asked-mail.ts'
import { groupLinkInputSchema } from '../../domain/proposal/group-link.ts'
import { proposalInputSchema } from '../../domain/proposal/input.ts'
import { remarkInputSchema } from '../../domain/proposal/remark.ts'
import { voteInputSchema } from '../../domain/proposal/votes.ts'
import { addressChangeInputSchema } from '../../domain/registration/address-change.ts'
import { attendanceSchema, markingSchema, markingsSchema } from '../../domain/registration/attendance.ts'
import { cancellationFilterSchema } from '../../domain/registration/cancellations.ts'
import { groupMemberSchema, groupRegistrationInputSchema } from '../../domain/registration/group.ts'
import { handOverInputSchema } from '../../domain/registration/hand-over.ts'
import { historyEntrySchema } from '../../domain/registration/history.ts'
import { registrationPatchSchema } from '../../domain/registration/patch.ts'
import { registrationInputSchema } from '../../domain/registration/registration.ts'
import { answersSchema } from '../../domain/registration-form/answers.ts'
import { conditionSchema, formQuestionSchema, optionSchema } from '../../domain/registration-form/question.ts'
import { attachmentOutput, pictureOutput } from '../attachments.ts'
import { auditEntryOutput, auditListOutput } from '../audit.ts'
import { eventListOutput, eventOutput, profileOutput } from '../events.ts'
import { questionSummaryOutput, responseOutput, summaryOutput, surveyOutput, surveyQuestionOutput } from '../feedback.ts'
import { attachFileInput, fileFormOutput, setPictureInput } from '../file-forms.ts'
import * as groupLinks from '../group-links.ts'
import { chosenLettersInput, chosenLettersOutput, letterListOutput, letterOutput } from '../letters.ts'
import * as lists from '../lists.ts'
import {
  choiceFiguresOutput,
  missingOutput,
  namedEventOutput,
  ownEventListOutput,
  ownEventOutput,
  previewLinkOutput,
} from '../managed-event.ts'
import { massMailOutput, massMailsOutput } from '../mass-mails.ts'
import { organiserInput, organiserRemovalInput, organisersOutput } from '../organisers.ts'
import { ownRegistrationOutput, registeredEventOutput } from '../own-registration.ts'
import * as partners from '../partner-calendars.ts'
import * as proposals from '../proposals.ts'
import { acceptedOutput, groupRegisteringOutput, registeringOutput } from '../registering.ts'
import * as registrations from '../registrations.ts'
import * as series from '../series.ts'
import * as sessions from '../sessions.ts'
import * as speakers from '../speakers.ts'
import * as templates from '../templates.ts'

const fieldProblem = z.object({
  field: z.string().describe('Path of the field, such as sessions.0.end'),
  code: z.enum(problemCodes),
  message: z.string().describe('What to do, in the language of the request'),
})

const problem = z.object({
  type: z.string().meta({ format: 'uri-reference', description: 'Kind of problem, such as /api/v1#not-found' }),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What to do, in the language of the request'),
  challenge: challengeSchema.optional().describe('The proof of work to solve'),
  errors: z.array(fieldProblem).optional().describe('Fields that need attention'),
})

const gatewayMessage = z.object({ message: z.string() })

/** Schemas shared by requests and answers. */
export const shared = {
  Instant: [instantSchema, 'An instant in UTC, to the millisecond'],
  WallTime: [wallTimeSchema, 'Wall time in the time zone of the event, to the minute, such as 2030-05-14T10:00'],
  Day: [daySchema, 'A day in no particular time zone, such as 2030-05-14'],
  TimeZone: [timeZoneSchema, 'IANA time zone, such as Europe/Brussels'],
  Duration: [durationSchema, 'Days, hours or minutes (ISO 8601), such as P1D, PT1H or PT30M'],
  Language: [languageSchema, 'Language (BCP 47)'],
  Country: [countrySchema, 'Country (ISO 3166-1 alpha-2), such as BE'],
  DateSpan: [dateSpanSchema, 'From when to when an event takes place'],
  Speaker: [speakerSchema, 'A speaker'],
  Room: [roomSchema, 'A room of an event'],
  Option: [optionSchema, 'A value to choose; answers name its id'],
  Condition: [conditionSchema, 'Whether a question is asked depends on an earlier answer'],
  Answers: [answersSchema, 'Answers by question id: text, a whole number, a day, the id of an option, or several'],
} as const

/** Schemas of requests. */
export const requests = {
  SetPicture: [setPictureInput, 'An uploaded picture to show'],
  AttachFile: [attachFileInput, 'An uploaded file to attach'],
  EmailAddress: [emailAddressSchema, 'E-mail address'],
  EventInput: [eventInputSchema, 'A new event. Times are wall times in its time zone'],
  EventPatch: [askedChangeSchema, 'A change to an event: fields that are left out stay as they are, null removes an optional one'],
  PublishInput: [publishInputSchema, 'When an event is published'],
  CancelInput: [cancelInputSchema, 'Why an event is cancelled'],
  CopyInput: [copyInputSchema, 'When a copy of an event starts'],
  PartnerCalendarInput: [partnerCalendarInputSchema, 'A partner’s calendar to be read'],
  TemplateInput: [templateInputSchema, 'Which event becomes a template'],
  FromTemplateInput: [fromTemplateSchema, 'When an event made from a template starts'],
  MoveInput: [moveInputSchema, 'By how much a whole event moves'],
  SeriesInput: [seriesInputSchema, 'A new series. Times are those of its earliest date, in its time zone'],
  AddedDate: [addedDateSchema, 'A date to be added to a series'],
  SeriesPatch: [seriesPatchSchema, 'A change to a whole series: fields that are left out stay as they are, null removes an optional one'],
  SeriesRegistrationInput: [seriesRegistrationInputSchema, 'A registration for dates of a series'],
  SessionInput: [sessionSchema, 'A session of an event'],
  NewSession: [sessions.sessionInput, 'A new session'],
  SessionPatch: [sessions.sessionPatch, 'A change to a session: fields that are left out stay as they are'],
  SpeakerInput: [speakers.speakerInput, 'A new speaker'],
  SpeakerPatch: [speakers.speakerPatch, 'A change to a speaker: fields that are left out stay as they are'],
  HoldInput: [holdSchema, 'Places kept for a group'],
  QuestionInput: [formQuestionSchema, 'A question asked at registration; the type says which fields it has'],
  ProposalInput: [proposalInputSchema, 'An event proposed to the steering group'],
  GroupLinkInput: [groupLinkInputSchema, 'For which working group a link is'],
  VoteInput: [voteInputSchema, 'A member’s vote on a proposal'],
  CommentInput: [remarkInputSchema, 'A comment on a proposal'],
  RegistrationInput: [registrationInputSchema, 'A registration'],
  GroupRegistrationInput: [groupRegistrationInputSchema, 'Registrations of several people from one organisation'],
  GroupMemberInput: [groupMemberSchema, 'One person of a group'],
  RegistrationPatch: [registrationPatchSchema, 'A change to a registration: fields that are left out stay as they are'],
  AddressChangeInput: [addressChangeInputSchema, 'The new address of a registration'],
  HandOverInput: [handOverInputSchema, 'The colleague who takes over a place'],
  PersonalLinkInput: [personalLinkInputSchema, 'A request for a personal link'],
  MyLinksInput: [myLinksInputSchema, 'A request for the links of an address’s registrations'],
  CancellationInput: [registrations.cancellationInput, 'How a registration is cancelled'],
  CancellationsInput: [registrations.cancellationsInput, 'Which registrations are cancelled'],
  CancellationFilter: [cancellationFilterSchema, 'Which registrations: all of it has to hold'],
  LettersInput: [chosenLettersInput, 'Which replies are dealt with'],
  MarksInput: [markingsSchema, 'Who attended, each registration once'],
  MarkInput: [markingSchema, 'Whether one person attended'],
  EntriesInput: [lists.entriesBody, 'Addresses and domains'],
  OrganiserInput: [organiserInput, 'A member of staff'],
  OrganiserRemovalInput: [organiserRemovalInput, 'Who no longer organises the event'],
  ResponseInput: [responseInputSchema, 'Answers to a survey'],
} as const

/** Schemas of answers. */
export const responses = {
  Event: [eventOutput, 'An event as everyone may see it'],
  EventList: [eventListOutput, 'Events'],
  ProposalOpened: [proposals.proposedOutput, 'A new proposal'],
  Proposal: [proposals.proposalOutput, 'A proposal with the figures of its vote'],
  ProposalEntry: [proposals.proposalEntryOutput, 'A proposal in a list'],
  ProposalList: [proposals.proposalListOutput, 'Proposals'],
  Comment: [proposals.commentOutput, 'A comment on a proposal'],
  CommentList: [proposals.commentListOutput, 'Comments on a proposal'],
  OwnEvent: [ownEventOutput, 'An event as its organiser sees it'],
  OwnEventList: [ownEventListOutput, 'Events of an organiser'],
  OrganiserList: [organisersOutput, 'Who organises an event'],
  Organiser: [organisersOutput.shape.organisers.element, 'Somebody who organises an event'],
  GroupLink: [groupLinks.groupLinkOutput, 'A link by which a working group proposes events'],
  GroupLinkList: [groupLinks.groupLinkListOutput, 'Links of working groups'],
  WithdrawnGroupLink: [groupLinks.withdrawnGroupLinkOutput, 'A link that was withdrawn'],
  GroupProposalList: [groupLinks.groupProposalListOutput, 'What a working group has proposed'],
  PartnerCalendar: [partners.partnerCalendarOutput, 'A partner’s calendar, and how reading it went'],
  PartnerCalendarList: [partners.partnerCalendarListOutput, 'Partners’ calendars'],
  PartnerCalendarId: [partners.namedPartnerCalendarOutput, 'Which calendar it was'],
  PartnerEvent: [partnerEventSchema, 'An event in a partner’s calendar'],
  PartnerEventList: [partners.partnerEventListOutput, 'The known events of a partner’s calendar'],
  Template: [templates.templateOutput, 'An event that new ones are made from'],
  TemplateList: [templates.templateListOutput, 'Templates'],
  RemovedTemplate: [templates.removedTemplateOutput, 'A template that was deleted'],
  EventSpeaker: [speakers.speakerOutput, 'A speaker as organisers see them'],
  EventSpeakerList: [speakers.speakerListOutput, 'The speakers of an event'],
  RemovedSpeaker: [speakers.removedSpeakerOutput, 'A speaker who was removed'],
  SpeakerProfile: [profileOutput, 'A speaker who has confirmed, as everyone may know them'],
  Session: [storedSessionSchema, 'A session of an event'],
  SavedSession: [sessions.savedSessionOutput, 'A session as it was saved'],
  ChoiceFigures: [choiceFiguresOutput, 'How many people made a choice: with a place, and waiting'],
  MissingField: [missingOutput, 'What people need to take part and an event does not say yet'],
  Advice: [adviceSchema, 'What an organiser may have overlooked'],
  Attachment: [attachmentOutput, 'A file of an event'],
  Picture: [pictureOutput, 'The picture of an event'],
  FileForm: [fileFormOutput, 'A form that uploads a file'],
  PreviewLink: [previewLinkOutput, 'The link that shows a draft'],
  NamedEvent: [namedEventOutput, 'The event to which something was done'],
  RemovedSession: [sessions.removedSessionOutput, 'A session that is gone'],
  Clash: [sessions.clashOutput, 'Sessions that get in each other’s way'],
  Hold: [storedHoldSchema, 'Places kept for a group'],
  Question: [formQuestionSchema, 'A question asked at registration; the type says which fields it has'],
  Series: [series.seriesOutput, 'A series as everyone may see it'],
  OwnSeries: [series.ownSeriesOutput, 'A series as its organiser sees it'],
  SeriesDate: [series.ownSeriesOutput.shape.events.element, 'A date of a series'],
  PlannedDates: [series.plannedDatesOutput, 'The dates of a pattern'],
  SeriesCreated: [series.seriesCreatedOutput, 'A new series'],
  SeriesRegistered: [series.seriesRegisteringOutput, 'How a person stands at each date'],
  Registered: [registeringOutput, 'How a person who registered stands'],
  GroupRegistered: [groupRegisteringOutput, 'How each person of a group stands'],
  Accepted: [acceptedOutput, 'The request was received'],
  OwnRegistration: [ownRegistrationOutput, 'A registration as the person registered sees it'],
  RegisteredEvent: [registeredEventOutput, 'The event of a registration'],
  Registration: [registrations.registrationOutput, 'A registration as the organiser of the event sees it'],
  RegistrationList: [registrations.registrationListOutput, 'A page of registrations'],
  RegistrationHistory: [registrations.registrationHistoryOutput, 'A registration with its history'],
  HistoryEntry: [historyEntrySchema, 'Something that happened to a registration'],
  Unreachable: [registrations.unreachableOutput, 'Why e-mails do not reach an address, and since when'],
  CalendarAnswer: [registrations.calendarAnswerOutput, 'What a calendar answered to an invitation'],
  Attendance: [attendanceSchema, 'Whether a person attended'],
  Decision: [registrations.approvingOutput, 'How a person stands after a decision'],
  Cancelled: [registrations.cancellationOutput, 'A cancelled registration'],
  Cancellations: [registrations.cancellationsOutput, 'How many registrations were cancelled'],
  DomainCount: [registrations.cancellationsOutput.shape.domains.element, 'How many registrations came from a domain'],
  MarksTaken: [registrations.attendanceOutput, 'What became of each mark'],
  Reachability: [registrations.reachableOutput, 'Whether e-mails reach an address'],
  MassMail: [massMailOutput, 'How far an e-mail to many people has come'],
  MassMailList: [massMailsOutput, 'E-mails to many people'],
  Letter: [letterOutput, 'A reply somebody sent by e-mail, or another time that a calendar proposed'],
  LetterList: [letterListOutput, 'A page of replies'],
  LettersDealtWith: [chosenLettersOutput, 'How many replies were marked'],
  ListEntry: [lists.entryOutput, 'An entry on a list of people'],
  AddressList: [lists.addressListOutput, 'A page of a list of people'],
  EntriesAdded: [lists.addedEntriesOutput, 'What became of the entries to add'],
  EntryRefused: [lists.refusedEntryOutput, 'An entry that was not added'],
  EntriesRemoved: [lists.removedEntriesOutput, 'What became of the entries to remove'],
  InvitationsBegun: [lists.invitationsOutput, 'How many invitations are on their way'],
  Survey: [surveyOutput, 'The survey of an event'],
  SurveyQuestion: [surveyQuestionOutput, 'A question of a survey'],
  ResponseReceived: [responseOutput, 'The answers were received'],
  Summary: [summaryOutput, 'Figures about an event and its feedback'],
  QuestionSummary: [questionSummaryOutput, 'Figures about the answers to one question'],
  AuditEntry: [auditEntryOutput, 'Something that a member of staff did'],
  AuditList: [auditListOutput, 'A page of the record of what staff did'],
  Problem: [problem, 'What went wrong, and what to do (RFC 9457)'],
  ProofOfWork: [challengeSchema, 'A challenge that ALTCHA’s libraries solve'],
  FieldProblem: [fieldProblem, 'What is wrong with one field'],
  GatewayMessage: [gatewayMessage, 'What the gateway says before a request reaches the service'],
} as const
