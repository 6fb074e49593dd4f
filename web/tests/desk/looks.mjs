// Every view, in both languages, light and dark, wide and narrow: accessible by axe-core's rules for WCAG 2.2 AA, and
// never wider than the screen. Screenshots go where DESK_SHOTS says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { check, expect, open } from './harness.mjs';
import { around } from './keys.mjs';

const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const kNames = /SVG|PNG|CSV|JSON-LD|GeoJSON|JSON Lines|JSON|WARC|OPML|ACLED|GDELT|Airwars|Natural Earth|SHA-256|EDTF|English/g;

// Words in Latin letters that stand in an Arabic page without being set apart: of the interface, not of the data.
const foreign = (page) => page.evaluate((names) => {
  const found = [];
  const look = (text) => { if (/[A-Za-z]{3,}/.test(text.replace(new RegExp(names, 'g'), '').replace(/\u2068[^\u2069]*\u2069/g, ''))) found.push(text.trim()); };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('bdi, .read, kbd, [dir=ltr], [lang=en], .who')) look(walk.currentNode.data);
  for (const one of document.querySelectorAll('[title], [placeholder]')) look(`${one.title} ${one.placeholder ?? ''}`);
  return found;
}, kNames.source);

export async function looks(browser, base, { event, report, copy, source }) {
  const views = ['events', 'events?show=map', 'events?show=time', `event/${event}`, `event/${event}?part=chain`, `event/${event}?part=differences`, `event/${event}?part=copies`, `event/${event}?part=history`,
    `event/${event}?part=corrections`, `report/${report}?claim=1`, `report/${copy}?copy=${report}`, 'reports', 'sources', `source/${source}`, 'review', 'review?part=log', 'add', 'searches'];
  // Each language, theme and width is seen once; every pairing of them where somebody wants to look.
  const all = [['ar', 'light', 1280], ['en', 'dark', 360], ['ar', 'dark', 360], ['en', 'light', 1280]];
  for (const [lang, theme, width] of process.env.DESK_SHOTS ? all : all.slice(0, 2)) {
    const desk = await open(browser, base, { lang, theme, width, height: width < 400 ? 780 : 900 });
    for (const view of views) {
      if (width > 400 && view.includes('show=')) continue; // wide screens show all three
      await check(`${view} ${lang} ${theme} ${width}`, async () => {
        await desk.go(view);
        if (process.env.DESK_SHOTS) await desk.page.screenshot({ path: `${process.env.DESK_SHOTS}/${view.replace(/[^\w=]+/g, '_')}-${lang}-${theme}-${width}.png` });
        const over = await desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(over <= 0, `wider than the screen by ${over}`);
        if (lang === 'ar') expect((await foreign(desk.page)).length === 0, `not in Arabic: ${(await foreign(desk.page)).slice(0, 5).join(' | ')}`);
        if (!process.env.DESK_SHOTS) await around(desk.page);
        await desk.page.evaluate(() => document.activeElement?.blur()); // the way past the header covers it while it has the focus
        await desk.page.evaluate(`if (!window.axe) { ${kAxe} }`);
        const { violations } = await desk.page.evaluate((rules) => window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }), kRules);
        expect(violations.length === 0, violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${(node.any[0]?.message ?? '').slice(0, 120)}`).join(' | ')}`).join('\n'));
      });
    }
    await check(`nothing strange while looking (${lang}, ${theme}, ${width})`, async () => expect(desk.strange.length === 0, desk.strange.slice(0, 5).join('\n')));
    await desk.context.close();
  }
}
