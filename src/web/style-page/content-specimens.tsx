import type { ComponentChildren } from 'preact'
import { CopyButton, UndoToast } from '../content/actions.tsx'
import { Article, Card, DescriptionList, Details, ProgressBar, Toolbar } from '../content/blocks.tsx'
import { EmptyState, Message, StarRow, StatusMark, Tag } from '../content/marks.tsx'
import { FacetList, Pagination, Tabs } from '../content/navigation.tsx'
import { DrawnPicture, LotusLine } from '../content/picture.tsx'
import { Steps, Timeline } from '../content/steps.tsx'
import { Table } from '../content/table.tsx'
import { LinkButton } from '../form/button.tsx'
import { type DrawingName, drawings } from '../icons/drawings.ts'
import type { Samples } from './samples.vi.ts'

export type SpecimenTheme = 'light' | 'dark'

interface Props {
  words: Samples
  theme: SpecimenTheme
}

export function ContentSpecimens(props: Props) {
  const { words } = props
  return (
    <>
      <Specimen title={words.type}>
        <p class="measure">
          {words.typeText} <strong>{words.infoTitle}</strong>. <a href="#top">{words.aLink}</a>.
        </p>
        <Article>
          <LotusLine />
          <h3>{words.articleTitle}</h3>
          <p>{words.articleText}</p>
        </Article>
      </Specimen>
      <Marks {...props} />
      <Messages {...props} />
      <Specimen title={words.table}>
        <Toolbar end={<CopyButton text="0123" />}>{words.found}</Toolbar>
        <SampleTable {...props} />
        <SampleFacts {...props} />
      </Specimen>
      <Specimen title={words.cards}>
        <div class="grid">
          {(Object.keys(drawings) as DrawingName[]).map((drawing, index) => (
            <Card
              title={words.rows[index % 3]}
              href="#top"
              heading="h4"
              above={words.places[index % 3]}
              picture={<DrawnPicture drawing={drawing} />}
              foot={
                <StatusMark tone={index === 2 ? 'warn' : 'good'}>
                  {index === 2 ? words.warn : words.good}
                </StatusMark>
              }
            >
              <StarRow count={3 + (index % 3)} label={words.stars[3 + (index % 3)]!} />
            </Card>
          ))}
        </div>
      </Specimen>
      <Ways {...props} />
    </>
  )
}

export function Specimen({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="specimen-part flow">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

function Marks({ words }: Props) {
  return (
    <Specimen title={words.marks}>
      <div class="row">
        <StatusMark tone="good">{words.good}</StatusMark>
        <StatusMark tone="warn">{words.warn}</StatusMark>
        <StatusMark tone="bad">{words.bad}</StatusMark>
        <StatusMark tone="neutral">{words.neutral}</StatusMark>
        <StatusMark tone="info">{words.infoMark}</StatusMark>
        <Tag>{words.tag}</Tag>
      </div>
      <div class="row">
        <StarRow count={5} label={words.stars[5]!} size="large" />
        <StarRow count={4} label={words.stars[4]!} />
        <StarRow count={3} label={words.stars[3]!} size="small" />
        <StarRow count={0} label={words.stars[0]!} size="small" />
      </div>
    </Specimen>
  )
}

function Messages({ words, theme }: Props) {
  return (
    <Specimen title={words.messages}>
      <Message title={words.infoTitle}>{words.infoText}</Message>
      <Message tone="success" title={words.successTitle}>
        {words.successText}
      </Message>
      <Message tone="warning" title={words.warningTitle}>
        {words.warningText}
      </Message>
      <Message tone="error" title={words.errorTitle}>
        {words.errorText}
      </Message>
      {theme === 'light' && <UndoToast action="#">{words.undo}</UndoToast>}
      <EmptyState
        title={words.emptyTitle}
        actions={
          <LinkButton href="#top" icon="plus">
            {words.emptyAction}
          </LinkButton>
        }
      >
        {words.emptyText}
      </EmptyState>
      <Details summary={words.details}>
        <p>{words.detailsText}</p>
      </Details>
    </Specimen>
  )
}

function SampleTable({ words, theme }: Props) {
  const [name, place, status, points] = words.columns as [string, string, string, string]
  return (
    <Table
      caption={`${words.tableCaption} (${words[theme].toLowerCase()})`}
      columns={[
        {
          key: 'name',
          head: name,
          cell: (row) => row,
          main: true,
          sort: { href: '#top', now: 'ascending' },
          foot: words.sum,
        },
        { key: 'place', head: place, cell: (_, index) => words.places[index] },
        {
          key: 'status',
          head: status,
          tight: true,
          cell: (_, index) => (
            <StatusMark tone={index === 1 ? 'bad' : 'good'}>
              {index === 1 ? words.bad : words.good}
            </StatusMark>
          ),
        },
        {
          key: 'points',
          head: points,
          numeric: true,
          cell: (_, index) => ['87', '83,5', '80'][index],
          foot: '250,5',
        },
      ]}
      rows={words.rows}
    />
  )
}

function SampleFacts({ words }: Props) {
  const values = ['12/2026/GCN', '12/10/2026', words.places[0], '']
  return <DescriptionList items={words.factTerms.map((term, index) => ({ term, value: values[index] }))} />
}

function Ways({ words, theme }: Props) {
  const own = ` (${words[theme].toLowerCase()})`
  const states = ['done', 'done', 'now', 'ahead'] as const
  const steps = words.stepNames.map((title, index) => ({
    title,
    state: states[index]!,
    note: index < 2 ? '12/10/2026' : undefined,
  }))
  return (
    <>
      <Specimen title={words.steps}>
        <Steps label={words.steps + own} steps={steps} across />
        <Steps
          label={`${words.steps} 2${own}`}
          steps={[...steps.slice(0, 2), { title: words.bad, state: 'stopped' }]}
        />
        <ProgressBar label={words.progress} value={27} max={40} />
        <Timeline
          label={words.history + own}
          entries={words.happened.map((title) => ({ when: '12/10/2026 09:15', title, detail: words.person }))}
        />
      </Specimen>
      <Specimen title={words.tabs}>
        <Tabs
          label={words.tabs + own}
          items={words.tabNames.map((label, index) => ({
            href: '#top',
            label,
            current: index === 0,
            count: 40 - index * 12,
          }))}
        />
        <FacetList
          label={words.facetTitle + own}
          facets={[
            {
              title: words.facetTitle,
              options: words.stars
                .slice(3)
                .map((label, index) => ({ label, href: '#top', on: index === 1, count: 52 - index * 9 })),
            },
          ]}
        />
        <Pagination label={`${words.tabs} 2${own}`} page={5} pages={12} hrefOf={(page) => `#p${page}`} />
      </Specimen>
    </>
  )
}
