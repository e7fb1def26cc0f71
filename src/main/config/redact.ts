/** The file's text for the settings screen: every password as dots. */
import { isMap, isScalar, isSeq, type Node, parseDocument, Scalar } from 'yaml';

const dots = '••••••';

/** Text without passwords; a file that isn't YAML gives only its comments away. */
export function redactConfigText(text: string): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return '# this file is not valid YAML';
  hide(document.contents);
  return document.toString({ lineWidth: 0 });
}

function hide(node: Node | null): void {
  if (isSeq(node)) for (const item of node.items) hide(isScalar(item) || isMap(item) || isSeq(item) ? item : null);
  if (!isMap(node)) return;
  for (const pair of node.items) {
    if (isScalar(pair.key) && /password|secret|token/i.test(String(pair.key.value))) pair.value = new Scalar(dots);
    else if (isMap(pair.value) || isSeq(pair.value)) hide(pair.value);
  }
}
