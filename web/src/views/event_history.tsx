// What was known when: each state that the event has had, and a day to look at it as it was then.
import type { Event } from '../api';
import { kMoment } from '../filters';
import { Origins } from '../parts/marks';
import { setQuery } from '../route';
import { moment } from '../say';
import { number, t, term } from '../words';

export const History = ({ event, asOf }: { event: Event; asOf: string | undefined }) => (
  <section class="panel stack">
    <h2>{t('known_when')}</h2>
    <div class="row">
      <label>{t('filter.as_of')}<input dir="ltr" size={22} pattern={kMoment} placeholder="2024-05-14" value={asOf ?? ''} onChange={(change) => change.currentTarget.checkValidity() && setQuery({ as_of: change.currentTarget.value.trim() })} /></label>
      {asOf && <button onClick={() => setQuery({ as_of: '' })}>{t('known_now')}</button>}
    </div>
    <div class="scroll" tabindex={0} role="region" aria-label={t('known_when')}>
      <table>
        <thead><tr><th scope="col">{t('recorded')}</th><th scope="col">{t('by')}</th><th scope="col">{t('tab.reports')}</th><th scope="col">{t('claims')}</th><th scope="col">{t('origins')}</th><th scope="col">{t('contradictions')}</th></tr></thead>
        <tbody>
          {event.history.map((state) => (
            <tr key={state.recorded_at}>
              <td><button class="plain" onClick={() => setQuery({ as_of: state.recorded_at })}>{moment(state.recorded_at)}</button></td>
              <td>{term('batch', state.kind)}</td>
              <td>{number(state.reports)}</td>
              <td>{number(state.claims)}</td>
              <td><Origins {...state.origins} /></td>
              <td>{number(state.contradictions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);
