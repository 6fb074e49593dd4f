// The keys of the page, in a dialog.
import { Dialog } from './dialog';
import { t } from '../words';

const kKeys = ['Tab', '/', 'j k', 'Enter', 'Space', 'g 1…9', 'm t', 'u', 'Esc', '+ − ← →', '← → Shift', '?'] as const;

export const Help = ({ close }: { close: () => void }) => (
  <Dialog title={t('keys')} close={close}>
    <table>
      <tbody>
        {kKeys.map((keys) => (
          <tr key={keys}>
            <th scope="row"><bdi dir="ltr">{keys.split(' ').map((one) => <kbd key={one}>{one}</kbd>)}</bdi></th>
            <td>{t(`key.${keys}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Dialog>
);
