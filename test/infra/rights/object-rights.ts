const inFiles =
  (prefix: string) =>
  (...actions: readonly string[]): readonly string[] =>
    actions.map((action) => `s3:${action} FilesAnswers.Arn/${prefix}/*`)

export const files = inFiles('answers')
export const uploads = inFiles('uploads')
export const attachments = inFiles('attachments')
export const sentAttachments = inFiles('sent-attachments')
export const listsFiles = `s3:ListBucket FilesAnswers.Arn ${JSON.stringify({ StringLike: { 's3:prefix': ['answers/*'] } })}`
export const mails = 's3:GetObject InboundLetters.Arn/inbound/*'
