// What every picture has around it: its name, the buttons that save it, and whose data it shows.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problem } from '../parts/problem';
import { say } from '../parts/toast';
import { isolated, t } from '../words';
import { save, type Kind } from './save';

interface Props {
  name: string; // of the saved file
  title: string;
  svg: RefObject<SVGSVGElement>;
  earth?: boolean; // the base map is to be credited
  children: ComponentChildren;
  tools?: ComponentChildren;
}

export const Figure = ({ name, title, svg, earth, children, tools }: Props) => {
  const keep = async (kind: Kind) => {
    try {
      await save(svg.current!, name, kind, title, `${new Date().toISOString().slice(0, 10)}${earth ? ' · Made with Natural Earth' : ''}`);
      say(t('saved_as', { name: isolated(`${name}.${kind}`) }));
    } catch (error) {
      say(problem(error));
    }
  };
  return (
    <figure class="picture panel" aria-label={title}>
      <figcaption class="row">
        <h2>{title}</h2>
        <div class="row end">
          {tools}
          <button class="chip" onClick={() => keep('svg')} aria-label={t('save_picture', { kind: 'SVG', title })}>SVG</button>
          <button class="chip" onClick={() => keep('png')} aria-label={t('save_picture', { kind: 'PNG', title })}>PNG</button>
        </div>
      </figcaption>
      {children}
      {earth && <p class="credit">{t('earth')}</p>}
    </figure>
  );
};

// The width that an element has been given, so that letters keep their size on every screen.
export function useWidth(box: RefObject<HTMLElement>, first = 640): number {
  const [width, set] = useState(first);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && set(Math.max(280, Math.floor(entry.contentRect.width))));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  return width;
}
