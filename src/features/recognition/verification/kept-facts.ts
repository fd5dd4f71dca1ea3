/** What a phone keeps to judge a certificate without network: the published keys, and what has ended before its term. */
export const keptFacts = ['/xac-thuc/khoa.json', '/xac-thuc/khong-con-hieu-luc.json'] as const
