// Who did what, when and why; what still holds can be undone.
import type { Correction } from '../api';
import { link } from '../route';
import { moment } from '../say';
import { t, term } from '../words';
import { undo } from './correct';
import { Text } from './marks';

export const Log = ({ items }: { items: readonly Correction[] }) => (
  <ol class="bare stack log">
    {items.map((one) => (
      <li key={one.correction} data-item tabindex={-1} class={`panel${one.holds ? '' : ' undone'}`}>
        <div class="row">
          <strong>{t(`do.${one.kind}`)}</strong>
          {one.field && <span>{term('field', one.field)}: <bdi><del>{plain(one.was, one.field)}</del></bdi> {t('arrow')} <bdi><ins>{plain(one.value, one.field)}</ins></bdi></span>}
          <span class="muted small end"><Text text={one.who} /> · {moment(one.recorded_at)} · <bdi dir="ltr">{one.correction}</bdi></span>
        </div>
        {one.why && <p><bdi dir="auto">{one.why}</bdi></p>}
        <div class="chips">
          {one.events.map((event) => <a key={event} class="chip" href={link('event', event)}><bdi dir="ltr">{event}</bdi></a>)}
          {!one.holds && <span class="chip warn">{t('was_undone')}</span>}
          {one.undoes && <span class="chip">{t('undoes')} <bdi dir="ltr">{one.undoes}</bdi></span>}
          {one.holds && one.kind !== 'undo' && <button class="chip end" onClick={() => void undo(one.correction)}>{t('undo')}</button>}
        </div>
      </li>
    ))}
  </ol>
);

function plain(value: Correction['value'], field: string): string {
  if (value === null) return t('none');
  if (Array.isArray(value)) return value.map((one) => one ?? '…').join('–');
  return term(field === 'type' || field === 'status' || field === 'weapon' ? field : '', value);
}
