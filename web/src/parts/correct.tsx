// The dialog through which every correction goes: what, who, why. Undo is offered at once.
import { useState } from 'preact/hooks';
import { api, ledgerChanged, need, type Correction, type CorrectionAsked } from '../api';
import { t } from '../words';
import { Dialog } from './dialog';
import { problem } from './problem';
import { say } from './toast';

export type Asked = Omit<CorrectionAsked, 'who' | 'why'>;

interface Props {
  asked: Asked | (() => Asked | null); // null: the form is not filled in yet
  about: string;
  close: (done: boolean) => void;
  children?: preact.ComponentChildren;
}

const kKey = 'rawi.who';

export const Correct = ({ asked, about, close, children }: Props) => {
  const [who, setWho] = useState(localStorage.getItem(kKey) ?? '');
  const [why, setWhy] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = typeof asked === 'function' ? asked() : asked;
    if (!body) return;
    localStorage.setItem(kKey, who.trim());
    setBusy(true);
    try {
      announce(await correct({ ...body, who: who.trim(), why: why.trim() }));
      close(true);
    } catch (error) {
      setTrouble(problem(error));
      setBusy(false);
    }
  };
  const kind = (typeof asked === 'function' ? asked() : asked)?.kind ?? 'field';
  return (
    <Dialog title={t(`do.${kind}`)} close={() => close(false)}>
      <form class="stack" onSubmit={send}>
        <p>{about}</p>
        {children}
        <label>{t(kind === 'comment' ? 'comment' : 'why')}<textarea rows={3} dir="auto" value={why} required={kind === 'comment'} onInput={(event) => setWhy(event.currentTarget.value)} /></label>
        <label>{t('who')}<input required maxLength={200} dir="auto" value={who} autoComplete="name" onInput={(event) => setWho(event.currentTarget.value)} /></label>
        {trouble && <p class="panel problem" role="alert">{trouble}</p>}
        <div class="row"><button class="primary" disabled={busy}>{t('keep')}</button><span class="small muted">{t('kept_with')}</span></div>
      </form>
    </Dialog>
  );
};

export async function correct(asked: CorrectionAsked): Promise<Correction> {
  const made = await need(api.POST('/corrections', { body: asked }));
  ledgerChanged();
  return made;
}

export function announce(made: Correction): void {
  say(t(`done.${made.kind}`), made.kind === 'undo' ? undefined : () => void undo(made.correction));
}

export async function undo(correction: string): Promise<void> {
  const who = localStorage.getItem(kKey) ?? t('somebody');
  try {
    announce(await correct({ kind: 'undo', correction, who, why: '' }));
  } catch (error) {
    say(problem(error));
  }
}
