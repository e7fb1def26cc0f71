/** Sparkplug's topics: `namespace/group/TYPE/node[/device]`, and `namespace/STATE/host`. Pure. */
export const messageTypes = ['NBIRTH', 'NDATA', 'NDEATH', 'DBIRTH', 'DDATA', 'DDEATH'] as const;
export type MessageType = (typeof messageTypes)[number];

export type SparkplugTopic =
  | { readonly type: MessageType; readonly group: string; readonly node: string; readonly device: string | null; readonly commandTopic: string }
  | { readonly type: 'STATE'; readonly host: string };

/** The filters for a base that ends with the namespace, or with the group. */
export function filtersOf(base: string): readonly string[] {
  return [`${base}/STATE/+`, ...messageTypes.flatMap((type) => [base, `${base}/+`].map((above) => `${above}/${type}/+${type.startsWith('D') ? '/+' : ''}`))];
}

/** null: none of this base's. */
export function parseTopic(base: string, topic: string): SparkplugTopic | null {
  if (!topic.startsWith(`${base}/`)) return null;
  const levels = topic.slice(base.length + 1).split('/');
  if (levels[0] === 'STATE') return levels.length === 2 && levels[1] ? { type: 'STATE', host: levels[1] } : null;
  const at = isType(levels[0]) ? 0 : 1;
  const type = levels[at];
  const [node, device, ...rest] = levels.slice(at + 1);
  if (!isType(type) || !node || rest.length > 0 || type.startsWith('D') !== (device !== undefined) || device === '') return null;
  const above = [base, ...levels.slice(0, at)].join('/');
  return { type, group: above, node, device: device ?? null, commandTopic: `${above}/NCMD/${node}` };
}

const isType = (level: string | undefined): level is MessageType => messageTypes.some((type) => type === level);
