// Every path by keyboard alone: no pointer is used here, and nothing is focused by program. Addresses are typed (go), the
// rest is Tab, arrows, Enter, Space, Escape and the shortcuts.
import { check, expect, settled, total, until } from './harness.mjs';

// What has the focus, and whether that can be seen; null: nothing, the page begins anew.
export const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const ring = (one) => { const look = getComputedStyle(one); return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2; };
  const drawn = at instanceof SVGElement && [...at.querySelectorAll('path, rect, circle')].some((one) => parseFloat(getComputedStyle(one).strokeWidth) >= 2.5);
  const name = at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 40);
  return { name: `${at.tagName} ${at.className.baseVal ?? at.className} ${name}`, seen: ring(at) || drawn || (at.closest('label') !== null && ring(at.closest('label'))) };
});

export async function tabTo(page, selector, most = 300, key = 'Tab') {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`${most} times ${key} do not lead to ${selector}`);
}

// Goes once around: every stop can be seen, none is met twice, and nothing that a pointer can use is left out.
export async function around(page) {
  await page.evaluate(() => { window.stops = new Set(); });
  for (let i = 0; i < 900; i++) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (!here) break;
    expect(here.seen, `focus cannot be seen: ${here.name}`);
    const again = await page.evaluate(() => { const had = window.stops.has(document.activeElement); window.stops.add(document.activeElement); return had ? [...window.stops].indexOf(document.activeElement) : -1; });
    if (again === 0) break;
    expect(again < 0, `a trap, or a circle: ${here.name}`);
  }
  const left = await page.evaluate(() => [...document.querySelectorAll('a[href], button:not(:disabled), input:not([type=radio]):not(:disabled), select, textarea, summary, [tabindex="0"]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !window.stops.has(one)).map((one) => one.outerHTML.slice(0, 120)));
  expect(left.length === 0, `never reached: ${left.slice(0, 3).join('\n')}`);
}

export async function keys(desk) {
  const { page, go, t, lang } = desk;
  const press = async (...all) => { for (const key of all) await page.keyboard.press(key); };
  const at = (selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  const view = (name) => until(page, async () => page.url().includes(`#/${name}`), name).then(() => settled(page));
  await check(`${lang}: keys: from words to an event, its chain, a node's report`, async () => {
    await go('events?sort=reports');
    await press('/');
    await page.keyboard.insertText('بعقوبة');
    await press('Enter');
    await until(page, async () => page.url().includes('q='), 'the search');
    await settled(page);
    await press('Escape', 'j', 'Enter');
    await view('event/');
    expect(await at('main'), 'the content has the focus');
    await tabTo(page, 'nav.tabs a[href*="part=chain"]');
    await press('Enter');
    await page.locator('.isnad .node').first().waitFor();
    expect(await at('nav.tabs a[href*="part=chain"]'), 'the focus stays on the tab');
    const nodes = await page.locator('.isnad .node').count();
    await tabTo(page, '.picture button.chip');
    await press('Space');
    await until(page, async () => (await page.locator('.isnad .node').count()) > nodes, 'copies are shown');
    await tabTo(page, '.isnad .node.report');
    expect((await focused(page)).seen, 'the node is seen to have the focus');
    await press('Enter');
    await view('report/');
  });
  await check(`${lang}: keys: words to claim and back; a dialog keeps the focus and gives it back`, async () => {
    await tabTo(page, '.text mark[role=button]');
    await press('Space');
    await until(page, async () => (await page.locator('.claim.chosen').count()) === 1, 'a claim is chosen');
    await press('j', 'j', 'Enter');
    await until(page, async () => page.locator('.claim.chosen [data-item]').nth(0).evaluate((one) => one === document.activeElement), 'the claim of the key is chosen');
    await tabTo(page, '.claim summary');
    await press('Enter');
    await tabTo(page, '.actions .chips button');
    await press('Enter');
    await page.locator('dialog').waitFor();
    for (let i = 0; i < 8; i++) {
      await press('Tab');
      const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement.closest('dialog'));
      expect(!outside, 'the focus left the dialog');
    }
    await press('Escape');
    await until(page, async () => (await page.locator('dialog').count()) === 0, 'the dialog is closed');
    expect(await at('.actions .chips button'), 'its button has the focus again');
  });
  await check(`${lang}: keys: the queue is judged, the focus goes on, u takes it back; the log`, async () => {
    await press('g', '4');
    await view('review');
    const queued = async () => Number(/\d+/.exec(await page.locator('main strong[role=status]').innerText())[0]);
    const before = await queued();
    await press('j');
    expect((await at('li.review')) && (await focused(page)).seen, 'an item of the queue');
    await press('Enter');
    await page.locator('dialog').waitFor();
    await tabTo(page, 'dialog textarea', 9);
    await page.keyboard.insertText('بالمفاتيح');
    await press('Tab');
    await page.keyboard.insertText('ليلى');
    await press('Enter');
    await until(page, async () => (await queued()) === before - 1, 'one less');
    await settled(page);
    await until(page, () => at('li.review'), 'the next item has the focus');
    await press('u');
    await until(page, async () => (await queued()) === before, 'as before');
    await settled(page);
    await tabTo(page, 'nav.tabs a[href*="part=log"]', 300, 'Shift+Tab');
    await press('Enter');
    await page.locator('.log li').first().waitFor();
    await press('j');
    expect(await at('.log li'), 'an entry of the log');
  });
  await check(`${lang}: keys: sources, a source; reports by the place of keys of an Arabic keyboard`, async () => {
    await press('g', '3');
    await view('sources');
    await press('j', 'j', 'k', 'Enter');
    await view('source/');
    await tabTo(page, '.claim summary');
    // The letter that stands on the key of g in the Arabic layout.
    await page.evaluate(() => ['KeyG', 'Digit2'].forEach((code) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { code, key: code === 'KeyG' ? '\u0644' : '\u0662', bubbles: true }))));
    await view('reports');
  });
  await check(`${lang}: keys: map and timeline filter, and are moved`, async () => {
    await press('g', '1');
    await view('events');
    const before = await total(page);
    await press('m', '+', 'ArrowLeft');
    await until(page, async () => page.url().includes('map='), 'the map is moved');
    await press('0');
    await until(page, async () => !page.url().includes('map='), 'and back');
    await settled(page);
    await page.locator('.spot.point').first().waitFor();
    await tabTo(page, '.spot.point', 40);
    await press('Space');
    await until(page, async () => (await total(page)) < before, 'the place narrows the list');
    expect(await at('.spot.picked'), 'the focus stays on the place');
    await press('Enter');
    await until(page, async () => (await total(page)) === before, 'all again');
    await press('t', lang === 'ar' ? 'ArrowLeft' : 'ArrowRight', lang === 'ar' ? 'Shift+ArrowLeft' : 'Shift+ArrowRight');
    await until(page, async () => /from=.*to=/.test(page.url()), 'days are chosen');
    expect(await at('svg.timeline'), 'the focus stays on the timeline');
    await press('Delete');
    await until(page, async () => !/from=|to=/.test(page.url()), 'all times');
    await settled(page);
  });
  await check(`${lang}: keys: a search is kept and opened, a picture and a file are saved`, async () => {
    await press('t');
    await tabTo(page, '.picture button[aria-label*="SVG"]', 300, 'Shift+Tab');
    const [picture] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    expect(picture.suggestedFilename().endsWith('.svg'), picture.suggestedFilename());
    await press('t');
    await tabTo(page, 'a[download]');
    const [file] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    expect(/\.csv$/.test(file.suggestedFilename()), file.suggestedFilename());
    await press('/');
    await tabTo(page, '.filters .end button', 12);
    await press('Enter', 'g', '6');
    await view('searches');
    await press('j', 'Enter');
    await view('events');
  });
  await check(`${lang}: keys: files are added; the keys are shown, and the focus comes back`, async () => {
    const asked = [];
    page.on('filechooser', (one) => asked.push(one)); // begun early: until the browser knows of it, it would ask by a window of its own
    await press('g', '5');
    await view('add');
    await tabTo(page, 'input[type=file]');
    await press('Enter');
    await until(page, () => asked.length > 0, 'files are asked for');
    expect(asked[0].isMultiple(), 'several files at once');
    await press('?');
    await page.locator('dialog kbd').first().waitFor();
    expect((await page.locator('dialog tr').count()) >= 12, 'all keys');
    await press('Escape');
    await until(page, () => at('input[type=file]'), 'the focus is where it was');
  });
}
