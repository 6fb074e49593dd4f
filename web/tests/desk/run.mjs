// Clicks through the desk at the address given. tests/desk_test.sh starts the server; the closing line is ours.
// usage: node run.mjs ADDRESS [events | event | work | keys | looks ...]
import { check, count, expect, open, start } from './harness.mjs';
import { event } from './event.mjs';
import { keys } from './keys.mjs';
import { events } from './events.mjs';
import { looks } from './looks.mjs';
import { work } from './work.mjs';

const [base, ...parts] = process.argv.slice(2);
const wanted = (part) => parts.length === 0 || parts.includes(part);
const browser = await start();
try {
  for (const lang of ['ar', 'en']) {
    const desk = await open(browser, base, { lang });
    if (wanted('events')) await events(desk);
    if (wanted('event')) await event(desk);
    if (wanted('work')) await work(desk);
    if (wanted('keys')) await keys(desk);
    await check(`${lang}: nothing was asked elsewhere, no error, no breach of the policy`, async () => expect(desk.strange.length === 0, desk.strange.slice(0, 5).join('\n')));
    await desk.context.close();
  }
  const api = async (path) => (await fetch(`${base}api/v1${path}`)).json();
  const row = (await api(`/events?q=${encodeURIComponent('بعقوبة')}&sort=reports&limit=1`)).items[0];
  const whole = await api(`/events/${row.event}`);
  const named = whole.chain.nodes.find((node) => node.source !== null);
  if (wanted('looks')) await looks(browser, base, { event: row.event, report: whole.copies[0].first, copy: whole.copies[0].second, source: named.source });
} finally {
  await browser.close();
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;
