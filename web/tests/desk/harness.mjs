// What the browser tests share: Debian's Chromium, a page that fails when it asks elsewhere or breaks the security
// policy, words of both languages, counting. A check that throws has failed; the others go on.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const kArgs = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];

const kPatience = 30000; // a busy machine is no failure

export const count = { passed: 0, failed: 0 };

export async function check(name, act) {
  try {
    await act();
    count.passed++;
  } catch (error) {
    count.failed++;
    console.log(`FAILED ${name}: ${error.message.split('\n').slice(0, 6).join('\n  ')}`);
  }
}

export function expect(truth, why) {
  if (!truth) throw new Error(why);
}

export function words(lang) {
  const table = JSON.parse(readFileSync(new URL(`../../src/words/${lang}.json`, import.meta.url), 'utf8'));
  return (key, values = {}) => {
    if (!(key in table)) throw new Error(`no such word: ${key}`);
    return table[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
}

export function start() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: kArgs });
}

// A page in a fresh profile. `strange` collects what must never be: requests elsewhere, errors, broken policy.
export async function open(browser, base, { lang, theme = 'light', width = 1280, height = 900 }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, acceptDownloads: true, locale: lang === 'ar' ? 'ar' : 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(kPatience);
  const strange = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(blob|data):/.test(url)) strange.push(`asked for ${url}`);
  });
  page.on('requestfailed', (request) => {
    // Given up, not failed: questions when filters change, the page's icon when the page is left before it has come.
    if (request.url().includes('/api/') || request.failure()?.errorText === 'net::ERR_ABORTED') return;
    strange.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('pageerror', (error) => strange.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) strange.push(message.text());
  });
  const go = async (hash) => {
    await page.goto('about:blank');
    await page.goto(`${base}#/${hash}${hash.includes('?') ? '&' : '?'}lang=${lang}`);
    await settled(page);
  };
  return { page, context, go, strange, lang, t: words(lang), base };
}

// Nothing is being asked, nor was a moment later: an answer may lead to the next question.
export async function settled(page) {
  const quiet = () => page.waitForFunction(() => document.querySelector('main')?.childElementCount && document.documentElement.dataset.asking === '0' && !document.querySelector('.busy, [aria-busy="true"]'));
  await quiet();
  await page.waitForTimeout(60);
  await quiet();
}

export async function until(page, act, why, every = 60) {
  for (const end = Date.now() + kPatience; Date.now() < end; await page.waitForTimeout(every)) if (await act()) return;
  throw new Error(`waited in vain: ${why}`);
}

// How many events the status line speaks of: Arabic says one and two in a word.
export async function total(page) {
  const text = await page.locator('.filters strong').innerText();
  const digits = /\d[\d,]*/.exec(text);
  if (digits) return Number(digits[0].replace(/,/g, ''));
  return { 'حدث واحد': 1, 'حدثان': 2, 'لا أحداث': 0 }[text.trim()];
}

// Saves a picture both ways. The SVG stands alone, with its attribution; the PNG has twice its size, colours, and a foot with
// letters of both scripts in its corners.
export async function pictured(page, t, title, { earth = false, least = 6, has = '' } = {}) {
  const button = (kind) => page.getByRole('button', { name: t('save_picture', { kind, title }) });
  const svg = (await saved(page, () => button('SVG').click())).bytes.toString();
  expect(svg.startsWith('<svg') && svg.includes('font/woff2;base64,') && svg.includes(has), `${title}: an SVG of its own`);
  expect(svg.includes(`rawi · ${new Date().toISOString().slice(0, 4)}`) && svg.includes(`راوي · ${title}`) && svg.includes('Natural Earth') === earth, `${title}: attribution`);
  expect(!/var\(--|class=|(href|src)="http/.test(svg), `${title}: nothing that only this page knows`);
  const png = (await saved(page, () => button('PNG').click())).bytes;
  const [, width, height] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg.replace(/^(<svg[^>]*?)( height="[\d.]+")([^>]*? width="[\d.]+")/, '$1$3$2')) ?? [];
  const seen = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    const colours = (x, y, w, h) => new Set(new Uint32Array(pen.getImageData(x, y, w, h).data.buffer)).size;
    const foot = image.height - 48;
    return { width: image.width, height: image.height, all: colours(0, 0, image.width, foot), left: colours(16, foot, 60, 44), right: colours(image.width - 76, foot, 60, 44) };
  }, png.toString('base64'));
  expect(png.subarray(1, 4).toString() === 'PNG' && Math.abs(seen.width - 2 * width) <= 2 && Math.abs(seen.height - 2 * height) <= 2, `${title}: ${seen.width} x ${seen.height} for ${width} x ${height}`);
  expect(seen.all >= least && seen.left > 3 && seen.right > 3, `${title}: blank? ${JSON.stringify(seen)}`);
}

export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
