// One claim by its number, with what it denies.
import { api, useLoad } from '../api';
import { ClaimCard } from '../parts/claim';
import { Trouble } from '../parts/problem';
import { link, type Route } from '../route';
import { t } from '../words';

export const ClaimView = ({ route: { id } }: { route: Route }) => (
  <div class="stack">
    <h1 class="hidden">{t('tab.claim')}</h1>
    <One id={Number(id)} />
  </div>
);

const One = ({ id }: { id: number }) => {
  const { data, error, again } = useLoad(String(id), (signal) => api.GET('/claims/{claim}', { params: { path: { claim: id } }, signal }));
  if (!data) return error !== undefined ? <Trouble error={error} again={again} /> : <p class="busy">{t('busy')}</p>;
  return (
    <>
      <ClaimCard claim={data}>
        <div class="chips">{data.events.map((one) => <a key={one.event} class="chip" href={link('event', one.event)}>{t(one.certain ? 'in_event' : 'may_be_in')} <bdi dir="ltr">{one.event}</bdi></a>)}</div>
      </ClaimCard>
      {data.denies !== null && <><h2>{t('denies')}</h2><One id={data.denies} /></>}
    </>
  );
};
