/**
 * The box that takes anything scanned or typed: it says what it guesses, Enter does it, arrows pick another.
 * Every scan made on this seat comes here. A registration opens below it; Esc parks that, nothing typed is ever lost.
 */
import { Input } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { readMrz } from '../../../shared/model/mrz/find-mrz.ts';
import { callError } from '../../app/api.ts';
import { focusTarget } from '../../app/navigation.ts';
import { useScan } from '../../app/scan.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { CandidateList } from './candidate-list.tsx';
import { actsOnScan, type Candidate } from './candidates.ts';
import { CardHolderAnswer } from './card-holder-answer.tsx';
import { changeDesk, useDesk } from './desk-store.ts';
import { changeDraft, newDraft, openDraft, parkDraft, returningDraft } from './draft.ts';
import { ParkedDrafts } from './parked-drafts.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { openDocument, tellUnread, unreadWhy } from './take-document.ts';
import { useGuess } from './use-guess.ts';
import { useSignOut } from './use-sign-out.ts';
import classes from './visitor-box.module.css';

/** Enter or a scan that came before the post's answer: done as soon as the answer is there. */
type Intent = { readonly text: string; readonly how: 'enter' | 'scan' } | null;

export function VisitorBox() {
  const { t } = useText();
  const listId = useId();
  const desk = useDesk();
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const [holder, setHolder] = useState<Extract<Candidate, { type: 'card' }>['holder'] | null>(null);
  const intent = useRef<Intent>(null);
  const may = useMay('guard', 'operator', 'lead');
  // Lines of a document are no search: they are read here and go nowhere else.
  const zone = useMemo(() => readMrz(text, Date.now()), [text]);
  const { found, failure, retry } = useGuess(zone === null ? text : '');
  const signOut = useSignOut();
  const candidates = zone?.ok === true ? [{ type: 'document', key: 'document', document: zone.value } as const] : (found?.candidates ?? []);

  const type = (next: string) => {
    setText(next);
    setCursor(0);
    setHolder(null);
    intent.current = null;
  };
  const act = (candidate: Candidate) => {
    if (candidate.type === 'card') return setHolder(candidate.holder);
    if (candidate.type === 'signOut') signOut.mutate({ visitId: candidate.visit.visitId, proof: candidate.proof });
    if (candidate.type === 'document') void openDocument(candidate.document);
    if (candidate.type === 'returning') changeDesk((before) => openDraft(before, (id) => returningDraft(id, candidate.person)));
    if (candidate.type === 'new') changeDesk((before) => openDraft(before, (id) => newDraft(id, candidate.name)));
    type('');
  };
  useScan((scanned) => {
    const read = readMrz(scanned, Date.now());
    if (read !== null) return read.ok ? void openDocument(read.value) : tellUnread(read.error);
    if (fillDocument(scanned)) return;
    changeDesk(parkDraft);
    type(scanned);
    intent.current = { text: scanned.trim(), how: 'scan' };
    focusTarget('box');
  });
  useEffect(() => {
    const wanted = intent.current;
    if (wanted === null || found === null || wanted.text !== found.text) return;
    intent.current = null;
    const candidate = wanted.how === 'scan' ? actsOnScan(found.candidates) : found.candidates[0];
    if (candidate) act(candidate);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setCursor((at) => Math.min(Math.max(0, candidates.length - 1), Math.max(0, at + step)));
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return;
    event.preventDefault();
    const candidate = candidates[cursor];
    if (candidate !== undefined) return act(candidate);
    if (zone !== null) return;
    if (failure !== null) retry();
    intent.current = { text: text.trim(), how: 'enter' };
  };

  return (
    <section className={classes.box} data-open={desk.open !== null} aria-label={t('visitors.box.label')}>
      <Input
        size="lg"
        aria-label={t('visitors.box.label')}
        role="combobox"
        aria-expanded={candidates.length > 0}
        aria-controls={listId}
        aria-activedescendant={candidates.length > 0 ? `${listId}-${cursor}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        disabled={!may}
        placeholder={t('visitors.box.placeholder')}
        data-focus-target="box"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKeyDown}
      />
      <p className={classes.guess} aria-live="polite" hidden={desk.open !== null && text.trim() === ''}>
        {!may
          ? t('visitors.box.mayNot')
          : failure !== null
            ? t('visitors.box.failed', { why: callError(failure) })
            : text.trim() === ''
              ? t('visitors.box.hint')
              : zone?.ok === false
                ? t('visitors.scan.unread', { why: unreadWhy(zone.error) })
                : found === null && zone === null
                  ? t('visitors.box.searching')
                  : `${t('visitors.box.guessed')}: ${t(`visitors.box.guess.${candidates[0]?.type ?? 'nothing'}`)}`}
      </p>
      {candidates.length === 0 && found === null ? null : (
        <CandidateList id={listId} candidates={candidates} cursor={cursor} banned={(found?.answer.bans.length ?? 0) > 0} onPick={act} />
      )}
      {holder === null ? null : <CardHolderAnswer holder={holder} />}
      <ParkedDrafts parked={desk.parked} />
      {desk.open === null ? null : <RegistrationForm key={desk.open.draftId} draft={desk.open} />}
    </section>
  );
}

/** A scan while the document number is being asked is that number. */
function fillDocument(scanned: string): boolean {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active.dataset.field !== 'documentNumber') return false;
  changeDesk((desk) => changeDraft(desk, { documentNumber: scanned.trim().slice(0, 40) }));
  return true;
}
