/** Lines for the configuration file, to be copied. It must not write the file: who runs the post decides on names and directions. */
import { useText } from '../../app/text.ts';
import { KeyButton, toast } from '../../ui/index.ts';
import classes from './reader-tools.module.css';

export function YamlToCopy({ title, hint, yaml }: { readonly title: string; readonly hint: string; readonly yaml: string }) {
  const { t } = useText();
  // A browser lets a page copy only where the way to it is safe; the text can be marked by hand all the same.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  const copy = () => {
    clipboard?.writeText(yaml).then(
      () => toast('done', t('readers.find.copied')),
      () => toast('problem', t('readers.find.notCopied')),
    );
  };
  return (
    <section className={classes.yamlPart} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <p className={classes.dim}>{hint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, and arrows must be able to do it */}
      <pre className={classes.yaml} tabIndex={0}>
        {yaml}
      </pre>
      {clipboard === undefined ? null : (
        <div className={classes.buttons}>
          <KeyButton shortcut="C" onPress={copy}>
            {t('readers.find.copy')}
          </KeyButton>
        </div>
      )}
    </section>
  );
}
