// Every view, in both languages, light and dark, wide and narrow: accessible by axe-core's rules for WCAG 2.2 AA, and
// never wider than the screen. Screenshots go where DESK_SHOTS says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { check, expect, open } from './harness.mjs';

const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

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
        await desk.page.evaluate(`if (!window.axe) { ${kAxe} }`);
        const { violations } = await desk.page.evaluate((rules) => window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }), kRules);
        expect(violations.length === 0, violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${(node.any[0]?.message ?? '').slice(0, 120)}`).join(' | ')}`).join('\n'));
      });
    }
    await check(`nothing strange while looking (${lang}, ${theme}, ${width})`, async () => expect(desk.strange.length === 0, desk.strange.slice(0, 5).join('\n')));
    await desk.context.close();
  }
}
