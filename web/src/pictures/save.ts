// Saves a drawn <svg> as a file that looks the same anywhere: what style sheets say is written into the elements, the
// letters used are put in, a line of attribution is drawn under the picture. Works without any other program.
import plexArabic from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url';
import plexLatin from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff2?url';

const kLooks = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-size', 'font-weight',
  'text-anchor', 'dominant-baseline', 'direction', 'paint-order', 'vector-effect', 'display', 'unicode-bidi'] as const;
const kFoot = 26;
const kEdge = 8;
const kScale = 2; // pixels of a PNG to one of the picture
const kSpace = 'http://www.w3.org/2000/svg';

export type Kind = 'svg' | 'png';

export async function save(svg: SVGSVGElement, name: string, kind: Kind, title: string, credit: string): Promise<void> {
  const text = await standalone(svg, title, credit);
  const blob = new Blob([text], { type: 'image/svg+xml' });
  download(kind === 'svg' ? blob : await raster(blob), `${name}.${kind}`);
}

export function download(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = href;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

// The picture as the text of an SVG file.
export async function standalone(svg: SVGSVGElement, title: string, credit: string): Promise<string> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  fix(svg, copy);
  copy.querySelectorAll('[data-unsaved]').forEach((element) => element.remove());
  const [x = 0, y = 0, width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[ ,]+/).map(Number);
  copy.setAttribute('xmlns', kSpace);
  copy.setAttribute('viewBox', `${x} ${y} ${width} ${height + kFoot}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height + kFoot));
  copy.setAttribute('font-family', "'IBM Plex Sans Arabic', sans-serif");
  const page = getComputedStyle(document.documentElement);
  const ground = make('rect', { x, y, width, height: height + kFoot, fill: page.getPropertyValue('--paper') });
  // The foot covers what the picture draws beyond its frame. It begins with a word of either script: see lettered().
  const cover = make('rect', { x, y: y + height, width, height: kFoot, fill: page.getPropertyValue('--paper') });
  const line = { y: y + height + 17, 'font-size': 11, fill: page.getPropertyValue('--muted'), 'text-anchor': 'start' };
  const left = make('text', { ...line, x: x + kEdge, direction: 'ltr' });
  left.textContent = `rawi · ${credit}`;
  const right = make('text', { ...line, x: x + width - kEdge, direction: 'rtl' });
  right.textContent = `\u0631\u0627\u0648\u064a · ${title}`;
  const style = make('style', {});
  style.textContent = (await Promise.all([face(plexArabic), face(plexLatin)])).join('');
  copy.prepend(style, ground);
  copy.append(cover, left, right);
  return new XMLSerializer().serializeToString(copy);
}

function fix(from: Element, to: Element): void {
  const look = getComputedStyle(from);
  for (const name of kLooks) {
    const value = look.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label', 'aria-pressed']) to.removeAttribute(name);
  for (let i = 0; i < from.children.length; i++) fix(from.children[i]!, to.children[i]!);
}

async function face(address: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return `@font-face{font-family:'IBM Plex Sans Arabic';src:url(data:font/woff2;base64,${btoa(binary)}) format('woff2')}`;
}

async function raster(blob: Blob): Promise<Blob> {
  const image = new Image();
  const href = URL.createObjectURL(blob);
  try {
    image.src = href;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * kScale;
    canvas.height = image.naturalHeight * kScale;
    const pen = canvas.getContext('2d', { willReadFrequently: true })!;
    for (const end = Date.now() + 5000; ; await new Promise((go) => setTimeout(go, 50))) {
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      if (lettered(pen)) break;
      if (Date.now() > end) throw new Error('the letters of the picture did not load');
    }
    return await new Promise((done, fail) => canvas.toBlob((made) => (made ? done(made) : fail(new Error('the picture could not be drawn'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(href);
  }
}

// Are letters of both scripts drawn? Those of a picture load once it is drawn for the first time, and until then all
// text is left out. The foot begins with a word of each; blank there means that they are not yet there.
function lettered(pen: CanvasRenderingContext2D): boolean {
  const { width, height } = pen.canvas;
  const probe = 16 * kScale;
  return [kEdge * kScale, width - kEdge * kScale - probe].every((x) => {
    const { data } = pen.getImageData(x, height - (kFoot - 2) * kScale, probe, (kFoot - 4) * kScale);
    return data.some((value, i) => value !== data[i % 4]);
  });
}

function make(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(kSpace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
