/** Where a local run shows every kind of mail with sample data. */
export const galleryPath = '/local/mails'
