/** Who answered: one line for each reader, and what to write into the configuration for those that are new. */
import type { FoundReader } from '../../../shared/model/reader-tools.ts';
import { useText } from '../../app/text.ts';
import { configurationFor, hasMixedSpeeds, knownReader, securityWord } from './find-plan.ts';
import type { Readers } from './parts.tsx';
import classes from './reader-tools.module.css';
import { YamlToCopy } from './yaml-to-copy.tsx';

const columns = ['address', 'speed', 'maker', 'serial', 'firmware', 'security', 'use'] as const;

interface FoundProps {
  readonly readers: Readers;
  readonly path: string;
  readonly found: readonly FoundReader[];
}

export function FoundReaders({ readers, path, found }: FoundProps) {
  const { t } = useText();
  const yaml = configurationFor(readers, path, found);
  return (
    <>
      <table className={classes.found}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`readers.find.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.map((reader) => (
            <FoundRow key={`${reader.baudRate} ${reader.address}`} reader={reader} known={knownReader(readers, path, reader)?.name} />
          ))}
        </tbody>
      </table>
      {hasMixedSpeeds(found) ? <p className={classes.warning}>{t('readers.find.mixed')}</p> : null}
      {yaml === '' ? null : <YamlToCopy title={t('readers.find.yamlTitle')} hint={t('readers.find.yamlHint')} yaml={yaml} />}
    </>
  );
}

function FoundRow({ reader, known }: { readonly reader: FoundReader; readonly known: string | undefined }) {
  const { t } = useText();
  const { identity } = reader;
  const unknown = t('readers.find.unknown');
  return (
    <tr>
      <td>{reader.address}</td>
      <td>{reader.baudRate}</td>
      <td>{identity === null ? unknown : `${identity.vendor} · ${identity.model} · ${identity.version}`}</td>
      <td>{identity?.serial ?? unknown}</td>
      <td>{identity?.firmware ?? unknown}</td>
      <td>{t(`readers.find.security.${securityWord(reader)}`)}</td>
      <td>{known === undefined ? t('readers.find.notKnown') : t('readers.find.known', { name: known })}</td>
    </tr>
  );
}
