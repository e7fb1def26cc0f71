/** Choosing or removing the photo of a holder. The file goes to the post's vault and nowhere else. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Holder } from '../../../shared/model/cards.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { readBase64 } from '../../ui/files.ts';
import { KeyButton, toast } from '../../ui/index.ts';
import classes from './settings.module.css';

const maxBytes = 1_000_000;
const mimes = ['image/jpeg', 'image/png', 'image/webp'] as const;

export function HolderPhoto({ holder }: { readonly holder: Holder }) {
  const { t } = useText();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const save = (photo: { mime: (typeof mimes)[number]; base64: string } | null) =>
    api.gate
      .setPhoto({ holderId: holder.holderId, photo })
      .then(() => toast('done', t('settings.cards.photoSaved')))
      .catch((error: unknown) => toast('problem', callError(error)))
      .finally(() => void client.invalidateQueries({ queryKey: apiQuery.gate.key() }));
  const pick = async (file: File | undefined) => {
    const mime = mimes.find((one) => one === file?.type);
    if (file === undefined || mime === undefined) return;
    if (file.size > maxBytes) return toast('problem', t('settings.cards.photoTooBig'));
    await save({ mime, base64: await readBase64(file) });
  };
  return (
    <>
      <input
        ref={input}
        className={classes.file}
        type="file"
        tabIndex={-1}
        accept={mimes.join(',')}
        aria-label={`${t('settings.cards.photo')} ${holder.name}`}
        onChange={(event) => void pick(event.currentTarget.files?.[0])}
      />
      <KeyButton kind="quiet" onPress={() => input.current?.click()}>
        {t('settings.cards.photoPick')}
      </KeyButton>
      {holder.hasPhoto ? (
        <KeyButton kind="quiet" onPress={() => void save(null)}>
          {t('settings.cards.photoRemove')}
        </KeyButton>
      ) : null}
    </>
  );
}
