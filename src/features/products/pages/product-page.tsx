import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  DescriptionList,
  Details,
  FileInput,
  Form,
  type FormError,
  LinkButton,
  PageHead,
  Photo,
  Section,
  StatusMark,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { largestPictureBytes, pictureTypes, pictureUrl } from '../pictures.ts'
import type { productById } from '../queries.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'

export interface ProductPageProps {
  ctx: RequestContext
  around: ProductSurroundings
  found: NonNullable<Awaited<ReturnType<typeof productById>>>
  mayEdit: boolean
  /** What other parts of the house say of it. */
  sections: ComponentChildren | null
  pictureErrors: readonly FormError[]
  labelErrors: readonly FormError[]
}

/** A product as its people see it: facts, pictures, labels, what sources say. */
export function ProductPage(props: ProductPageProps) {
  const { ctx, around, found, mayEdit } = props
  const { product, statements } = found
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  const place = around.places.spoken(product, today)
  const set = around.sets.find((each) => each.set === product.set_no)
  return (
    <WorkPage
      ctx={ctx}
      title={product.name}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/san-pham') }, { label: product.name }]}
    >
      <PageHead
        title={product.name}
        above={product.is_demo ? w.demo : undefined}
        actions={
          <>
            {mayEdit && product.producer_id && (
              <LinkButton
                kind="primary"
                icon="folder"
                href={to(`/lam-viec/ho-so/moi?san-pham=${product.id}`)}
              >
                {w.file}
              </LinkButton>
            )}
            {mayEdit && product.producer_id && (
              <LinkButton icon="edit" href={to(`/lam-viec/san-pham/${product.id}/sua`)}>
                {w.edit}
              </LinkButton>
            )}
            {product.is_public && (
              <LinkButton icon="external" href={to(`/san-pham/${product.slug}`)}>
                {w.publicPage}
              </LinkButton>
            )}
          </>
        }
      />
      <Section title={w.facts}>
        <DescriptionList
          items={[
            {
              term: w.producer,
              value: product.producer_id ? (
                <a href={to(`/lam-viec/chu-the/${product.producer_id}`)}>{product.producerName}</a>
              ) : (
                w.producerNotStated
              ),
            },
            { term: w.set, value: set ? `${set.set}. ${set.name} (${set.sector.name})` : w.setNone },
            {
              term: w.place,
              value: (
                <>
                  {place.today ?? '–'}
                  {place.formerly && (
                    <span class="muted small"> ({fill(w.formerly, { place: place.formerly })})</span>
                  )}
                </>
              ),
            },
            {
              term: w.state,
              value: (
                <StatusMark tone={product.is_public ? 'good' : 'neutral'}>
                  {product.is_public ? w.public : w.notPublic}
                </StatusMark>
              ),
            },
            { term: w.descriptionVi, value: product.description.vi },
            {
              term: w.storyVi,
              value: product.story.vi && <Story text={product.story.vi} label={w.storyRead} />,
            },
            { term: w.season, value: product.details.season },
            { term: w.capacity, value: product.details.capacity },
            { term: w.traceCode, value: product.details.traceCode },
          ]}
        />
      </Section>
      <Picture {...props} />
      <Labels {...props} />
      {props.sections}
      {statements.length > 0 && (
        <Section title={w.statements}>
          <ul>
            {statements.map((each) => (
              <li>
                {[
                  each.stated_status,
                  each.star && `${each.star}★`,
                  each.year,
                  each.decision_no,
                  each.stated_on && formatDay(each.stated_on),
                  each.note,
                ]
                  .filter(Boolean)
                  .join(' · ')}{' '}
                <span class="muted small">
                  {each.url} ({fill(w.statementRow, { row: each.row_key })})
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </WorkPage>
  )
}

/** The beginning is enough to know it by; the whole is one press away. */
function Story({ text, label }: { text: string; label: string }) {
  const paragraphs = text.split(/\n\s*\n/)
  const [first = ''] = paragraphs
  return paragraphs.length === 1 && first.length < 300 ? (
    <span class="typed">{first}</span>
  ) : (
    <Details summary={label}>
      {paragraphs.map((paragraph) => (
        <p class="typed">{paragraph}</p>
      ))}
    </Details>
  )
}

function Picture({ ctx, found, mayEdit, pictureErrors }: ProductPageProps) {
  const w = words(ctx.lang)
  const { product } = found
  return (
    <Section title={w.picture}>
      {product.picture_hash ? (
        <Photo src={pictureUrl(product.picture_hash, 640)} alt={product.name} width={640} height={480} />
      ) : (
        <p class="muted">{w.pictureNone}</p>
      )}
      {mayEdit && (
        <Form
          action={localPath(ctx.lang, `/lam-viec/san-pham/${product.id}/anh`)}
          files
          errors={pictureErrors}
          prefix="picture"
        >
          <FileInput
            name="picture"
            label={w.pictureFile}
            hint={w.pictureLead}
            accept={pictureTypes.join(',')}
            maxBytes={largestPictureBytes}
          />
          <Button icon="upload">{w.pictureSave}</Button>
        </Form>
      )}
    </Section>
  )
}

function Labels({ ctx, found, mayEdit, labelErrors }: ProductPageProps) {
  const w = words(ctx.lang)
  const { product, labels } = found
  // Newest first: in use is the last one that has begun.
  const current = labels.find((label) => label.used_from <= ctx.today)
  return (
    <Section title={w.labels}>
      <p class="muted">{labels.length > 0 ? w.labelsLead : w.labelNone}</p>
      <div class="grid narrow">
        {labels.map((label) => {
          const caption = fill(w.labelVersion, { ordinal: label.ordinal, day: formatDay(label.used_from) })
          return (
            <figure class="label-version">
              <a href={pictureUrl(label.picture_hash, 1280)} title={w.labelOpen}>
                <Photo src={pictureUrl(label.picture_hash, 640)} alt={caption} width={320} height={320} />
              </a>
              <figcaption>
                <strong>{caption}</strong>
                {label === current && <StatusMark tone="good">{w.labelCurrent}</StatusMark>}
                {label.note && <span class="typed">{label.note}</span>}
              </figcaption>
            </figure>
          )
        })}
      </div>
      {mayEdit && (
        <Details summary={labels.length > 0 ? w.labelNew : w.labelAdd} open={labelErrors.length > 0}>
          <Form
            action={localPath(ctx.lang, `/lam-viec/san-pham/${product.id}/nhan`)}
            files
            values={labelErrors.length > 0 ? ctx.form.fields : undefined}
            errors={labelErrors}
            prefix="label"
          >
            <FileInput
              name="picture"
              label={w.labelFile}
              hint={w.pictureLead}
              accept={pictureTypes.join(',')}
              maxBytes={largestPictureBytes}
            />
            <DateInput name="usedFrom" label={w.labelFrom} required />
            <TextInput
              name="note"
              label={labels.length > 0 ? w.labelChange : w.labelNote}
              hint={labels.length > 0 ? w.labelChangeHint : undefined}
              maxLength={1000}
              width="full"
            />
            <Button icon="plus">{w.labelAdd}</Button>
          </Form>
        </Details>
      )}
    </Section>
  )
}
