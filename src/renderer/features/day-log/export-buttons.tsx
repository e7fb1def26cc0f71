/** Saves the whole log as a file on this seat, piece by piece as the post sends it. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, callError } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { useMay } from '../../app/session-state.ts';
import { translate, useText } from '../../app/text.ts';
import { saveFile } from '../../ui/files.ts';
import { dateText, KeyButton, toast } from '../../ui/index.ts';

type Format = 'jsonl' | 'csv';
const mime: { readonly [format in Format]: string } = { jsonl: 'application/jsonl', csv: 'text/csv' };

async function collect(format: Format, onBytes: (bytes: number) => void): Promise<Blob> {
  const parts: string[] = [];
  let length = 0;
  for await (const { text } of await api.log.export({ format, sinceUtcMs: null, kinds: null })) {
    parts.push(text);
    length += text.length;
    onBytes(length);
  }
  return new Blob(parts, { type: mime[format] });
}

export function ExportButtons() {
  const { t } = useText();
  const may = useMay('operator', 'lead');
  const now = useNow();
  const [bytes, setBytes] = useState(0);
  const run = useMutation({
    mutationFn: async (format: Format) => {
      setBytes(0);
      const file = `guardpost-log-${dateText(now)}.${format}`;
      saveFile(file, await collect(format, setBytes));
      return file;
    },
    onSuccess: (file) => toast('done', translate('log.export.done', { file })),
    onError: (error) => toast('problem', translate('log.export.failed', { why: callError(error) })),
  });
  if (!may) return null;
  return (
    <>
      {run.isPending ? <span aria-live="polite">{t('log.export.running', { kilobytes: Math.round(bytes / 1024) })}</span> : null}
      <KeyButton shortcut="J" disabled={run.isPending} onPress={() => run.mutate('jsonl')}>
        {t('log.export.jsonl')}
      </KeyButton>
      <KeyButton shortcut="K" disabled={run.isPending} onPress={() => run.mutate('csv')}>
        {t('log.export.csv')}
      </KeyButton>
    </>
  );
}
