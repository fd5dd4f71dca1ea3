/**
 * What a visitor may come upon, as a table with its condition; asked wherever words are looked up, or the words of what is not
 * public would tell of it.
 */
export const openProducers =
  'producer WHERE merged_into IS NULL AND EXISTS (SELECT FROM catalogue_entry e WHERE e.producer_id = producer.id)'

/** `now` is the place of the moment in the statement. */
export const openArticles = (now: string) => `article WHERE status = 'published' AND published_at <= ${now}`
