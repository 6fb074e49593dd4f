// One line that says what has just been done, with a way back where there is one. Read out by screen readers.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../words';

interface Note {
  text: string;
  undo?: () => void;
}

let show: (note: Note | null) => void = () => undefined;

export function say(text: string, undo?: () => void): void {
  show({ text, undo });
}

export const Toast = () => {
  const [note, set] = useState<Note | null>(null);
  show = set;
  useEffect(() => {
    if (!note) return;
    const timer = setTimeout(() => set(null), 9000);
    return () => clearTimeout(timer);
  }, [note]);
  return (
    <div role="status">
      {note && (
        <div class="toast">
          <span>{note.text}</span>
          {note.undo && <button class="end" onClick={() => (note.undo?.(), set(null))}>{t('undo')}</button>}
        </div>
      )}
    </div>
  );
};
