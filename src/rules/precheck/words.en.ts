import type { words as vi } from './words.vi.ts'

/** Words of the check before filing: what is missing, then how to mend it. `{…}` comes from the finding's data. */
export const words = {
  'already-recognised': {
    says: 'The product holds {star} {star|star|stars} until {until}, so this cannot be a first registration.',
    mend: 'Choose an upgrade, or a re-evaluation once its filing window opens.',
  },
  'nothing-recognised-before': {
    says: 'No recognition of this product is on record.',
    mend: 'File it as a first registration. If it was recognised before, ask the provincial office to record that decision.',
  },
  'upgrade-not-higher': {
    says: 'The star wished for ({wish}) is not above the one held ({star}).',
    mend: 'Wish for more than {star} {star|star|stars}, or wait for the re-evaluation.',
  },
  'upgrade-points-not-higher': {
    says: 'By your own scoring the product reaches {reached} {reached|star|stars}, not more than the {star} it holds.',
    mend: 'Look at the path to the next star in the self-assessment before filing.',
  },
  'upgrade-on-a-lapsing-certificate': {
    says: 'The present certificate ends on {until}; the window for re-evaluation is already open.',
    mend: 'Ask the commune whether to upgrade or to be re-evaluated, so that there is no gap.',
  },
  'filed-too-early': {
    says: 'The window for re-evaluation opens on {earliest}, 180 days before the certificate ends.',
    mend: 'Keep the draft and file from {earliest} on.',
  },
  'filed-too-late': {
    says: 'The last day to file for re-evaluation was {latest}, 120 days before the certificate ends.',
    mend: 'File at once and talk to the commune: only certificates under the transitional clause are carried over, for at most 180 days.',
  },
  'update-missing': {
    says: 'Not yet brought up to date: {topic}.',
    mend: 'Say what changed and with what result since recognition; if nothing did, write “No change”.',
  },
  'legal-papers-not-renewed': {
    says: 'No paper with an expiry date has been attached.',
    mend: 'Attach the valid versions of your permits, test reports and quality certificates.',
  },
  'samples-to-hand-over': {
    says: '{samples} {samples|sample goes|samples go} with the dossier.',
    mend: 'Hand them to the commune when you file; the commune sends them on to the province.',
  },
  'round-is-near': {
    says: 'The commune has 15 working days and this round takes proposals before {before}; filed after {fileBy}, the dossier may miss it.',
    mend: 'File soon and tell the commune, or prepare for the next round.',
  },
  'field-missing': {
    says: 'Not filled in: {label}.',
    mend: 'Open this item and fill it in; the decree’s form requires it.',
  },
  'phone-malformed': {
    says: 'This is not a phone number: {label}.',
    mend: 'Give all 10 or 11 digits, starting with 0. Example: 0905 123 456.',
  },
  'email-malformed': {
    says: 'This is not an e-mail address.',
    mend: 'Write it as name@provider.vn. If you have none, the commune can help you make one.',
  },
  'date-malformed': {
    says: 'This is not a date: {label}.',
    mend: 'Write day/month/year of a real day, such as 05/03/2019.',
  },
  'date-in-future': { says: 'This day lies in the future: {label}.', mend: 'Check the year.' },
  'option-unknown': {
    says: 'This choice is not on the form: {label}.',
    mend: 'Choose one of the form’s own options.',
  },
  'answer-is-filler': {
    says: '“{label}” holds only a placeholder.',
    mend: 'Put in the real content before filing.',
  },
  'text-is-thin': {
    says: '“{label}” is very short.',
    mend: 'Add a few sentences: what, since when, how much, for whom. The council knows only what it can read.',
  },
  'text-is-repeated': {
    says: '“{label}” is word for word the same as “{other}”.',
    mend: 'Answer what this item asks.',
  },
  'owner-not-admitted': {
    says: 'This type of organisation may not register in the chosen product set.',
    mend: 'Associations and operating centres take part in tourism only; check the product set or the producer.',
  },
  'household-not-registered': {
    says: 'A farm, a producing household or a family household must be a registered business.',
    mend: 'Give the registration number and attach a copy; if you have none, register at the commune.',
  },
  'registration-not-shown': {
    says: 'There is a registration number but no copy of the registration.',
    mend: 'Photograph or scan it into your papers.',
  },
  'business-registration-not-shown': {
    says: 'Business registration is ticked but not attached.',
    mend: 'Attach a copy or remove the tick.',
  },
  'quality-declaration-not-shown': {
    says: 'The quality declaration is ticked but not attached.',
    mend: 'Attach the self-declaration or the registered declaration, or remove the tick.',
  },
  'food-safety-not-shown': {
    says: 'The food-safety certificate is ticked but not attached.',
    mend: 'Attach a valid copy or remove the tick.',
  },
  'mandatory-certificate-not-shown': {
    says: 'The mandatory production certificate is ticked but not attached.',
    mend: 'Attach a valid copy or remove the tick.',
  },
  'property-not-shown': {
    says: 'Intellectual property is ticked, but no title or accepted application is attached.',
    mend: 'Attach the title, the right of use, or the accepted and published application.',
  },
  'property-not-named': {
    says: 'Intellectual property is ticked without saying which kind.',
    mend: 'Tick the kind under 7.d.',
  },
  'property-box-forgotten': {
    says: 'A kind of title is ticked, but not “Intellectual property registered”.',
    mend: 'Tick 7.d so that both agree.',
  },
  'no-quality-declaration': {
    says: 'There is no declaration of product quality yet.',
    mend: 'If your product must be declared, declare it and attach the declaration; ask the commune when in doubt.',
  },
  'no-food-safety-certificate': {
    says: 'This sheet rejects dossiers that do not comply with the rules on food-safety certificates; none is attached.',
    mend: 'Attach the certificate; if your workshop is exempt, attach the commitment and say why.',
  },
  'product-name-differs': {
    says: 'The product is called “{typed}” here but “{recorded}” on record.',
    mend: 'Use one name, the one on the label and in the declaration.',
  },
  'owner-name-differs': {
    says: 'The producer is called “{typed}” here but “{recorded}” on record.',
    mend: 'Use the registered name; if it has changed, correct it on the producer’s page.',
  },
  'product-name-claims-a-star': {
    says: 'The product’s name contains “OCOP” or a number of stars.',
    mend: 'Take it out of the name; the mark may be used only once the product is recognised.',
  },
  'wish-star-missing': {
    says: 'No star has been wished for.',
    mend: 'Choose one in the self-assessment, so that the right minimums are pointed out.',
  },
  'self-assessment-empty': {
    says: 'No criterion has been scored.',
    mend: 'Open the self-assessment and choose a level for each criterion.',
  },
  'criterion-unanswered': {
    says: 'Nothing is chosen at criterion {criterion}; it counts 0.',
    mend: 'Choose the level that is true, even if it is the lowest.',
  },
  'points-without-proof': {
    says: 'Criterion {criterion} claims points without description or paper.',
    mend: 'Write a few sentences of proof or pin a paper to it.',
  },
  'points-without-description': {
    says: 'Criterion {criterion} has no description.',
    mend: 'Say briefly why this level is right.',
  },
  'mark-without-paper': {
    says: 'Criterion {criterion}: the level chosen is a minimum for {star} {star|star|stars}, and no paper is pinned to it.',
    mend: 'Pin the paper that proves it; without one the council cannot grant {star} {star|star|stars}.',
  },
  'mark-missed': {
    says: 'Criterion {criterion} misses the minimum for {star} {star|star|stars}.',
    mend: 'Reach the level marked for {star} {star|star|stars}, or wish for a lower star.',
  },
  'points-below-wish': {
    says: 'Self-assessed at {points} {points|point|points}; {star} {star|star begins|stars begin} at {from}, so {missing} {missing|is|are} missing.',
    mend: 'See the shortest path to the next star in the self-assessment.',
  },
  'no-certificate-below-three': {
    says: 'Self-assessed at {points} {points|point|points}: below {from} there is neither a decision nor a certificate.',
    mend: 'Develop the product further first, or file it in order to be advised.',
  },
  'knocked-out': {
    says: 'Criterion {criterion}: “{text}” — the product would be eliminated.',
    mend: 'Mend this and choose again; if it was a slip, correct it.',
  },
  'scoring-stops': {
    says: 'Criterion {criterion}: “{text}” — the {lost} {lost|criterion after it is|criteria after it are} not scored.',
    mend: 'Mend this first; only then do the later points count.',
  },
  'depends-on-nothing': {
    says: 'Criterion {criterion} counts only when criterion {base} has points.',
    mend: 'Choose a level at {base}, or clear this one.',
  },
  'own-knock-out-to-confirm': {
    says: 'Criterion {criterion} carries a ground for rejection: “{text}”',
    mend: 'Confirm in a sentence that it does not apply to your product.',
  },
  'owner-type-disagrees': {
    says: 'The level at criterion {criterion} does not match the type of organisation you stated.',
    mend: 'Choose the level that fits, or correct the type.',
  },
  'representative-disagrees': {
    says: 'Criterion {criterion} claims a point, but the representative is stated to be a Kinh man.',
    mend: 'If another ground of the criterion applies, say so and attach proof; otherwise clear it.',
  },
  'representative-point-forgotten': {
    says: 'Criterion {criterion}: by what you stated, one point may be yours and is not claimed.',
    mend: 'Read the criterion again and choose it if it is true.',
  },
  'label-without-origin': {
    says: 'Criterion {criterion}: the description does not say that the label states origin, name and address.',
    mend: 'List the mandatory items your label carries.',
  },
  'label-without-picture': {
    says: 'Criterion {criterion}: there is no picture of the label.',
    mend: 'Photograph the front and the back and pin them here.',
  },
  'requirement-not-addressed': {
    says: 'Criterion {criterion} prints the requirement “{text}”, which the description does not address.',
    mend: 'Say in a sentence how the product meets it.',
  },
  'not-proven-dang-ky-kinh-doanh': {
    says: 'Criterion {criterion} lacks the business registration.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-du-dieu-kien-san-xuat': {
    says: 'Criterion {criterion} lacks the certificate of eligibility for production.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-nguon-goc-nguyen-lieu': {
    says: 'Criterion {criterion}: share and origin of local raw material are not proven.',
    mend: 'Pin the proof. The decree’s table asks for: {needs}.',
  },
  'not-proven-moi-truong-cong-nghe': {
    says: 'Criterion {criterion} lacks environmental papers or pictures of the technology.',
    mend: 'Pin them. The decree’s table asks for: {needs}.',
  },
  'not-proven-lao-dong-dia-phuong': {
    says: 'Criterion {criterion}: the share of local labour is not proven.',
    mend: 'Pin the proof. The decree’s table asks for: {needs}.',
  },
  'not-proven-tang-truong': {
    says: 'Criterion {criterion} lacks the cooperative’s grading or the financial statements.',
    mend: 'Pin them. The decree’s table asks for: {needs}.',
  },
  'not-proven-so-huu-tri-tue': {
    says: 'Criterion {criterion} lacks the title or the trade-mark application.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-thi-truong-xuc-tien': {
    says: 'Criterion {criterion} lacks contracts or invoices that show the market.',
    mend: 'Pin them. The decree’s table asks for: {needs}.',
  },
  'not-proven-quang-ba': {
    says: 'Criterion {criterion} lacks proof of promotion.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-cau-chuyen': {
    says: 'Criterion {criterion} lacks the product’s story.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-cong-bo-chat-luong': {
    says: 'Criterion {criterion} lacks the declaration of quality.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-phieu-kiem-nghiem': {
    says: 'Criterion {criterion} lacks a test report.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-ma-vach-truy-xuat': {
    says: 'Criterion {criterion} lacks proof of label, bar code or trace stamp.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-he-thong-chat-luong': {
    says: 'Criterion {criterion} lacks the certificate of the quality management system.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'not-proven-giai-thuong': {
    says: 'Criterion {criterion} lacks proof of the award.',
    mend: 'Pin it. The decree’s table asks for: {needs}.',
  },
  'paper-expired': {
    says: '“{paper}” expired on {until}.',
    mend: 'Replace it with a valid one; the old one stays among your papers.',
  },
  'paper-expires-soon': {
    says: '“{paper}” expires on {until}, perhaps before the council meets.',
    mend: 'Have it renewed and add the new one when it comes.',
  },
  'paper-without-end': {
    says: '“{paper}” is of a kind that usually expires, but no end is given.',
    mend: 'Give the date printed on it; if it has none, say so in the description.',
  },
  'test-report-old': {
    says: '“{paper}” is dated {issued}, more than {months} {months|month|months} ago.',
    mend: 'Have the product tested again and replace the report.',
  },
  'test-report-undated': {
    says: '“{paper}” carries no date.',
    mend: 'Give the date printed on the test report.',
  },
  'paper-from-the-future': {
    says: '“{paper}” is dated {issued}, in the future.',
    mend: 'Check the date of issue.',
  },
  'paper-without-pages': { says: '“{paper}” has no pages yet.', mend: 'Photograph it or upload a scan.' },
  'page-not-there': {
    says: '“{paper}” is pinned at page {page} but has only {pages}.',
    mend: 'Pin it at the right page.',
  },
  'certificate-without-number': {
    says: '“{paper}” has no number.',
    mend: 'Give the number printed on it.',
  },
  'certificate-without-issuer': {
    says: '“{paper}” does not say who issued it.',
    mend: 'Give the issuing authority.',
  },
  'paper-does-not-fit': {
    says: '“{paper}” is filed as “{label}”, which is not what criterion {criterion} asks for.',
    mend: 'Check its kind, or pin it where it belongs.',
  },
  'paper-proves-nothing': {
    says: '“{paper}” is pinned to criterion {criterion}, which has no points.',
    mend: 'Choose a level there, or unpin it.',
  },
  'same-file-in-two-papers': {
    says: '“{paper}” uses the same file as “{other}”.',
    mend: 'One paper is uploaded once; it can be pinned to many criteria.',
  },
  'growth-of-one-year': {
    says: '“{paper}”: the table of evidence asks for the statements of the last two years, only one is here.',
    mend: 'Add the statement of the other year.',
  },
} as const satisfies Record<keyof typeof vi, { says: string; mend: string }>
