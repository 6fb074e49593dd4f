// A modal dialog: the browser's own, which keeps the focus inside and closes on Escape.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../words';

interface Props {
  title: string;
  close: () => void;
  children: ComponentChildren;
}

export const Dialog = ({ title, close, children }: Props) => {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const back = document.activeElement as HTMLElement | null;
    const dialog = box.current!;
    dialog.showModal();
    return () => {
      dialog.close(); // while it is open, nothing outside it takes the focus
      (back?.isConnected ? back : document.getElementById('main'))?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog ref={box} onClose={close} aria-label={title}>
      <div class="row">
        <h2>{title}</h2>
        <button class="end plain" onClick={() => box.current?.close()}>{t('close')}</button>
      </div>
      {children}
    </dialog>
  );
};
