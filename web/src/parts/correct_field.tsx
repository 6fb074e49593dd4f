// Corrects one field of a claim. Places and participants are chosen from what the lexicon knows.
import { useState } from 'preact/hooks';
import { api, useLoad, type Claim } from '../api';
import { range } from '../edtf';
import { named } from '../say';
import { t, term } from '../words';
import { Correct, type Asked } from './correct';
import { kStatuses, kTypes } from './marks';

const kFields = ['type', 'status', 'time', 'place', 'actor', 'target', 'weapon', 'killed', 'wounded'] as const;
type Field = (typeof kFields)[number];

const kWeapons = ['rocket', 'missile', 'drone', 'artillery', 'airstrike', 'explosive', 'firearm', 'other'];
const kChoices: Partial<Record<Field, readonly string[]>> = { type: kTypes, status: kStatuses, weapon: ['', ...kWeapons] };

export const CorrectField = ({ claim, close }: { claim: Claim; close: (done: boolean) => void }) => {
  const [field, setField] = useState<Field>('type');
  const [value, setValue] = useState<string>(claim.type);
  const asked = (): Asked | null => {
    const made = encode(field, value);
    return made === undefined ? null : { kind: 'field', claims: [claim.claim], field, value: made };
  };
  const turn = (next: Field) => (setField(next), setValue(now(claim, next)));
  return (
    <Correct asked={asked} about={`«${claim.trigger.text}»`} close={close}>
      <label>{t('field')}
        <select value={field} onChange={(event) => turn(event.currentTarget.value as Field)}>
          {kFields.map((one) => <option key={one} value={one}>{term('field', one)}</option>)}
        </select>
      </label>
      <Value key={field} field={field} value={value} set={setValue} />
    </Correct>
  );
};

// What the claim says now, as the form writes it.
function now(claim: Claim, field: Field): string {
  if (field === 'type' || field === 'status') return claim[field];
  if (field === 'weapon') return claim.weapon?.kind ?? '';
  if (field === 'time') return claim.time?.edtf ?? '';
  if (field === 'place') return claim.place?.entity.entity ?? '';
  if (field === 'actor' || field === 'target') return claim[field]?.entity?.entity ?? '';
  const count = claim.quantities.find((one) => one.of === field);
  return count ? `${count.min ?? ''}-${count.max ?? ''}` : '';
}

// As the server takes it; undefined: cannot be sent as it stands.
export function encode(field: Field, value: string): string | null | (number | null)[] | undefined {
  const text = value.trim();
  if (text === '') return field === 'type' || field === 'status' ? undefined : null;
  if (field === 'time') return range(text) ? text : undefined;
  if (field !== 'killed' && field !== 'wounded') return text;
  const parts = /^(\d*)(\s*[-–]\s*)?(\d*)$/.exec(text);
  if (!parts) return undefined;
  const least = parts[1] ? Number(parts[1]) : null;
  return [least, parts[2] ? (parts[3] ? Number(parts[3]) : null) : least];
}

const Value = ({ field, value, set }: { field: Field; value: string; set: (value: string) => void }) => {
  const choices = kChoices[field];
  if (choices) {
    return <label>{term('field', field)}<select value={value} onChange={(event) => set(event.currentTarget.value)}>{choices.map((one) => <option key={one} value={one}>{one ? term(field, one) : t('none')}</option>)}</select></label>;
  }
  if (field === 'place' || field === 'actor' || field === 'target') return <EntityField kind={field === 'place' ? 'place' : 'actor'} value={value} set={set} label={term('field', field)} />;
  return <label>{term('field', field)}<input dir="ltr" value={value} placeholder={field === 'time' ? '2024-05-14' : '7 / 5-9 / 5-'} onInput={(event) => set(event.currentTarget.value)} /><span class="small muted">{t(field === 'time' ? 'edtf_hint' : 'count_hint')}</span></label>;
};

const EntityField = ({ kind, value, set, label }: { kind: 'place' | 'actor'; value: string; set: (value: string) => void; label: string }) => {
  const [q, ask] = useState('');
  const { data } = useLoad(q ? kind + q : null, (signal) => api.GET('/entities', { params: { query: { q, kind, limit: 12 } }, signal }));
  return (
    <>
      <label>{label}<input type="search" dir="auto" value={q} placeholder={t('name_it')} onInput={(event) => ask(event.currentTarget.value.trim())} /></label>
      <fieldset class="choices">
        <legend class="hidden">{label}</legend>
        {data?.items.map((one) => (
          <label key={one.entity} class="row"><input type="radio" name="entity" checked={value === one.entity} onChange={() => set(one.entity)} /><span><bdi>{named(one)}</bdi> <span class="muted small">{[one.kind, one.country, one.entity].filter(Boolean).join(' · ')}</span></span></label>
        ))}
        <label class="row"><input type="radio" name="entity" checked={value === ''} onChange={() => set('')} />{t('none')}</label>
      </fieldset>
    </>
  );
};
