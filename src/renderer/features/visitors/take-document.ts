/**
 * A document on its way into a registration, whether a scanner of the post read it, a wedge scanner typed it or a person pasted it.
 * What it says is in memory only, and only what a registration asks for.
 */
import type { MrzProblem } from '../../../shared/model/mrz/mrz-problem.ts';
import type { TravelDocument } from '../../../shared/model/travel-documents.ts';
import { api, callError } from '../../app/api.ts';
import { callErrorCode } from '../../app/call-error.ts';
import { openScreen } from '../../app/navigation.ts';
import { deliverToBox } from '../../app/scan.ts';
import { translate } from '../../app/text.ts';
import { postNowUtcMs } from '../../live/index.ts';
import { dateText, toast } from '../../ui/index.ts';
import { changeDesk, deskNow } from './desk-store.ts';
import { type Desk, documentDraft, openDraft, withDocument } from './draft.ts';

const boxNow = () => document.querySelector<HTMLInputElement>('input[data-focus-target="box"]');
const today = () => dateText(postNowUtcMs());

/** The number is being asked for right now: the document is the answer. */
function asksForNumber(): boolean {
  const active = document.activeElement;
  return deskNow().open !== null && active instanceof HTMLInputElement && active.dataset.field === 'documentNumber';
}

/** Nobody is in the middle of anything here: a registration may open by itself and take the focus. */
export function isFree(): boolean {
  const box = boxNow();
  if (box === null || box.value.trim() !== '') return false;
  const active = document.activeElement;
  if (deskNow().open !== null) return asksForNumber() && active instanceof HTMLInputElement && active.value === '';
  return active === null || active === box || active === document.body || active.tagName === 'MAIN';
}

/** Takes an offer; another seat may have been quicker. */
export async function takeOffer(offerId: string): Promise<void> {
  try {
    await openDocument(await api.visitors.takeDocument({ offerId }));
  } catch (error) {
    toast('problem', callErrorCode(error) === 'NOT_FOUND' ? translate('visitors.scan.taken') : callError(error));
  }
}

/** Opens a registration with what the document says; for someone who is inside, the box with their visit. An open one is parked. */
export async function openDocument(travel: TravelDocument): Promise<void> {
  if (asksForNumber()) {
    changeDesk((desk) => (desk.open === null ? desk : { ...desk, open: withDocument(desk.open, travel, today()) }));
    toast('done', translate('visitors.scan.filled'));
    return;
  }
  const { person, visit } = await whose(travel.number);
  if (visit !== null) return deliverToBox(visit.name);
  onDesk((desk) => openDraft(desk, (draftId) => documentDraft(draftId, travel, person, today())));
}

/** Without an answer the document is not lost: the post finds the person by the number when it registers. */
async function whose(number: string): Promise<Awaited<ReturnType<typeof api.visitors.byDocument>>> {
  try {
    return await api.visitors.byDocument({ number });
  } catch (error) {
    toast('problem', callError(error));
    return { person: null, visit: null };
  }
}

/** The form gives itself the focus: so it opens after the screen with the box is up and has given it away. */
function onDesk(change: (desk: Desk) => Desk): void {
  if (boxNow() !== null) changeDesk(change);
  else {
    openScreen('watch', 'box');
    requestAnimationFrame(() => changeDesk(change));
  }
}

/** What was wrong, in words. */
export function unreadWhy({ code, field }: MrzProblem): string {
  return translate(`visitors.scan.why.${code}`, { field: field === null ? '' : translate(`visitors.scan.field.${field}`) });
}

/** Says that a document could not be read; `reader`: where, when it was a scanner of the post. */
export function tellUnread(problem: MrzProblem, reader?: string): void {
  const why = unreadWhy(problem);
  toast('problem', reader === undefined ? translate('visitors.scan.unread', { why }) : translate('visitors.scan.unreadAt', { reader, why }));
}
