import { fileFormOutput } from '../../../shared/api/file-forms.ts'
import { paths } from '../../../shared/site/paths.ts'
import { png } from '../../make/pictures.ts'
import { type ChosenFile, sendForm } from '../../make/upload.ts'
import type { Stagehands } from './stagehands.ts'

const files = [
  { name: 'agenda.pdf', title: 'Agenda', content: `%PDF-1.7${'x'.repeat(48_000)}` },
  {
    name: 'Innovationspartnerschaften-in-der-grenzüberschreitenden-Sicherheitsbeschaffung-Fassung-3.pdf',
    title: 'Innovationspartnerschaften in der grenzüberschreitenden Sicherheitsbeschaffung, Fassung drei',
    content: `%PDF-1.7${'x'.repeat(2_400_000)}`,
  },
]

/** Attaches files to an event, and gives it a picture. */
export const attachFiles = async ({ asOrganiser }: Stagehands, slug: string): Promise<void> => {
  const send = async (name: string, content: ChosenFile['content']) => {
    const form = fileFormOutput.parse(await asOrganiser('POST', paths.apiAttachmentForms.to({ slug }), {}))
    const { status } = await sendForm(form, { name, content })
    if (status !== 204) throw new Error(`a file was not taken: ${status}`)
    return form.fields['key']
  }
  for (const { name, title, content } of files)
    await asOrganiser('POST', paths.apiAttachments.to({ slug }), { key: await send(name, content), title })
  const picture = { key: await send('hall.png', png(1600, 900)), alt: 'A lecture hall with two hundred people, seen from behind' }
  await asOrganiser('POST', paths.apiPicture.to({ slug }), picture)
}
