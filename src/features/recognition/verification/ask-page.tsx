import { fill, localPath } from '../../../platform/i18n/index.ts'
import { hasForeignTwins } from '../../../rules/numbering/index.ts'
import { Button, FileInput, Form, type FormError, LinkButton, TextInput } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import { changesPath } from './changes-feed.ts'
import { type Ctx, Verdict } from './verdict.tsx'
import { VerifyScan } from './verify-scan.client.tsx'

/** Where one asks: by camera, by number, or with a file. */
export function VerifyPage({
  ctx,
  typed,
  errors,
}: {
  ctx: Ctx
  typed?: string
  errors?: readonly FormError[]
}) {
  const w = words(ctx.lang)
  return (
    <PublicPage
      ctx={ctx}
      title={w.verifyTitle}
      description={w.verifyLead}
      breadcrumbs={[{ label: w.verifyTitle }]}
      feeds={[{ href: changesPath, title: w.changesTitle }]}
    >
      <header class="page-head">
        <h1>{w.verifyTitle}</h1>
        <p class="page-lead">{w.verifyLead}</p>
      </header>
      <div class="verify-ways">
        <VerifyScan
          base={localPath(ctx.lang, '/xac-thuc')}
          words={{
            title: w.scanTitle,
            open: w.scanButton,
            close: w.scanClose,
            hold: w.scanHold,
            unsupported: w.scanUnsupported,
            notOurs: w.scanNotOurs,
          }}
        />
        <section class="flow">
          <h2>{w.byNumberTitle}</h2>
          <NumberForm ctx={ctx} typed={typed} />
        </section>
        <section class="flow">
          <h2>{w.byFileTitle}</h2>
          <Form
            action={localPath(ctx.lang, '/xac-thuc/tep')}
            files
            errors={errors}
            class="form verify-form"
            prefix="file-"
          >
            <FileInput name="file" label={w.byFile} hint={w.byFileHint} accept=".pdf,image/*" required />
            <Button kind="secondary" icon="upload">
              {w.byFileButton}
            </Button>
          </Form>
        </section>
        <p class="muted">
          {w.offlineNote} <a href={changesPath}>{w.changesTitle}</a>
        </p>
      </div>
    </PublicPage>
  )
}

function NumberForm({ ctx, typed }: { ctx: Ctx; typed?: string | undefined }) {
  const w = words(ctx.lang)
  return (
    <Form method="get" action={localPath(ctx.lang, '/xac-thuc')} class="form verify-form">
      <TextInput
        name="so"
        label={w.verifyNumber}
        hint={w.verifyNumberHint}
        value={typed}
        required
        autocomplete="off"
      />
      <TextInput name="ten" label={w.nameOnPackage} hint={w.nameOnPackageHint} autocomplete="off" />
      <Button kind="primary" icon="scan">
        {w.verifyButton}
      </Button>
    </Form>
  )
}

/** No such number: said loudly, with what it means for the thing in the hand. */
export function UnknownPage({ ctx, typed }: { ctx: Ctx; typed: string }) {
  const w = words(ctx.lang)
  return (
    <PublicPage
      ctx={ctx}
      title={w.unknownTitle}
      breadcrumbs={[{ label: w.verifyTitle, href: localPath(ctx.lang, '/xac-thuc') }]}
      noIndex
    >
      <Verdict tone="bad" icon="bad" title={w.unknownTitle}>
        <p>{fill(w.unknownWords, { number: typed })}</p>
        {hasForeignTwins(typed) && <p>{w.foreignLetters}</p>}
        <p>{w.unknownHelp}</p>
      </Verdict>
      <NumberForm ctx={ctx} typed={typed} />
      <p>
        <LinkButton href={localPath(ctx.lang, '/bao-sai-pham')} kind="secondary" icon="flag">
          {w.reportMisuse}
        </LinkButton>
      </p>
    </PublicPage>
  )
}
