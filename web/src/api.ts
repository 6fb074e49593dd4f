// The server, as schema/openapi.yaml describes it: schema.d.ts is generated from that file, so a change of either side
// that the other does not know fails the type check.
import createClient from 'openapi-fetch';
import { useEffect, useState } from 'preact/hooks';
import type { components, operations } from './schema';
import { Problem, type Told } from './parts/problem';

type Schemas = components['schemas'];
export type EventRow = Schemas['EventRow'];
export type Event = Schemas['Event'];
export type Claim = Schemas['Claim'];
export type Report = Schemas['Report'];
export type ReportRow = Schemas['ReportRow'];
export type Source = Schemas['Source'];
export type Difference = Schemas['Difference'];
export type OriginNode = Schemas['OriginNode'];
export type Quote = Schemas['Quote'];
export type Place = Schemas['Place'];
export type Correction = Schemas['Correction'];
export type CorrectionAsked = Schemas['CorrectionAsked'];
export type Facets = Schemas['Facets'];
export type Job = Schemas['Job'];
export type Outcome = Schemas['Outcome'];
export type EventFilters = NonNullable<operations['eventsLight']['parameters']['query']>;

export const kApi = new URL('./api/v1', document.baseURI).pathname;
export const api = createClient<import('./schema').paths>({ baseUrl: kApi });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

let asking = 0;

// How many questions are out, on the root element: for tests, and for whoever drives the page by program.
function out(by: number): void {
  asking += by;
  document.documentElement.dataset.asking = String(asking);
}

out(0);

export function counted<T>(asked: Promise<T>): Promise<T> {
  out(1);
  return asked.finally(() => out(-1));
}

// The data of an answer; what is no success is thrown as the problem that the server tells.
export async function need<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await counted(asked);
  if (data !== undefined) return data;
  throw new Problem(response.status, (error ?? {}) as Told);
}

export interface Load<T> {
  data?: T | undefined; // of the last request that succeeded: it stays while the next one is under way
  error?: unknown;
  busy: boolean;
  again: () => void;
}

// Asks whenever `key` changes, and when a correction or an added report has changed the ledger; late answers to an
// older question are dropped. A key of null asks nothing.
export function useLoad<T>(key: string | null, ask: (signal: AbortSignal) => Promise<Answer<T>>): Load<T> {
  const [state, set] = useState<{ data?: T; error?: unknown; busy: boolean }>({ busy: key !== null });
  const [turn, next] = useState(0);
  const ledger = useLedgerTurn();
  useEffect(() => {
    if (key === null) return set({ busy: false });
    const stop = new AbortController();
    set((before) => ({ ...before, busy: true }));
    need(ask(stop.signal)).then(
      (data) => stop.signal.aborted || set({ data, busy: false }),
      (error: unknown) => stop.signal.aborted || set((before) => ({ ...before, error, busy: false })),
    );
    return () => stop.abort();
  }, [key, turn, ledger]);
  return { ...state, again: () => next((n) => n + 1) };
}

const watchers = new Set<(turn: number) => void>();
let ledgerTurn = 0;

// To be called after anything that changes the ledger: all that is shown asks anew.
export function ledgerChanged(): void {
  ledgerTurn++;
  watchers.forEach((tell) => tell(ledgerTurn));
}

function useLedgerTurn(): number {
  const [turn, set] = useState(ledgerTurn);
  useEffect(() => {
    watchers.add(set);
    return () => void watchers.delete(set);
  }, []);
  return turn;
}
