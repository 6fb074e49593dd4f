// The views by the name that they have in the address.
import type { FunctionComponent } from 'preact';
import type { Route } from '../route';
import { AddView } from './add';
import { ClaimView } from './claim';
import { EventView } from './event';
import { EventsView } from './events';
import { LostView } from './lost';
import { ReportView } from './report';
import { ReportsView } from './reports';
import { ReviewView } from './review';
import { SearchesView } from './searches';
import { SourceView } from './source';
import { SourcesView } from './sources';

export type View = FunctionComponent<{ route: Route }>;

export const kTabs = ['events', 'reports', 'sources', 'review', 'add', 'searches'] as const;

export const kViews: Record<string, View> = {
  events: EventsView,
  event: EventView,
  reports: ReportsView,
  report: ReportView,
  claim: ClaimView,
  sources: SourcesView,
  source: SourceView,
  review: ReviewView,
  add: AddView,
  searches: SearchesView,
  lost: LostView,
};
