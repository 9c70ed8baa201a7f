import { fileFormOutput } from '../../../shared/api/file-forms.ts'
import { paths } from '../../../shared/site/paths.ts'
import { sendForm } from '../../make/upload.ts'
import type { Stagehands } from './stagehands.ts'

const files = [
  { name: 'agenda.pdf', title: 'Agenda', content: `%PDF-1.7${'x'.repeat(48_000)}` },
  {
    name: 'Innovationspartnerschaften-in-der-grenzüberschreitenden-Sicherheitsbeschaffung-Fassung-3.pdf',
    title: 'Innovationspartnerschaften in der grenzüberschreitenden Sicherheitsbeschaffung, Fassung drei',
    content: `%PDF-1.7${'x'.repeat(2_400_000)}`,
  },
]

/** Attaches files to an event. */
export const attachFiles = async ({ asOrganiser }: Stagehands, slug: string): Promise<void> => {
  for (const { name, title, content } of files) {
    const form = fileFormOutput.parse(await asOrganiser('POST', paths.apiAttachmentForms.to({ slug }), {}))
    const { status } = await sendForm(form, { name, content })
    if (status !== 204) throw new Error(`a file was not taken: ${status}`)
    await asOrganiser('POST', paths.apiAttachments.to({ slug }), { key: form.fields['key'], title })
  }
}
