import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { leaves, type Sheet } from '../../../rules/criteria/index.ts'
import { DescriptionList, LinkButton, Message, PageHead, Section } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { Regulation } from '../regulation.ts'
import { words } from '../words.ts'
import { CriterionBlock } from './criterion-block.tsx'
import { ErrataTable } from './errata-table.tsx'

interface Props {
  ctx: Pick<RequestContext, 'lang' | 'path' | 'url'>
  regulation: Regulation
  sheet: Sheet
}

/** One score sheet as it is law: every criterion, level, point and mark, with what is misprinted. */
export function SheetPage({ ctx, regulation, sheet }: Props) {
  const { lang } = ctx
  const w = words(lang)
  const title = fill(w.sheetTitle, { set: sheet.set, name: sheet.name })
  const about = { set: sheet.set, name: sheet.name, leaves: leaves(sheet).length }
  const marked = leaves(sheet).some(({ criterion }) =>
    criterion.options?.some((option) => option.minimumForStar),
  )
  return (
    <PublicPage
      ctx={ctx}
      title={title}
      description={fill(w.sheetDescription, about)}
      breadcrumbs={[
        { label: w.listTitle, href: localPath(lang, '/bo-tieu-chi') },
        { label: fill(w.setShort, { set: sheet.set }) },
      ]}
    >
      <PageHead
        title={title}
        above={w.sheetAbove}
        note={w.officialWording || undefined}
        actions={
          <LinkButton href={`/api/v1/sheets/${sheet.regime}/${sheet.set}`} kind="quiet" icon="download">
            {w.dataLink}
          </LinkButton>
        }
      />
      <div class="flow">
        {sheet.statusNote && (
          <Message tone="warning" title={w.secondHand}>
            <p lang="vi">{sheet.statusNote}</p>
          </Message>
        )}
        {marked && !sheet.starMarks.legendPrinted && <Message tone="warning">{w.legendMissing}</Message>}
        <Facts {...{ ctx, regulation, sheet }} />
      </div>
      {sheet.parts.map((part) => (
        <Section
          title={fill(w.partHead, { code: part.code, title: part.title, count: part.max })}
          id={`phan-${part.code}`}
        >
          <div class="flow loose measure">
            {part.criteria.map((criterion) => (
              <CriterionBlock lang={lang} criterion={criterion} depth={0} />
            ))}
          </div>
        </Section>
      ))}
      <Section title={w.errataSheetTitle} id="loi-in">
        <ErrataTable lang={lang} caption={w.errataSheetTitle} errata={sheet.errata} />
      </Section>
      <Neighbours {...{ ctx, regulation, sheet }} />
    </PublicPage>
  )
}

function Facts({ ctx, sheet }: Props) {
  const w = words(ctx.lang)
  const law = (text: string) => <span lang="vi">{text}</span>
  return (
    <DescriptionList
      items={[
        { term: w.sheetRef, value: law(sheet.ref) },
        { term: w.sheetSector, value: law(sheet.sector) },
        { term: w.sheetGroup, value: law([sheet.group, sheet.subgroup].filter(Boolean).join(' – ')) },
        {
          term: w.sheetAgencies,
          value: sheet.leadAgencies ? law(sheet.leadAgencies.join('; ')) : w.notStated,
        },
        {
          term: w.sheetSamples,
          value: sheet.samples === 0 ? w.samplesNone : fill(w.samplesCount, { count: sheet.samples }),
        },
        {
          term: w.disqualifiers,
          value:
            sheet.disqualifiers === null ? (
              w.notStated
            ) : (
              <ul lang="vi">
                {sheet.disqualifiers.map((ground) => (
                  <li>{ground}</li>
                ))}
              </ul>
            ),
        },
        {
          term: w.parts,
          value: (
            <span class="row">
              {sheet.parts.map((part) => (
                <a href={`#phan-${part.code}`}>
                  {part.code}: {fill(w.points, { count: part.max })}
                </a>
              ))}
            </span>
          ),
        },
      ].filter(({ term }) => term !== w.disqualifiers || sheet.disqualifiers?.length !== 0)}
    />
  )
}

function Neighbours({ ctx, regulation, sheet }: Props) {
  const w = words(ctx.lang)
  const sets = regulation.sets(sheet.regime)
  const at = sets.indexOf(sheet.set)
  const former = sheet.regime !== regulation.regimes.regimes.at(-1)!.id
  const href = (set: number) =>
    localPath(ctx.lang, `/bo-tieu-chi/${set}${former ? `?van-ban=${sheet.regime}` : ''}`)
  const [before, after] = [sets[at - 1], sets[at + 1]]
  return (
    <p class="row apart no-print">
      {before === undefined ? <span /> : <a href={href(before)}>{`← ${w.previousSet}: ${before}`}</a>}
      {after !== undefined && <a href={href(after)}>{`${w.nextSet}: ${after} →`}</a>}
    </p>
  )
}
